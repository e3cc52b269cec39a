// Two people, two machines, two keys: one asks, the other refuses, approves and reviews. Between them is git, and once only a text.
import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../scripts/project.ts';
import { answerToken } from '../../src/adapters/review/approver.ts';
import { Vscode } from './vscode.ts';
import { WalkerPage } from './walkerPage.ts';

const runbook = `---
approvals:
  - by: dba
    at: Migrate
---
# Shop release

Moves the orders of the shop to where they belong.

## Migrate

\`\`\`bash
# Move the orders
echo "moving $TABLE" && touch migrated
\`\`\`
`;

let folder: string;
let alice: Vscode;
let bob: Vscode;
let walker: WalkerPage;
let request: Frame;

const cli = (home: string, ...args: readonly string[]): Promise<{ readonly stdout: string }> =>
  execa(process.execPath, [join(root, 'dist/cli.cjs'), ...args], {
    cwd: join(folder, 'source'),
    env: { HOME: home, XDG_STATE_HOME: join(home, '.local/state'), XDG_CONFIG_HOME: join(home, '.config') },
  });

function git(cwd: string, ...args: readonly string[]): void {
  const own = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'protocol.file.allow=always'];
  execFileSync('git', [...own, ...args], { cwd, stdio: 'pipe' });
}

/** Somebody with a key and a name of their own. */
async function person(name: string): Promise<string> {
  const home = join(folder, name);
  await mkdir(join(home, '.ssh'), { recursive: true });
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(home, '.ssh/id_ed25519')]);
  await writeFile(join(home, '.gitconfig'), `[user]\n\tname = ${name}\n\temail = ${name}@corp\n`);
  return home;
}

/** What one of them has, the other gets, as git brings it. */
function share(from: Vscode, to: Vscode): void {
  // Who writes now is nobody's business elsewhere.
  git(from.workspace, 'add', '-A', '-f', '.handrail', ':(exclude,glob)**/*.lock');
  git(from.workspace, 'commit', '-qm', 'log', '--allow-empty');
  git(from.workspace, 'push', '-q', 'origin', 'HEAD:main');
  git(to.workspace, 'pull', '-q', '--no-edit', 'origin', 'main');
}

async function runFolder(vscode: Vscode): Promise<string> {
  const [year = ''] = await readdir(join(vscode.workspace, '.handrail/runs'));
  const [run = ''] = await readdir(join(vscode.workspace, '.handrail/runs', year));
  return join(vscode.workspace, '.handrail/runs', year, run);
}

