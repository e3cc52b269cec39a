// What becomes of secrets where the process of a run ends before the run does.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Vscode } from './vscode.ts';
import { WalkerPage } from './walkerPage.ts';

const lengths = '\n```bash\necho "${#KEPT_TOKEN} and ${#LOST_TOKEN}"\n```\n';
const runbook = `---
inputs:
  KEPT_TOKEN: {secret: true}
  LOST_TOKEN: {secret: true}
---
# Kept

Two secrets, one of which is kept.

## Work
${lengths}${lengths}`;

let folder: string;
let vscode: Vscode;
let walker: WalkerPage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hrs-'));
  await writeFile(join(folder, 'kept.md'), runbook);
  vscode = await Vscode.open({ workspace: folder, file: 'kept.md' });
  await vscode.openChecklist();
  walker = await WalkerPage.find(vscode);
});

afterAll(async () => {
  await vscode.close();
  await rm(folder, { recursive: true, force: true });
});

async function give(name: string, value: string, keeps = false): Promise<void> {
  const form = walker.locate('[data-card] form.hr-field').filter({ hasText: name }).first();
  await form.locator('[type="password"]').fill(value);
  if (keeps) await form.getByRole('checkbox').click();
  await form.getByRole('button', { name: 'Set' }).click();
  await form.waitFor({ state: 'detached' });
}

test('the secret that VS Code keeps is there again with the next process, and the other is asked for', async () => {
  await walker.open('1.1');
  await give('KEPT_TOKEN', 'a-kept-secret', true);
  await give('LOST_TOKEN', 'another-secret');
  await walker.run('1.1', 'passed');
  for (const { pid, command } of await vscode.processes())
    if (command.includes('runner.cjs')) process.kill(pid, 'SIGKILL');
  await walker.locate('[data-banner="resumed"]').waitFor();
  await walker.open('1.2');
  await give('LOST_TOKEN', 'another-secret');
  await vscode.screenshot('secrets-1-kept');
  await walker.run('1.2', 'passed');
  const card = await walker.open('1.2');
  expect(await card.locator('.hr-out pre').first().textContent()).toContain('13 and 14');
});
