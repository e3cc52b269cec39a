// A run passes from one person to another, on another machine and under another key, and is closed there.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { choose, People, runFolder, share } from './people.ts';
import type { Vscode } from './vscode.ts';
import { WalkerPage } from './walkerPage.ts';

const runbook = `# Night release

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

beforeAll(async () => {
  people = await People.meet('night.md', runbook, ['alice', 'bob']);
  await people.cli('alice', 'roster', 'add', 'bob@corp', people.key('bob'), '--role', 'operator');
  people.publish();
  [alice, bob] = await Promise.all([people.window('alice', 'night.md'), people.window('bob')]);
});

afterAll(() => people.part());

test('whoever walks a run offers it with a note, and nothing runs any more', async () => {
  await alice.openChecklist();
  const walker = await WalkerPage.find(alice);
  await walker.run('1.1', 'passed');
  const task = await walker.open('1.2');
  await task.getByRole('button', { name: /^Skip/ }).first().click();
  await task.getByRole('textbox').first().fill('nobody is awake');
  await task.locator('form button[type="submit"]').click();
  await walker.until('1.2', 'skipped');
  await walker.button('Hand over…').click();
  await walker.locate('[data-form="offer"] textarea').fill('Lag is at 3 s, wait for 0');
  await walker.locate('[data-form="offer"] input').fill('bob@corp');
  await walker.locate('[data-form="offer"] button[type="submit"]').click();
  await walker.locate('[data-offer="mine"]').waitFor();
  expect(await walker.locate('.hr-now').innerText()).toContain('This run is offered to bob@corp.');
  expect(await walker.locate('[data-offer]').innerText()).toContain('Variables RELEASE');
  await alice.screenshot('handover-1-offered');
});

test('the other reads what they have not seen, takes over and goes on', async () => {
  share(alice, bob);
  await choose(bob, 'Take Over', 'Night release');
  const walker = await WalkerPage.find(bob);
  const offer = walker.locate('[data-offer="theirs"]');
  await offer.waitFor();
  const text = await offer.innerText();
  expect(text).toContain('alice@corp wrote:');
  expect(text).toContain('Lag is at 3 s, wait for 0');
  expect(text).toMatch(/The team knows: skipped \(nobody is awake\)/);
  await bob.screenshot('handover-2-handed');
  await walker.button('Take over').click();
  await walker.until('1.3', 'ready');
  await walker.run('1.3', 'passed');
  await bob.screenshot('handover-3-taken-over');
  await walker.button(/^Close the run/).click();
  await expect.poll(() => walker.locate('.hr-now').getAttribute('data-now')).toBe('closed');
});

test('the whole run verifies, and says who walked which part', async () => {
  share(bob, alice);
  const log = await runFolder(alice);
  const verified = await people.cli('alice', 'verify', log);
  expect(verified.stdout).toMatch(/^Verified\./);
  const told = await people.cli('alice', 'report', log, '--format', 'json');
  expect(told.stdout).toContain('alice@corp');
  expect(told.stdout).toContain('bob@corp');
});
