import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../scripts/project.ts';
import { Vscode } from './vscode.ts';
import { WalkerPage } from './walkerPage.ts';

// What stands around the walker in a real VS Code: the lists of runs and of runbooks.

const hotfix = `# Payments hotfix

**Owner:** Payments team

\`\`\`bash
echo fixed
\`\`\`
`;
const release = `# Small release

Two phases, one of which fails at first.

## 1 Work

\`\`\`bash
# Say it
echo one
\`\`\`

### Count

\`\`\`bash
# Fail the first time
test -e again || { touch again; exit 7; }
\`\`\`

## 2 Tell

- [ ] The team knows
`;

let source: string;
let vscode: Vscode;

beforeAll(async () => {
  source = await mkdtemp(join(tmpdir(), 'hr-panes-'));
  const files: Readonly<Record<string, string>> = {
    'README.md': '# About\n\n- [ ] Nobody walks this\n',
    'notes/mine.md': '---\ninputs:\n  pod:\n---\n# My notes\n\n- [ ] Ask\n\n```bash\necho "open\n```\n',
    'runbooks/README.md': '# What is here\n\nWords only.\n',
    'runbooks/release.md': release,
    'runbooks/payments/hotfix.md': hotfix,
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(source, name, '..'), { recursive: true });
    await writeFile(join(source, name), text);
  }
  vscode = await Vscode.open({ workspace: source });
  // As often as it takes for something to be usual.
  for (let run = 1; run <= 3; run += 1)
    await execa(
      process.execPath,
      [join(root, 'dist/cli.cjs'), 'run', 'runbooks/payments/hotfix.md', '--yes'],
      {
        cwd: vscode.workspace,
        env: { HOME: vscode.home, XDG_STATE_HOME: join(vscode.home, '.local/state') },
      },
    );
});

afterAll(async () => {
  await vscode.close();
  await rm(source, { recursive: true, force: true });
});

const rows = (view: 'Runs' | 'Runbooks'): Locator =>
  vscode.page
    .locator('.pane', { has: vscode.page.locator(`.pane-header[aria-label^="${view} "]`) })
    .locator('.monaco-list-row');

test('runbooks stand by their folders, with their titles, how they went last and whose they are', async () => {
  await vscode.command('Handrail: Focus on Runbooks View');
  await expect
    .poll(async () =>
      (await rows('Runbooks').allInnerTexts()).map(text => text.replaceAll(/\s+/g, ' ').trim()),
    )
    .toEqual([
      'notes',
      'My notesnever run',
      'runbooks',
      'Small releasenever run',
      'runbooks/payments',
      expect.stringMatching(/^Payments hotfixclean \w+ \w+ · Payments team$/),
    ]);
  await vscode.screenshot('panes-1-runbooks');
});

test('a new runbook comes to the list by itself', async () => {
  await writeFile(join(vscode.workspace, 'runbooks/new.md'), '# Brand new\n\n- [ ] Do it\n');
  await rows('Runbooks').filter({ hasText: 'Brand new' }).waitFor();
  await rm(join(vscode.workspace, 'runbooks/new.md'));
  await rows('Runbooks').filter({ hasText: 'Brand new' }).waitFor({ state: 'detached' });
});

/** A menu takes no click right after it has opened, so it is asked again until it has closed. */
async function chooseFromMenu(row: Locator, title: string): Promise<void> {
  const item = vscode.page.locator('.monaco-menu .action-label', { hasText: title });
  for (let attempt = 1; ; attempt++) {
    await row.click({ button: 'right' });
    await item.waitFor();
    await sleep(300);
    await item.click();
    try {
      await item.waitFor({ state: 'hidden', timeout: 3000 });
      return;
    } catch (error) {
      if (attempt === 5) throw error;
      await vscode.page.keyboard.press('Escape');
    }
  }
}

test('a runbook is checked and read from its menu', async () => {
  const row = rows('Runbooks').filter({ hasText: 'My notes' });
  await chooseFromMenu(row, 'Check for Problems');
  await vscode.page.locator('.tab.active[data-resource-name="mine.md"]').waitFor();
  await expect.poll(() => vscode.page.locator('.markers-panel .monaco-list-row').count()).toBeGreaterThan(1);
  await vscode.screenshot('panes-2-checked');
});

test('a runbook is found by its owner, and a file that is none below', async () => {
  const { page } = vscode;
  await page.locator('.pane-header[aria-label^="Runbooks "]').hover();
  await page.getByRole('button', { name: 'Find Runbook…' }).click();
  const widget = page.locator('.quick-input-widget');
  await widget.locator('.monaco-list-row', { hasText: 'README.md' }).first().waitFor();
  await vscode.screenshot('panes-3-find');
  await widget.locator('input').fill('payments team');
  await widget.locator('.monaco-list-row', { hasText: 'Payments hotfix' }).waitFor();
  expect(await widget.locator('.monaco-list-row', { hasText: 'Small release' }).count()).toBe(0);
  await page.keyboard.press('Escape');
});

test('choosing one opens its checklist; its run stands in the list with what it needs', async () => {
  await rows('Runbooks').filter({ hasText: 'Small release' }).click();
  const walker = await WalkerPage.find(vscode);
  await walker.run('1.1', 'passed');
  await walker.run('1.2', 'failed');
  await vscode.command('Handrail: Focus on Runs View');
  const run = rows('Runs').filter({ hasText: 'Small release' });
  await run.filter({ hasText: '1.2 failed' }).waitFor();
  const badge = vscode.page.locator('.activitybar .action-item', { hasText: '1' });
  await badge.locator('.badge-content', { hasText: '1' }).waitFor();
  expect((await rows('Runs').allInnerTexts()).map(text => text.trim().split('\n')[0])).toEqual(
    expect.arrayContaining(['Open runs1', 'Finished3']),
  );
  await vscode.screenshot('panes-4-runs');
});

