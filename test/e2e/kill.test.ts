// Whatever is killed, the walker comes back with the same run, and says what nobody knows.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { afterEach, expect, test } from 'vitest';
import { root } from '../../scripts/project.ts';
import { Vscode, type VscodeOptions } from './vscode.ts';
import { WalkerPage } from './walkerPage.ts';

/** `pause`: seconds between the ticks of the slow step, of which there are twenty. */
const runbookOf = (pause: number) => `# Killed

Whatever is killed here, nothing is lost.

## Work

- [ ] Everybody knows

Now something to remember.

\`\`\`bash
# Remember
where=$(mktemp -d); cd "$where"; echo "pid $$"
\`\`\`

\`\`\`bash
# Count slowly
for i in $(seq 1 20); do echo "tick $i"; sleep ${pause}; done
\`\`\`

\`\`\`bash
# Still there?
test "$PWD" = "$where" && echo "same place, pid $$"
\`\`\`
`;

let vscode: Vscode | undefined;

afterEach(async () => {
  await vscode?.close();
  vscode = undefined;
});

async function open(pause: number, options: Omit<VscodeOptions, 'workspace'> = {}): Promise<Vscode> {
  const workspace = await mkdtemp(join(tmpdir(), 'hr-kill-'));
  try {
    await mkdir(workspace, { recursive: true });
    await writeFile(join(workspace, 'killed.md'), runbookOf(pause));
    vscode = await Vscode.open({ workspace, ...options });
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
  return vscode;
}

async function walk(window: Vscode): Promise<WalkerPage> {
  await window.openFile('killed.md');
  await window.openChecklist();
  return await WalkerPage.find(window);
}

/** Runs up to the middle of the slow step. */
async function intoTheMiddle(window: Vscode): Promise<WalkerPage> {
  const walker = await walk(window);
  await walker.tick('Everybody knows');
  await walker.run('1.2', 'passed');
  await walker.run('1.3', 'running');
  await walker.step('1.3').locator('.hr-out pre', { hasText: 'tick 3' }).waitFor();
  return walker;
}

async function runners(window: Vscode): Promise<readonly number[]> {
  const all = await window.processes();
  return all.filter(({ command }) => command.includes('runner.cjs')).map(({ pid }) => pid);
}

async function outputOf(walker: WalkerPage, number: string): Promise<string> {
  const card = await walker.open(number);
  return (await card.locator('.hr-out pre').first().textContent()) ?? '';
}

async function closeAndVerify(window: Vscode, walker: WalkerPage): Promise<void> {
  await walker.button(/^Close the run/).click();
  await walker.button(/^Verify/).click();
  await walker.locate('[data-verdict="verified"]').waitFor();
  const runs = join(window.workspace, '.handrail/runs');
  const [year = ''] = await readdir(runs);
  const names = await readdir(join(runs, year));
  expect(names).toHaveLength(1);
  const { exitCode } = await execa(
    process.execPath,
    [join(root, 'dist/cli.cjs'), 'verify', join(runs, year, names[0] ?? '')],
    { env: { HOME: window.home, XDG_STATE_HOME: join(window.home, '.local/state') }, reject: false },
  );
  expect(exitCode).toBe(0);
}

const everyTick = Array.from({ length: 20 }, (_, index) => `tick ${index + 1}`).join('\n');

test('a killed extension host: the command goes on in its runner, and the walker comes back', async () => {
  const window = await open(1);
  const walker = await intoTheMiddle(window);
  const before = await runners(window);
  expect(before).toHaveLength(1);
  await walker.locate('body').evaluate(body => body.setAttribute('data-old', ''));
  await window.killExtensionHost();
  await walker.again('body:not([data-old]) .hr-runbar');
  await walker.until('1.3', 'running', 20_000);
  await window.screenshot('kill-1-host-killed');
  expect(await runners(window)).toEqual(before);
  await walker.until('1.3', 'passed');
  expect((await outputOf(walker, '1.3')).trim()).toBe(everyTick);
  await walker.run('1.4', 'passed');
  expect(await outputOf(walker, '1.4')).toContain('same place');
  await closeAndVerify(window, walker);
});

test('a killed runner: the outcome is unknown until a person settles it', async () => {
  const window = await open(0.5);
  const walker = await intoTheMiddle(window);
  const [runner] = await runners(window);
  if (runner === undefined) throw new Error('no runner');
  process.kill(runner, 'SIGKILL');
  await walker.until('1.3', 'unknown');
  const card = await walker.open('1.3');
  expect(await card.innerText()).toContain('Outcome unknown');
  expect(await outputOf(walker, '1.3')).toMatch(/^tick 1\ntick 2\ntick 3/);
  await window.screenshot('kill-2-unknown');
  expect(await walker.locate('[data-banner="resumed"]').innerText()).toMatch(/restored|brought back/i);
  await walker.button(/^It failed/).click();
  await window.screenshot('kill-3-settling');
  await card.getByRole('textbox').fill('The counter stopped with its runner');
  await walker.button(/^Settle 1\.3 as failed/).click();
  await walker.until('1.3', 'failed');
  await walker.button(/^Retry/).click();
  await walker.until('1.3', 'passed');
  expect((await outputOf(walker, '1.3')).trim()).toBe(everyTick);
  await walker.run('1.4', 'passed');
  expect(await outputOf(walker, '1.4')).toContain('same place');
  await window.screenshot('kill-4-gone-on');
  await closeAndVerify(window, walker);
});

test('a window that was closed for a while finds the run with its shell', async () => {
  const window = await open(0.5);
  await intoTheMiddle(window);
  await window.page.goto('about:blank');
  // Longer than the step takes.
  await sleep(13_000);
  await window.reopen();
  const walker = await walk(window);
  await walker.until('1.3', 'passed', 20_000);
  expect(await walker.locate('[data-banner="resumed"]').innerText()).toMatch(/lived on/);
  await window.screenshot('kill-5-window-reopened');
  expect((await outputOf(walker, '1.3')).trim()).toBe(everyTick);
  const before = await outputOf(walker, '1.2');
  await walker.run('1.4', 'passed');
  expect(await outputOf(walker, '1.4')).toContain(before.trim());
  await closeAndVerify(window, walker);
});

/** What runs nothing needs no trust: no process is started for it, and no folder of runs is made. */
async function rehearse(window: Vscode): Promise<void> {
  await window.openFile('killed.md');
  await window.page.locator('.codelens-decoration a', { hasText: 'Rehearse' }).first().click();
  const frame = await window.webview('[data-start]');
  await frame.getByRole('button', { name: 'Start rehearsal' }).click();
  await frame.locator('[type="checkbox"]').first().click();
  await frame.getByRole('button', { name: /^Would run 1\.2/ }).click();
  await frame.getByRole('button', { name: /^Would run 1\.3/ }).waitFor();
  expect(await frame.locator('.hr-now').innerText()).toContain('Rehearsal. Step 1.3 is ready.');
  expect(await frame.locator('[data-card][data-state="by-hand"]').allInnerTexts()).toEqual([
    expect.stringContaining('Rehearsed'),
    expect.stringContaining('Rehearsed'),
  ]);
  await window.screenshot('kill-6-rehearsal');
  expect(await runners(window)).toEqual([]);
  expect(await readdir(window.workspace)).toEqual(['killed.md']);
  await window.command('View: Close Editor');
}

test('a folder that is not trusted: read and tick, but run nothing until it is', async () => {
  const window = await open(0.1, { trust: 'ask' });
  const dialog = window.page.locator('.monaco-dialog-box');
  await dialog
    .getByRole('button', { name: /No, I don't trust/ })
    .click({ timeout: 10_000 })
    .catch(() => undefined);
  await rehearse(window);
  const walker = await walk(window);
  await walker.tick('Everybody knows');
  const card = await walker.open('1.2');
  await walker.until('1.2', 'blocked');
  expect(await card.innerText()).toContain('not trusted');
  await window.screenshot('kill-7-not-trusted');
  expect(await card.getByRole('button', { name: /^Run 1\.2/ }).count()).toBe(0);
  await card.getByRole('button', { name: 'Manage trust' }).first().click();
  await window.page.getByRole('button', { name: 'Trust', exact: true }).first().click();
  await walker.until('1.2', 'ready', 20_000);
  const settings = window.page.locator('.monaco-modal-editor-block');
  await settings.locator('.codicon-close').first().click();
  await settings.waitFor({ state: 'hidden' });
  await window.screenshot('kill-8-trusted');
  await walker.run('1.2', 'passed');
  expect(await readFile(join(window.workspace, 'killed.md'), 'utf8')).toBe(runbookOf(0.1));
});
