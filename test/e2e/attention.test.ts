// Whoever looks elsewhere is called where a step needs a person, and nobody else is.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Vscode } from './vscode.ts';
import { WalkerPage } from './walkerPage.ts';

// Fails when the test says so: however slow the window is, its reader has looked away by then.
const runbook = '# Call me\n\n```bash\nuntil [ -e fail ]; do sleep 0.1; done; exit 3\n```\n';
let folder: string;
let vscode: Vscode;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hra-'));
  await writeFile(join(folder, 'call.md'), runbook);
  vscode = await Vscode.open({ workspace: folder, file: 'call.md' });
  await vscode.openChecklist();
});

afterAll(async () => {
  await vscode.close();
  await rm(folder, { recursive: true, force: true });
});

test('a failure behind another editor is said, and one press leads to it', async () => {
  const walker = await WalkerPage.find(vscode);
  const card = walker.locate('article[aria-current="step"]');
  await card.getByRole('button', { name: /^Run / }).click();
  await card.and(walker.locate('[data-state="running"]')).waitFor();
  await vscode.openFile('call.md');
  await writeFile(join(vscode.workspace, 'fail'), '');
  const call = vscode.page.locator('.notification-list-item', { hasText: /Call me: step [\d.]+ failed\./ });
  await call.waitFor();
  await vscode.screenshot('called');
  await call.getByRole('button', { name: 'Go to step' }).click();
  await walker.again('article[data-state="failed"]');
  await expect.poll(() => vscode.page.locator('.tab.active').innerText()).toContain('checklist');
});
