// Writes test/extension/keybindings.json: what VS Code's own defaults bind to the keys that Handrail contributes, on each
// platform. Run it again after a new VS Code in scripts/vscode.ts, or a new key in package.json: npm run keybindings
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumArguments, provideChromium } from './chromium.ts';
import { packageExtension } from './package.ts';
import { buildAll } from './build.ts';
import { main, root } from './project.ts';
import { quietSettings, startServer } from './server.ts';
import { installServer } from './vscode.ts';

// The workbench takes the platform from what the browser says it runs on.
const platforms = {
  linux: 'X11; Linux x86_64',
  win: 'Windows NT 10.0; Win64; x64',
  mac: 'Macintosh; Intel Mac OS X 10_15_7',
} as const;

type Platform = keyof typeof platforms;

interface Binding {
  readonly key: string;
  readonly command: string;
  readonly when?: string;
}

interface Contributed extends Binding {
  readonly mac?: string;
}

async function contributed(platform: Platform): Promise<readonly string[]> {
  const { contributes } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    readonly contributes: { readonly keybindings: readonly Contributed[] };
  };
  const keys = contributes.keybindings.map(({ key, mac }) => (platform === 'mac' ? (mac ?? key) : key));
  return [...new Set(keys)].sort();
}

/** Whether two keys come into each other's way: the same, or one begins the other. */
function meets(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `);
}

async function defaultsIn(page: Page): Promise<readonly Binding[]> {
  await page.locator('#status\\.host').waitFor({ timeout: 60_000 });
  for (let attempt = 1; attempt <= 20; attempt += 1) {
    const text = await defaultsText(page);
    const end = text.indexOf('\n]');
    // Contributions come all at once, some time after the window: the built-in extensions' with our own.
    if (end > 0 && text.includes('"handrail.'))
      return JSON.parse(text.slice(text.indexOf('[\n'), end + 2)) as readonly Binding[];
    await page.waitForTimeout(500);
  }
  throw new Error('The default keybindings could not be copied.');
}

async function defaultsText(page: Page): Promise<string> {
  await command(page, 'View: Close All Editors');
  await command(page, 'Preferences: Open Default Keyboard Shortcuts (JSON)');
  await page.locator('.editor-instance .view-lines').first().click();
  const mac = (await page.evaluate<string>('navigator.userAgent')).includes('Macintosh');
  for (const key of ['A', 'C']) await page.keyboard.press(`${mac ? 'Meta' : 'Control'}+${key}`);
  const text = await page.evaluate<string>('navigator.clipboard.readText()');
  return text.replaceAll('\r\n', '\n');
}

async function command(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  const widget = page.locator('.quick-input-widget');
  await widget.locator('input').fill(`>${title}`);
  await widget.locator('.monaco-list-row', { hasText: title }).first().click();
}

async function buildAndPackage(): Promise<string> {
  await buildAll();
  return await packageExtension();
}

async function defaultsOn(page: Page, platform: Platform): Promise<unknown> {
  const all = await defaultsIn(page);
  const keys = await contributed(platform);
  console.log(`${platform}: ${all.length} default keybindings`);
  return {
    keys,
    of: all.length,
    bindings: all
      .filter(({ key, command: name }) => !name.startsWith('handrail.') && keys.some(own => meets(own, key)))
      .map(({ key, command: name, when = '' }) => [key, name, when]),
  };
}

async function onEachPlatform(url: string, browser: Browser): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const [name, system] of Object.entries(platforms) as [Platform, string][]) {
    const userAgent = `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36`;
    const context = await browser.newContext({
      userAgent,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    await page.goto(url);
    found[name] = await defaultsOn(page, name);
    await context.close();
  }
  return found;
}

await main(async () => {
  const scratch = await realpath(await mkdtemp(join(tmpdir(), 'hrk-')));
  const vsix = process.env['HANDRAIL_VSIX'] ?? (await buildAndPackage());
  const environment = { HOME: scratch };
  const folder = await installServer();
  const server = await startServer({
    server: folder,
    extension: { vsix },
    scratch,
    settings: quietSettings,
    trust: 'off',
    environment,
  });
  const browser = await chromium.launch({
    executablePath: await provideChromium(),
    args: [...chromiumArguments],
  });
  try {
    const found = await onEachPlatform(server.url(scratch), browser);
    await writeFile(join(root, 'test/extension/keybindings.json'), `${JSON.stringify(found)}\n`);
  } finally {
    await browser.close();
    await server.stop();
    await rm(scratch, { recursive: true, force: true });
  }
});