test('a run goes by its title and its true length, and a filter keeps what is meant', async () => {
  const { page } = vscode;
  const finished = rows('Runs').filter({ hasText: 'Payments hotfix' });
  expect(await finished.first().innerText()).toMatch(/, \d+(\.\d)? s, .*\bdone\b/s);
  await page.locator('.pane-header[aria-label^="Runs "]').hover();
  await page.getByRole('button', { name: 'Filter Runs…' }).click();
  const field = page.locator('.quick-input-widget input');
  await field.fill('hotfix done');
  await rows('Runs').filter({ hasText: 'Small release' }).waitFor({ state: 'detached' });
  expect(await finished.count()).toBe(3);
  await page.keyboard.press('Enter');
  await page.locator('.pane-header[aria-label^="Runs "]').hover();
  await page.getByRole('button', { name: 'Show All Runs' }).click();
  await rows('Runs').filter({ hasText: 'Small release' }).waitFor();
});

/** The states whose icons stand in the margin of the editor, from top to bottom. */
async function margin(): Promise<readonly string[]> {
  const icons = await vscode.page.locator('.glyph-margin-widgets > *').evaluateAll(elements =>
    elements.flatMap(element => {
      const image =
        getComputedStyle(element).backgroundImage + getComputedStyle(element, '::before').backgroundImage;
      const state = /gutter\/([a-z-]+)-(?:dark|light)\.svg/.exec(decodeURIComponent(image))?.[1];
      return state === undefined ? [] : [{ state, top: element.getBoundingClientRect().top }];
    }),
  );
  return icons.sort((one, other) => one.top - other.top).map(({ state }) => state);
}

const lenses = (): Promise<readonly string[]> => vscode.page.locator('.codelens-decoration').allInnerTexts();

/** By the list, since the walker of the file has its name too. */
async function readMarkdown(): Promise<void> {
  const row = rows('Runbooks').filter({ hasText: 'Small release' });
  await row.hover();
  await row.getByRole('button', { name: 'Open the Markdown' }).click();
  await vscode.page.locator('.tab.active[data-resource-name="release.md"]').waitFor();
}

test('the Markdown says how far its run is, and leads to the step', async () => {
  await readMarkdown();
  await expect.poll(margin).toEqual(['passed', 'failed']);
  await expect
    .poll(async () => (await lenses()).join('\n'))
    .toMatch(/1 of 2[^]*Passed, \d[\d.]* s[^]*Failed, exit code 7, \d[\d.]* s/);
  await vscode.screenshot('panes-5-margin');
  await vscode.page.locator('.codelens-decoration a', { hasText: 'Failed' }).click();
  await vscode.page.locator('.tab.active', { hasText: 'checklist' }).waitFor();
});

test('its signs follow the run, and go where the text is another or the run has ended', async () => {
  const { page } = vscode;
  const walker = await WalkerPage.find(vscode);
  const card = await walker.open('1.2');
  await card.getByRole('button', { name: /^Retry/ }).click();
  await walker.until('1.2', 'passed');
  await readMarkdown();
  await expect.poll(margin).toEqual(['passed', 'passed', 'ready']);
  await page.locator('.monaco-editor .view-line').first().click();
  await page.keyboard.type('x');
  await expect.poll(margin).toEqual([]);
  await expect.poll(async () => (await lenses()).join('\n')).toContain('Changed since its run began');
  await vscode.screenshot('panes-6-changed');
  await page.keyboard.press('Control+Z');
  await vscode.command('File: Save');
  await expect.poll(margin).toEqual(['passed', 'passed', 'ready']);
  await readMarkdown();
  await vscode.page.locator('.tab', { hasText: 'checklist' }).click();
  const again = await WalkerPage.find(vscode);
  await again.tick('The team knows');
  await again.button('Close the run').click();
  await vscode.page.locator('.tab', { hasText: 'release.md' }).filter({ hasNotText: 'checklist' }).click();
  await expect.poll(margin).toEqual([]);
});

test('what its runs show together opens from its menu, and a run from there', async () => {
  await chooseFromMenu(rows('Runbooks').filter({ hasText: 'Payments hotfix' }), 'Show Trends');
  const page = await vscode.webview('.hr-trends');
  await expect.poll(() => page.locator('h1').innerText()).toBe('Trends of Payments hotfix');
  await expect.poll(() => page.locator('.hr-short').innerText()).toContain('100% of 3 closed runs');
  await page.locator('figure svg[role="img"]').waitFor();
  await vscode.screenshot('panes-7-trends');
  await page
    .getByRole('button', { name: /^Review the run of/ })
    .first()
    .click();
  // Another review may still stand there.
  await vscode.webview('body:has(.hr-badge) h1:text-is("Payments hotfix")');
  await vscode.command('View: Close Editor');
});

test('the Markdown says what is usual in it', async () => {
  const row = rows('Runbooks').filter({ hasText: 'Payments hotfix' });
  await row.hover();
  await row.getByRole('button', { name: 'Open the Markdown' }).click();
  await vscode.page.locator('.tab.active[data-resource-name="hotfix.md"]').waitFor();
  await expect.poll(async () => (await lenses()).join('\n')).toMatch(/usually \d[\d.]* s · passed 3 of 3/);
  await vscode.screenshot('panes-8-usual');
});
