import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listIn, pickFrom, reportAsksForItsForm, savedReport } from './lists.ts';
import { logOf, release, walkTwice } from './releases.ts';
import { tamperings } from './tamperings.ts';
import { Vscode } from './vscode.ts';

// The review in a real VS Code: of a run that is as it was signed, and of the same run after somebody changed it.

let vscode: Vscode;
let source: string;
let folders: readonly string[];
let page: Frame;

beforeAll(async () => {
  source = await mkdtemp(join(tmpdir(), 'hr-review-'));
  await writeFile(join(source, 'release.md'), release);
  vscode = await Vscode.open({ workspace: source });
  folders = await walkTwice(vscode);
});

afterAll(async () => {
  await vscode.close();
  await rm(source, { recursive: true, force: true });
});

const badge = (result: string): Locator => page.locator(`.hr-badge[data-result="${result}"]`);
const lead = (): Promise<string> => page.locator('.hr-badge > div > p').innerText();

test('a log in the editor is the review of its run, with the badge first', async () => {
  expect(folders).toHaveLength(2);
  await vscode.openFile(await logOf(folders[0] ?? ''));
  page = await vscode.webview('.hr-badge');
  await badge('verified').waitFor();
  expect(await lead()).toMatch(/^All \d+ entries are intact, in order, and covered by a signature\./);
  expect(await page.locator('h1').innerText()).toBe('Small release');
  await vscode.screenshot('review-1-verified');
});

test('events open in place, with the command as it ran and what it wrote', async () => {
  await page.locator('[data-filter="all"]').click();
  await page.locator('[data-row]', { hasText: 'Count' }).first().click();
  await page.locator('.hr-out pre', { hasText: '200000' }).waitFor();
  expect(await page.locator('.hr-ran code').first().innerText()).toContain('seq 1 200000');
  await vscode.screenshot('review-2-opened');
});

test('a search looks through entries and outputs', async () => {
  const field = page.locator('input[type="search"]');
  await field.fill('123456');
  await page.locator('[data-found="done"]').waitFor();
  await page.locator('.hr-hits code', { hasText: /^123456$/ }).waitFor();
  await vscode.screenshot('review-3-search');
});

test('a place that was found opens the whole output there', async () => {
  await page.locator('.hr-hits button').first().click();
  const output = await vscode.webview('.hr-outhead');
  await output.locator('.hr-orow[data-current]', { hasText: '123456' }).waitFor();
  await output.locator('[data-size="whole"]', { hasText: '200,000 lines' }).waitFor();
  await output.locator('input[type="search"]').fill('199999');
  await output.locator('[data-found="done"]', { hasText: '1 place' }).waitFor();
  await output.locator('.hr-orow[data-current]', { hasText: '199999' }).waitFor();
  await vscode.screenshot('review-4-output');
  await reportAsksForItsForm(vscode);
  await vscode.command('View: Close Editor');
});

test('the runbook as it was, beside that of today', async () => {
  await page.locator('[data-today="changed"]', { hasText: 'Since then 1 line changed.' }).waitFor();
  await page.getByRole('button', { name: 'Compare it with today’s' }).click();
  await vscode.page.locator('.monaco-diff-editor').waitFor();
  await vscode.page.locator('.monaco-diff-editor .view-line', { hasText: 'hello-one' }).first().waitFor();
  await vscode.page.locator('.monaco-diff-editor .view-line', { hasText: 'hello-two' }).first().waitFor();
  await vscode.screenshot('review-5-diff');
  await vscode.command('View: Close Editor');
  // A page that was covered is made anew, and shows again what was looked at.
  page = await vscode.webview('.hr-badge');
  await badge('verified').waitFor();
  expect(await page.locator('[aria-pressed="true"]').getAttribute('data-filter')).toBe('all');
});

test('a step leads to its line of the runbook as it was', async () => {
  await page.locator('input[type="search"]').fill('');
  await page.getByRole('button', { name: /^The runbook as it was, line 13/ }).click();
  await vscode.page.locator('.tab.active[data-resource-name="release.md"]').waitFor();
  await vscode.page.locator('#status\\.editor\\.selection', { hasText: 'Ln 13' }).waitFor();
  await reportAsksForItsForm(vscode);
  await vscode.command('View: Close Editor');
});

