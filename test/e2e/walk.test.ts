import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../scripts/project.ts';
import { reportAsksForItsForm } from './lists.ts';
import { Vscode } from './vscode.ts';
import { WalkerPage } from './walkerPage.ts';

let vscode: Vscode;
let walker: WalkerPage;

beforeAll(async () => {
  vscode = await Vscode.open({ workspace: join(root, 'runbooks/demo'), file: 'blue-green.md' });
  // Its seconds of load last until the test lets them go by, however long a window takes to be back.
  const program = await readFile(signpost(), 'utf8');
  const waits = `while (!existsSync(join(work, 'go'))) await sleep(50);`;
  const patched = program
    .replace('await sleep(Math.max(0, end - Date.now()));', waits)
    .replace('import { mkdirSync,', 'import { existsSync, mkdirSync,');
  expect(patched).toContain(waits);
  await writeFile(signpost(), patched);
});

afterAll(async () => {
  await vscode.close();
});

const signpost = (): string => join(vscode.workspace, 'service/signpost.mjs');

test('a Markdown file opens as a checklist', async () => {
  await vscode.command('View: Close Primary Side Bar');
  await vscode.openChecklist();
  walker = await WalkerPage.find(vscode);
  await vscode.screenshot('1-opened');
  expect(await walker.locate('h1').innerText()).toContain('Release Signpost');
});

test('a step is found by its words, text by the widget of the editor, and the Markdown at the line', async () => {
  const { page } = vscode;
  const focused = (): Promise<string | null> =>
    walker.locate('[data-card]').evaluateAll(cards => {
      const card = cards.find(one => one.contains(document.activeElement));
      return card?.querySelector('.hr-row__no, .hr-card__no')?.textContent.trim() ?? null;
    });
  await walker.locate('h1').click();
  await page.keyboard.press('/');
  await page.locator('.quick-input-widget input').fill('soak green');
  await page.locator('.quick-input-widget .monaco-list-row', { hasText: '3.2' }).waitFor();
  await vscode.screenshot('1-found');
  await page.keyboard.press('Enter');
  await expect.poll(focused).toBe('3.2');
  await page.keyboard.press('Control+K');
  await page.keyboard.press('h');
  await page.locator('.tab.active[data-resource-name="blue-green.md"]').waitFor();
  await page.locator('.statusbar', { hasText: 'Ln 67' }).waitFor();
  await page.locator('.tab', { hasText: '(checklist)' }).click();
  await walker.again();
  await expect.poll(focused).toBe('3.2');
  await page.keyboard.press('Control+F');
  await page.locator('.simple-find-part.visible input').fill('rollback is announced');
  const selected = (): Promise<string> =>
    walker.locate('body').evaluate(() => document.getSelection()?.toString() ?? '');
  await expect.poll(selected).toBe('rollback is announced');
  await vscode.screenshot('1-text');
  await page.keyboard.press('Escape');
});

test('tasks are ticked and commands run', async () => {
  await walker.tick('The release is announced in the team');
  await walker.tick('Nobody else is releasing');
  await vscode.screenshot('2-ticked');
  await walker.run('1.2', 'passed');
  await walker.run('1.3', 'passed');
  await vscode.screenshot('3-run');
});

test('an output opens beside the page, in a narrow window over it, and closed it gives the focus back to its step', async () => {
  const { page } = vscode;
  const groups = page.locator('.part.editor .editor-group-container');
  const output = page.locator('.tab', { hasText: '1.3 output.log' });
  const isThere = (): Promise<boolean> =>
    walker.step('1.3').evaluate(card => card.contains(document.activeElement));
  /** How many groups there are while the output is open. */
  const look = async (): Promise<number> => {
    await page.keyboard.press('l');
    await output.waitFor();
    const count = await groups.count();
    await vscode.screenshot(`3-output-of-${count}`);
    await page.keyboard.press('Control+W');
    await output.waitFor({ state: 'detached' });
    await walker.again();
    await expect.poll(isThere).toBe(true);
    return count;
  };
  await walker.open('1.3');
  await walker.step('1.3').focus();
  expect(await look()).toBe(2);
  await expect.poll(() => groups.count()).toBe(1);
  await page.setViewportSize({ width: 760, height: 900 });
  try {
    // The page tells its width once a second, and the group beside it takes its time to go.
    await expect.poll(look).toBe(1);
  } finally {
    await page.setViewportSize({ width: 1400, height: 900 });
  }
});

test('a missing value blocks a step until it is filled in', async () => {
  await walker.open('2.1');
  await walker.until('2.1', 'blocked');
  await vscode.screenshot('4-blocked');
  await walker.fill('new-version', '2.0.0');
  await walker.fill('CHANGE_TICKET', 'CHG-7');
  await walker.until('2.1', 'ready');
  await walker.run('2.1', 'passed');
  await walker.run('2.2', 'passed');
});

