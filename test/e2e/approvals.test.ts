// Two windows, two machines, two keys: one asks, the other refuses, approves and reviews, and takes over another run. Between
// them is git, and once only a text. Whoever walked a run does not review it, so a third person does at a terminal.
import { globSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerToken } from '../../src/adapters/review/approver.ts';
import { People, runFolder, share } from './people.ts';
import type { Vscode } from './vscode.ts';
import { WalkerPage } from './walkerPage.ts';

const shop = `---
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

const night = `# Night release

Brings what was built today to the users.

## Release

\`\`\`bash
# Name the release
export RELEASE=42
\`\`\`

- [ ] The team knows

\`\`\`bash
# Switch
touch switched
\`\`\`
`;

let people: People;
let alice: Vscode;
let bob: Vscode;
let walker: WalkerPage;
let request: Frame;
let taken: WalkerPage;

const answer = 'Handrail: Answer an Approval Request';

beforeAll(async () => {
  people = await People.meet({ 'shop.md': shop, 'night.md': night }, ['alice', 'bob', 'carol']);
  for (const [name, role] of [
    ['bob', 'dba,operator,reviewer'],
    ['carol', 'reviewer'],
  ] as const)
    await people.cli('alice', 'roster', 'add', `${name}@corp`, people.key(name), '--role', role);
  people.publish();
  [alice, bob] = await Promise.all([people.window('alice', 'shop.md'), people.window('bob')]);
});

afterAll(() => people.part());

/** Opens the review of a runbook's run; the logs of one person are called the same. */
async function openLog(window: Vscode, runbook: string): Promise<string> {
  const log = await runFolder(window, runbook);
  const name = (await readdir(log)).find(file => file.startsWith('00-')) ?? '';
  await window.openFile(`${basename(log)}/${name}`);
  return log;
}

/** Bob hears of what waits for him: by a call that leads there, and by the number at the Activity Bar. */
async function called(sentence: string, photo: string): Promise<void> {
  const call = bob.page.locator('.notification-list-item', { hasText: sentence });
  await call.waitFor({ timeout: 60_000 });
  await bob.page.locator('.activitybar .action-item .badge-content', { hasText: '1' }).waitFor();
  await bob.screenshot(photo);
  await call.getByRole('button', { name: 'Go to step' }).click();
}

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
  await alice.choose(answer, 'asks for approval by dba');
  const own = await alice.webview('[data-not-yours]');
  expect(await own.locator('[data-not-yours]').innerText()).toMatch(
    /^You asked for this yourself, as alice@corp\./,
  );
  expect(await own.locator('[data-answer]').count()).toBe(0);
  await alice.screenshot('approvals-2-own');
  await alice.command('View: Close Editor');
  await walker.again();
});