test('another run of the same runbook stands beside it', async () => {
  await vscode.command('Handrail: Verify Log');
  await toast(/Verified\. \d+ entries/).waitFor();
  await page.locator('[data-key="choose"]').click();
  await vscode.page.locator('.quick-input-widget .monaco-list-row').first().click();
  const table = page.locator('section', { has: page.locator('#cmp-h') });
  await table.waitFor();
  expect(await table.innerText()).toContain('outputs differ');
  await vscode.screenshot('review-6-compared');
});

test.each(tamperings)(
  '$name is told at once, and what holds is marked off',
  async ({ name, change, says }) => {
    const path = await logOf(folders[0] ?? '');
    const whole = await readFile(path, 'utf8');
    await writeFile(path, change(whole));
    try {
      await expect.poll(lead).toMatch(says);
      if (name.includes('cut off')) await badge('open').waitFor();
      else await checkBroken();
      await vscode.screenshot(`review-7-${name.replaceAll(' ', '-')}`);
    } finally {
      await writeFile(path, whole);
    }
    await badge('verified').waitFor();
  },
);

async function checkBroken(): Promise<void> {
  await badge('broken').waitFor();
  await page.locator('.hr-cut').waitFor();
  expect(await page.locator('[data-trust="broken"]').first().innerText()).toContain(
    'Not verified: file says',
  );
  expect(await page.locator('[data-now]').innerText()).toContain('must not be accepted');
}

test('an output that was changed is told, and every entry still holds', async () => {
  const folder = folders[0] ?? '';
  const entries = (await readFile(await logOf(folder), 'utf8'))
    .split('\n')
    .filter(line => line.includes('"role":"output"'));
  const { sha256 } = JSON.parse(entries[0] ?? '{}') as { sha256: string };
  const path = join(folder, 'objects', sha256.slice(0, 2), sha256);
  const whole = await readFile(path);
  await writeFile(path, Buffer.concat([whole, Buffer.from('more\n')]));
  await badge('broken').waitFor();
  expect(await lead()).toMatch(/^The output of 1\.1 .* was changed after it was recorded \(entry \d+\)\.$/);
  expect(await page.locator('.hr-proof').innerText()).toMatch(
    /All \d+ entries are intact, in order, and signed\./,
  );
  await writeFile(path, whole);
  await badge('verified').waitFor();
});

test('the copy in git is verified from the review', async () => {
  const git = (...args: readonly string[]): Promise<unknown> =>
    execa('git', ['-c', 'user.name=k', '-c', 'user.email=k@k', ...args], { cwd: vscode.workspace });
  await git('init', '-q');
  await git('add', '-A');
  await git('commit', '-qm', 'runs');
  const path = await logOf(folders[0] ?? '');
  const whole = await readFile(path, 'utf8');
  await writeFile(path, whole.replace('"exit":0', '"exit":1'));
  await badge('broken').waitFor();
  await page.getByRole('button', { name: 'Verify the copy in git' }).click();
  await page.locator('[data-git="verifies"]').waitFor();
  await vscode.screenshot('review-8-git');
  await writeFile(path, whole);
  await badge('verified').waitFor();
});

test('the list of runs tells what each is worth, and opens its review', async () => {
  // Its badge may lie above the icon.
  const handrail = vscode.page.locator('.action-label[aria-label^="Handrail"]');
  await vscode.page.locator('.activitybar .action-item', { has: handrail }).click();
  await vscode.screenshot('review-9-runs-first');
  const rows = vscode.page.locator('.sidebar .monaco-list-row', { hasText: 'release' });
  await rows.filter({ hasText: 'verified' }).nth(1).waitFor();
  // Begun in one minute, or in two: no row looks like another.
  const begun = (await rows.allInnerTexts()).map(text => /\d+:\d+(?::\d+)?/.exec(text)?.[0]);
  expect(new Set(begun).size).toBe(begun.length);
  await vscode.screenshot('review-9-runs');
  await rows.first().click();
  await expect.poll(() => vscode.page.locator('.tab', { hasText: '.jsonl' }).count()).toBe(2);
});

test('a report is saved from the review, with its verdict', async () => {
  await vscode.command('Handrail: Save Report…');
  await pickFrom(vscode, /Save the report as/, 'Web page');
  const report = await savedReport(vscode, 'html');
  expect(report).toContain('<h1>Small release');
  expect(report).toContain('Verified.');
  await vscode.screenshot('review-15-report');
});