test('a step fails and is retried', async () => {
  await walker.run('3.1', 'failed');
  await walker.step('3.1').evaluate(card => {
    card.scrollIntoView({ block: 'start' });
  });
  await vscode.screenshot('5-failed');
  // It takes two seconds and more from when it was first asked.
  const { execPath } = process;
  const asked = async (): Promise<string> =>
    (await execa(execPath, [signpost(), 'ask', 'green', '/ready'], { reject: false, all: true })).all;
  await expect.poll(asked, { interval: 300 }).toContain('ready: 60');
  await walker.button(/^Retry/).click();
  await walker.until('3.1', 'passed');
});

test('a reload in the middle of a running step loses nothing', async () => {
  const card = await walker.open('3.2');
  await card.getByRole('button', { name: /^Run 3\.2/ }).click();
  await walker.until('3.2', 'running');
  await card.locator('.hr-out pre', { hasText: 'requests' }).waitFor();
  await vscode.screenshot('6-running');
  await vscode.reload();
  await walker.again();
  await walker.until('3.2', 'running');
  await vscode.screenshot('7-reloaded');
  await writeFile(join(vscode.workspace, 'work/go'), '');
  await walker.until('3.2', 'passed');
  const reopened = await walker.open('3.2');
  expect(await reopened.locator('.hr-out pre').textContent()).toMatch(/requests/);
  expect(await walker.locate('.hr-vals').innerText()).toContain('CHG-7');
});

test('the session is the same after the reload', async () => {
  await walker.tick('No line above is slower');
  await walker.run('4.1', 'passed');
  await walker.run('4.2', 'passed');
  await walker.run('5.1', 'passed');
  const card = await walker.open('5.1');
  expect(await card.locator('.hr-out pre').textContent()).toContain('2.0.0');
});

test('a settled run is closed, and its log verifies', async () => {
  await walker.tick('Green is live');
  await walker.tick('The release is announced as done');
  await vscode.screenshot('8-settled');
  // Green goes on serving, so closing asks what becomes of it.
  await walker.button(/^Close the run|^Leave (?:it|them) and close the run/).click();
  const leave = walker.button(/^Leave (?:it|them) and close the run/);
  const verify = walker.button(/^Verify/);
  await leave.or(verify).waitFor();
  await vscode.screenshot('8-asked');
  // The press may have been the answer already, which takes its time; then the question goes away under a second press.
  const closed = async (): Promise<boolean> => {
    if (!(await verify.isVisible())) await leave.click({ timeout: 1000 }).catch(() => undefined);
    return await verify.isVisible();
  };
  await expect.poll(closed).toBe(true);
  await verify.click();
  await walker.locate('[data-verdict="verified"]').waitFor();
  await vscode.screenshot('9-closed');
  await reportAsksForItsForm(vscode);
  await walker.button(/^Open the review/).click();
  await (await vscode.webview('.hr-badge')).locator('[data-result="verified"]').waitFor();
  const { exitCode, stdout } = await handrail('verify', await runFolder());
  expect(stdout).toMatch(/^Verified\./);
  expect(exitCode).toBe(0);
});

test('the log carries its badge in the editor, and one changed byte is found', async () => {
  const folder = await runFolder();
  const name = (await readdir(folder)).find(file => file.endsWith('.jsonl')) ?? '';
  await vscode.openFile(join(folder, name));
  const review = await vscode.webview('.hr-badge');
  await review.locator('[data-result="verified"]').waitFor();
  await vscode.screenshot('10-badge');
  const log = await readFile(join(folder, name), 'utf8');
  await writeFile(join(folder, name), log.replace('CHG-7', 'CHG-8'));
  await review.locator('[data-result="broken"]').waitFor();
  await vscode.command('Handrail: Open the Log as Text');
  await lens(/Does not verify: .*line \d+/).waitFor();
  await vscode.screenshot('11-tampered');
  const { exitCode, stdout } = await handrail('verify', folder);
  expect(stdout).toMatch(/line \d+/);
  expect(exitCode).toBe(1);
});

test('a Markdown file offers the checklist above its text', async () => {
  await vscode.openFile('blue-green.md');
  // It opens where it was left.
  await vscode.page.keyboard.press('Control+Home');
  await lens(/Open as checklist$/).waitFor();
  await vscode.screenshot('12-lens');
});

function lens(title: string | RegExp): Locator {
  return vscode.page.locator('.codelens-decoration a', { hasText: title });
}

async function runFolder(): Promise<string> {
  const runs = join(vscode.workspace, '.handrail/runs');
  const [year = ''] = await readdir(runs);
  const names = await readdir(join(runs, year));
  expect(names).toHaveLength(1);
  return join(runs, year, names[0] ?? '');
}

async function handrail(
  ...args: readonly string[]
): Promise<{ exitCode: number | undefined; stdout: string }> {
  const { exitCode, stdout } = await execa(process.execPath, [join(root, 'dist/cli.cjs'), ...args], {
    cwd: vscode.workspace,
    env: { HOME: vscode.home, XDG_STATE_HOME: join(vscode.home, '.local/state') },
    reject: false,
  });
  return { exitCode, stdout };
}