test('the approver is called, sees the exact command first, and refuses for a reason', async () => {
  share(alice, bob);
  await called('Shop release asks for your approval.', 'approvals-3-called');
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
  await bob.reload();
  await bob.webview('[data-mine="denied"]');
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
  const { stdout } = await people.cli('alice', 'approve', await runFolder(alice, 'shop'), '--copy');
  await bob.choose(answer, 'Paste a request');
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

test('it runs, is closed, and is countersigned by who approved it, with a finding', async () => {
  await walker.run('1.1', 'passed');
  await walker.button(/^Close the run/).click();
  await expect.poll(() => walker.locate('.hr-now').getAttribute('data-now')).toBe('closed');
  share(alice, bob);
  const log = await openLog(bob, 'shop');
  const review = await bob.webview('.hr-badge[data-result="verified"]');
  await review.locator('[data-filter="all"]').click();
  await review.locator('[data-row]', { hasText: 'Move the orders' }).last().click();
  await review.locator('[data-about]').first().click();
  await review.locator('textarea[id^="mine-entry-"]').fill('Say how many were moved.');
  await review.locator('input[name="decision"][value="findings"]').check();
  await review.getByRole('button', { name: 'Countersign as bob@corp' }).click();
  const signing = review.locator('[data-signing]:not([data-signing="asked"])');
  expect(await signing.getAttribute('data-signing')).toBe('signed');
  await review.getByText('No review is signed in this log').waitFor({ state: 'detached' });
  await bob.screenshot('approvals-8-countersigned');
  const verified = await people.cli('bob', 'verify', log, '--require', 'countersigned');
  expect(verified.stdout).toMatch(/^Verified\./);
  const { stdout } = await people.cli('bob', 'findings', bob.workspace, '--json');
  expect(JSON.parse(stdout)).toEqual([
    expect.objectContaining({
      reviewer: 'bob@corp',
      decision: 'findings',
      entry: expect.any(Number) as number,
      text: 'Say how many were moved.',
    }),
  ]);
});

test('whoever walks a run offers it with a note, and nothing runs any more', async () => {
  await alice.command('View: Close All Editors');
  await alice.openFile('night.md');
  await alice.openChecklist();
  walker = await WalkerPage.find(alice, 'Night release');
  await walker.run('1.1', 'passed');
  const task = await walker.open('1.2');
  await task.locator('[data-key$="/more"]').click();
  await task.locator('[data-opens="skip"]').click();
  await task.locator('form textarea').fill('nobody is awake');
  await task.locator('form button[type="submit"]').click();
  await walker.until('1.2', 'skipped');
  await walker.button('Hand over…').click();
  const form = walker.locate('[data-form="offer"]');
  await form.locator('textarea').fill('Lag is at 3 s, wait for 0');
  await form.locator('input').fill('bob@corp');
  await form.locator('button[type="submit"]').click();
  const offer = walker.locate('[data-offer="mine"]');
  await offer.getByText(/Variables .*RELEASE/).waitFor();
  expect(await walker.locate('.hr-now').innerText()).toContain('This run is offered to bob@corp.');
  await alice.screenshot('handover-1-offered');
});

test('the other reads what they have not seen, takes over, goes on and closes', async () => {
  share(alice, bob);
  await called('Night release is handed over to you.', 'handover-2-called');
  taken = await WalkerPage.find(bob);
  const offer = taken.locate('[data-offer="theirs"]');
  await offer.waitFor();
  const text = await offer.innerText();
  expect(text).toContain('alice@corp wrote:');
  expect(text).toContain('Lag is at 3 s, wait for 0');
  expect(text).toMatch(/The team knows: skipped \(nobody is awake\)/);
  await bob.screenshot('handover-3-handed');
  await taken.button('Take over').click();
  await taken.until('1.3', 'ready');
  await taken.run('1.3', 'passed');
  await bob.screenshot('handover-4-taken-over');
  await taken.button(/^Close the run/).click();
  await expect.poll(() => taken.locate('.hr-now').getAttribute('data-now')).toBe('closed');
});

test('both walked it, so a third person countersigns what the log says of both', async () => {
  share(bob);
  people.pull();
  const log = await runFolder({ workspace: people.source }, 'night');
  await people.cli('carol', 'countersign', log, '--accept');
  const verified = await people.cli('carol', 'verify', log, '--require', 'countersigned');
  expect(verified.stdout).toMatch(/^Verified\./);
  const { stdout } = await people.cli('carol', 'report', log, '--format', 'json');
  expect(stdout).toContain('alice@corp');
  expect(stdout).toContain('bob@corp');
  await openLog(bob, 'night');
  // The review of the other run may still stand where this one comes, and the run's own page has its title too.
  await bob.webview('body:has(.hr-badge[data-result="verified"]) h1:has-text("Night release")');
  await bob.screenshot('handover-5-reviewed');
});

test('whoever offered it and goes on in their copy is found when the copies meet', async () => {
  await walker.button('Take it back').click();
  await walker.locate('[data-offer]').waitFor({ state: 'detached' });
  await walker.run('1.3', 'passed');
  share(bob, alice);
  await alice.screenshot('handover-6-late-return');
  await openLog(alice, 'night');
  const review = await alice.webview('.hr-badge[data-result="broken"]');
  expect(await review.locator('.hr-badge').innerText()).toContain(
    'alice@corp had handed this run over, and went on with it all the same',
  );
  await review.locator('.hr-cut', { hasText: 'does not continue what stands before it' }).waitFor();
  await alice.screenshot('handover-7-found');
});