test('what one command printed is saved as a recording', async () => {
  await vscode.command('Handrail: Save Report…');
  await pickFrom(vscode, /Save the report as/, 'Recording of a command');
  await pickFrom(vscode, /Which command/, 'echo hello-two');
  const [header = '', ...events] = (await savedReport(vscode, 'cast')).split('\n');
  expect(JSON.parse(header)).toMatchObject({ version: 3, title: expect.stringContaining('echo') as string });
  expect(events.join('\n')).toContain('"o","hello-two');
});

const dialog = (): Locator => vscode.page.locator('.monaco-dialog-box');
const toast = (text: RegExp): Locator => vscode.page.locator('.notification-toast', { hasText: text });

test('which key signs is shown with its reason, and its line is copied', async () => {
  await vscode.command('Handrail: Show Signing Key');
  const key = listIn(vscode, /Runs here are signed with ~\/\.config\/handrail\/id_ed25519/);
  await key.waitFor();
  expect(await key.locator('input[type="text"]').getAttribute('placeholder')).toBe(
    'Handrail made it, since you have no other key that can sign here.',
  );
  const rows = await key.locator('.monaco-list-row').allInnerTexts();
  expect(rows.map(row => row.split('\n')[0]?.trim())).toEqual([
    'Copy Signers Line',
    'Copy Fingerprint',
    'Open List of Signers',
    'Replace Signing Key…',
  ]);
  await vscode.screenshot('review-10-key');
  await vscode.page.keyboard.press('Enter');
  await toast(
    /Copied the line of .* adds it there\. From then on your runs verify as signed by you/,
  ).waitFor();
  await vscode.screenshot('review-11-line');
});

test('the key is replaced once somebody agreed to what follows', async () => {
  const key = join(vscode.home, '.config/handrail/id_ed25519');
  const before = await readFile(key, 'utf8');
  await vscode.command('Handrail: Show Signing Key');
  await pickFrom(vscode, /Runs here are signed with/, 'Replace Signing Key');
  await dialog().getByText('Replace the key that Handrail made?').waitFor();
  expect(await dialog().innerText()).toContain('This cannot be undone.');
  await vscode.screenshot('review-12-replace');
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  expect(await readFile(key, 'utf8')).toBe(before);
  await vscode.command('Handrail: Replace Signing Key');
  await dialog().getByRole('button', { name: 'Replace Key' }).click();
  await toast(/A new key signs from now on\. Two lines were copied/).waitFor();
  expect(await readFile(key, 'utf8')).not.toBe(before);
  const retired = await readFile(join(vscode.home, '.config/handrail/retired_signers'), 'utf8');
  expect(retired).toMatch(/^\S+ namespaces="[^"]*",valid-before="\d{14}Z" ssh-ed25519 \S+\n$/);
});

test('a review is signed with a key whose passphrase VS Code asks for', async () => {
  await mkdir(join(vscode.home, '.ssh'), { recursive: true, mode: 0o700 });
  const key = join(vscode.home, '.ssh/id_ed25519');
  await execa('ssh-keygen', ['-q', '-t', 'ed25519', '-N', 'correct horse', '-f', key]);
  await execa('git', ['init', '-q'], { cwd: vscode.workspace });
  await execa('git', ['config', 'user.email', 'lead@corp'], { cwd: vscode.workspace });
  await vscode.command('View: Close All Editors');
  await vscode.openFile(await logOf(folders[0] ?? ''));
  const review = await vscode.webview('.hr-badge[data-result="verified"]');
  await review.getByLabel('Accept', { exact: false }).first().check();
  await review.getByRole('button', { name: 'Countersign as lead@corp' }).click();
  const prompt = vscode.page.locator('.quick-input-widget', { hasText: 'Sign Your Review' });
  await prompt.waitFor();
  expect(await prompt.locator('input').getAttribute('type')).toBe('password');
  await prompt.locator('input').fill('wrong');
  await vscode.screenshot('review-13-passphrase');
  await vscode.page.keyboard.press('Enter');
  await prompt.getByText(/^That was wrong\. /).waitFor();
  await prompt.locator('input').fill('correct horse');
  await vscode.page.keyboard.press('Enter');
  await review.locator('[data-signing="signed"]').waitFor();
  await vscode.screenshot('review-14-signed');
});
