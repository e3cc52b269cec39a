// Two people, two machines, two keys: one asks, the other refuses, approves and reviews. Between them is git, and once only a text.
import { globSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerToken } from '../../src/adapters/review/approver.ts';
import { choose, People, runFolder, share } from './people.ts';
import type { Vscode } from './vscode.ts';
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

let people: People;
let alice: Vscode;
let bob: Vscode;
let walker: WalkerPage;
let request: Frame;

const answer = 'Answer an Approval Request';

beforeAll(async () => {
  people = await People.meet('shop.md', runbook, ['alice', 'bob']);
  await people.cli('alice', 'roster', 'add', 'bob@corp', people.key('bob'), '--role', 'dba');
  people.publish();
  [alice, bob] = await Promise.all([people.window('alice', 'shop.md'), people.window('bob')]);
});

afterAll(() => people.part());

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
  await choose(alice, answer, 'asks for dba');
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
  await choose(bob, answer, 'asks for dba');
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
  const { stdout } = await people.cli('alice', 'approve', await runFolder(alice), '--copy');
  await choose(bob, answer, 'Paste a request');
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
  const verified = await people.cli('bob', 'verify', log, '--require', 'countersigned');
  expect(verified.stdout).toMatch(/^Verified\./);
});
