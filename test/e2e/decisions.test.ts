// What a person decides while a run is under way: another text for a command, for the runbook, for a block that is no shell, and what
// becomes of what runs in the background.
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Vscode } from './vscode.ts';
import { WalkerPage } from './walkerPage.ts';

const runbook = (last: string): string => `# Decide

What becomes of each step is decided on the way.

## Work

\`\`\`bash
# Serve
sleep 300 &
\`\`\`

\`\`\`bash
# Count
ls -d /nowhere-at-all
\`\`\`

Where things stand:

\`\`\`
df -h /
\`\`\`

\`\`\`bash
# Last
${last}
\`\`\`

\`\`\`bash
# Screen
( printf '\\033[?1049h\\033[H\\033[2J\\033[1;32mA screen of its own\\033[0m\\n'
  read -rsn1 -p "Press a key" key; printf '\\033[?1049l'; echo "got $key, $(stty size)" )
\`\`\`
`;

let folder: string;
let vscode: Vscode;
let walker: WalkerPage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hrd-'));
  await writeFile(join(folder, 'decide.md'), runbook('echo old'));
  // Drawn as elements, so that what a terminal shows can be read.
  const settings = { 'terminal.integrated.gpuAcceleration': 'off' };
  vscode = await Vscode.open({ workspace: folder, file: 'decide.md', settings });
  await vscode.openChecklist();
  walker = await WalkerPage.find(vscode);
});

afterAll(async () => {
  await vscode.close();
  await rm(folder, { recursive: true, force: true });
});

test('what runs in the background is listed, and can be stopped', async () => {
  await walker.run('1.1', 'passed');
  const jobs = walker.locate('[data-job]');
  await jobs.first().waitFor();
  expect(await jobs.first().innerText()).toContain('sleep 300');
  await vscode.screenshot('decisions-1-background');
  await walker.button(/^Stop sleep 300/).click();
  await expect.poll(() => jobs.first().innerText()).toContain('Stopped');
});

test('a command is edited, shown beside the runbook, and only then run', async () => {
  await walker.run('1.2', 'failed');
  await walker.button(/^Edit and retry/).click();
  const card = await walker.open('1.2');
  await card.getByLabel('Command 1 as you want it to run').fill('ls -d /');
  await walker.button('Show the difference').click();
  await walker.locate('[data-proposal]').waitFor();
  await vscode.screenshot('decisions-2-difference');
  await card.getByLabel('Why is it edited?').fill('the folder has another name');
  await walker.button('Run the edited command').click();
  await walker.until('1.2', 'passed');
  expect(await walker.step('1.2').locator('[data-edited]').first().innerText()).toBe('Edited');
});

test('a block that only looks like shell is a step once a person says so', async () => {
  await walker
    .button(/^Treat as shell/)
    .first()
    .click();
  // Until then another step has that number.
  await walker.step('1.3').getByText('df -h /').first().waitFor();
  await walker.run('1.3', 'passed');
  const card = await walker.open('1.3');
  expect(await card.locator('.hr-out pre').first().textContent()).toContain('%');
  await vscode.screenshot('decisions-3-treated');
});

test('a runbook that was changed is shown, and taken with a reason', async () => {
  await writeFile(join(vscode.workspace, 'decide.md'), runbook('echo new'));
  const banner = walker.locate('[data-banner="runbook-changed"]');
  await banner.waitFor();
  await vscode.screenshot('decisions-4-changed');
  await walker.button(/^Use the new text/).click();
  await walker.locate('textarea').last().fill('the last command was wrong');
  await walker.button('Use the new text').last().click();
  await banner.waitFor({ state: 'detached' });
  await walker.run('1.4', 'passed');
  const card = await walker.open('1.4');
  expect(await card.locator('.hr-out pre').first().textContent()).toContain('new');
  await vscode.screenshot('decisions-5-adopted');
});

test('a runbook that was renamed is told of wherever somebody works, and its text stays at hand', async () => {
  const [file, other] = ['decide.md', 'decided.md'].map(name => join(vscode.workspace, name));
  if (file === undefined || other === undefined) throw new Error('Both have a name.');
  await rename(file, other);
  await walker.button('File missing').click();
  const banner = walker.locate('[data-banner="runbook-gone"]');
  await expect.poll(() => walker.locate('[data-key="banner/runbook-gone"]:focus').count()).toBe(1);
  await vscode.screenshot('decisions-5-gone');
  await walker.button('Show the text of this run').click();
  await vscode.page.locator('.editor-instance .view-lines', { hasText: 'echo new' }).first().waitFor();
  await rename(other, file);
  await banner.waitFor({ state: 'detached' });
});

test('what wants a terminal is opened in one of VS Code, on the session of the run', async () => {
  const card = await walker.open('1.5');
  await card.getByRole('button', { name: /^Run 1\.5/ }).click();
  await walker.button('Open in Terminal').click();
  const rows = vscode.page.locator('.terminal-wrapper.active .xterm-rows');
  const shown = async (): Promise<string> => (await rows.innerText()).replaceAll('\u00a0', ' ');
  await expect.poll(shown).toMatch(/A screen of its own\s+Press a key/);
  await vscode.screenshot('decisions-6-terminal');
  await vscode.page.locator('.terminal-wrapper.active .xterm-helper-textarea').press('k');
  await walker.until('1.5', 'passed');
  await expect.poll(shown).toMatch(/got k, \d+ \d+\s+The command of step 1\.5 ended with exit code 0\./);
  // The size of the terminal, and not what a session has by itself.
  expect(await shown()).not.toContain('30 120');
  await vscode.screenshot('decisions-7-terminal-after');
});