/** The command asks which request; the harness itself expects a command to close the list. */
async function choose({ page }: Vscode, row: string): Promise<void> {
  const widget = page.locator('.quick-input-widget');
  const pick = (text: string): Promise<void> =>
    widget.locator('.monaco-list-row', { hasText: text }).first().click({ timeout: 10_000 });
  for (let attempt = 1; ; attempt++) {
    try {
      await page.keyboard.press('F1');
      await widget.locator('input').fill('>Handrail: Answer an Approval Request', { timeout: 3000 });
      await pick('Answer an Approval Request');
      await pick(row);
      return;
    } catch (error) {
      if (attempt === 3) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hra-'));
  const source = join(folder, 'source');
  await mkdir(source);
  const homes = [await person('alice'), await person('bob')] as const;
  git(folder, 'init', '-q', '--bare', '-b', 'main', 'origin.git');
  git(source, 'init', '-q', '-b', 'main');
  await writeFile(join(source, 'shop.md'), runbook);
  await cli(homes[0], 'roster', 'add', 'bob@corp', join(homes[1], '.ssh/id_ed25519.pub'), '--role', 'dba');
  git(source, 'remote', 'add', 'origin', join(folder, 'origin.git'));
  git(source, 'add', '-A', '-f');
  git(source, 'commit', '-qm', 'team');
  git(source, 'push', '-q', '-u', 'origin', 'main');
  [alice, bob] = await Promise.all([
    Vscode.open({ workspace: source, file: 'shop.md' }),
    Vscode.open({ workspace: source }),
  ]);
  await Promise.all([
    cp(homes[0], alice.home, { recursive: true }),
    cp(homes[1], bob.home, { recursive: true }),
  ]);
});

afterAll(async () => {
  await Promise.all([alice.close(), bob.close()]);
  await rm(folder, { recursive: true, force: true });
});

test('whoever walks a run asks, and says why', async () => {
  await alice.openChecklist();
  walker = await WalkerPage.find(alice);
  await walker.fill('TABLE', 'orders');
  const card = await walker.open('1.1');
  await card.getByLabel('What they should know (optional)').fill('the backup of 03:00 is good');
  await card.getByRole('button', { name: 'Ask for approval' }).click();
  await card.getByRole('button', { name: 'Withdraw it' }).waitFor();
  await alice.screenshot('approvals-1-asked');
  expect(await walker.locate('.hr-now').innerText()).toContain('1.1 waits for approval.');
});

test('nobody answers what they asked for themselves', async () => {
  await choose(alice, 'asks for dba');
  const own = await alice.webview('[data-not-yours]');
  expect(await own.locator('[data-not-yours]').innerText()).toMatch(
    /^You asked for this yourself, as alice@corp\./,
  );
  expect(await own.locator('[data-answer]').count()).toBe(0);
  await alice.screenshot('approvals-2-own');
  await alice.command('View: Close Editor');
  await walker.again();
});

test('the approver sees the exact command first, and refuses for a reason', async () => {
  share(alice, bob);
  await choose(bob, 'asks for dba');
  request = await bob.webview('.hr-ask');
  const text = (await request.locator('.hr-ask').innerText()).replace(/\s+/g, ' ');
  const order = [
    'echo "moving $TABLE" && touch migrated',
    'TABLE',
    'User and host',
    'shop.md',
    'alice@corp',
    'the backup of 03:00 is good',
  ];
  const places = order.map(one => text.indexOf(one));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
  expect(await request.locator('[data-verified]').innerText()).toMatch(/signed by alice@corp/);
  const [grant, deny] = await Promise.all(
    ['granted', 'denied'].map(one => request.locator(`[data-answer="${one}"]`).boundingBox()),
  );
  expect([grant?.width, grant?.height]).toEqual([deny?.width, deny?.height]);
  await bob.screenshot('approvals-3-request');
  await request.locator('[data-answer="denied"]').click();
  await request.getByText('Say what should be otherwise').waitFor();
  await request.getByLabel('Your reason').fill('wait for the replay');
  await request.locator('[data-answer="denied"]').click();
  await request.locator('[data-mine="denied"]').waitFor();
  await bob.screenshot('approvals-4-refused');
});

test('the refusal is seen without a press, and asking again takes its place', async () => {
  share(bob, alice);
  const card = walker.step('1.1');
  await card.getByText(/^bob@corp refused 1\.1 at [\d:]+: wait for the replay$/).waitFor();
  await alice.screenshot('approvals-5-refusal');
  await card.getByLabel('What they should know (optional)').fill('the replay is done');
  await card.getByRole('button', { name: 'Ask again' }).click();
  await card.getByRole('button', { name: 'Withdraw it' }).waitFor();
});

test('a request that was sent as a text is approved, and its answer sent back', async () => {
  const { stdout } = await cli(join(folder, 'alice'), 'approve', await runFolder(alice), '--copy');
  await choose(bob, 'Paste a request');
  const field = bob.page.locator('.quick-input-widget input[type="text"], .quick-input-widget input').first();
  await field.fill(stdout.trim());
  await field.press('Enter');
  const pasted = await bob.webview('main[data-asked="1"] [data-answer="granted"]');
  await pasted.getByText('the replay is done').waitFor();
  await bob.screenshot('approvals-6-pasted');
  await pasted.locator('[data-answer="granted"]').click();
  await pasted.locator('[data-mine="granted"]').waitFor();
  const nonce = (await pasted.locator('[data-request]').getAttribute('data-request')) ?? '';
  const [place = ''] = globSync('**/requests/*/.handrail/runs/*/*', { cwd: dirname(bob.home) });
  const token = answerToken(join(dirname(bob.home), place), nonce) ?? '';
  const card = walker.step('1.1');
  await card.getByLabel('Or paste the answer that you were sent').fill(token);
  await card.getByRole('button', { name: 'Take the answer' }).click();
  await walker.until('1.1', 'ready');
  await alice.screenshot('approvals-7-approved');
});

test('it runs, is closed, and is countersigned by who approved it', async () => {
  await walker.run('1.1', 'passed');
  await walker.button(/^Close the run/).click();
  await expect.poll(() => walker.locate('.hr-now').getAttribute('data-now')).toBe('closed');
  share(alice, bob);
  const log = await runFolder(bob);
  const name = (await readdir(log)).find(file => file.startsWith('00-')) ?? '';
  await bob.openFile(name);
  const review = await bob.webview('.hr-badge[data-result="verified"]');
  await review.getByLabel('Accept', { exact: false }).first().check();
  await review.getByRole('button', { name: 'Countersign as bob@corp' }).click();
  const signing = review.locator('[data-signing]:not([data-signing="asked"])');
  expect(await signing.getAttribute('data-signing')).toBe('signed');
  await bob.screenshot('approvals-8-countersigned');
  const verified = await cli(join(folder, 'bob'), 'verify', log, '--require', 'countersigned');
  expect(verified.stdout).toMatch(/^Verified\./);
});
