import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../scripts/project.ts';
import { Vscode } from './vscode.ts';
import { WalkerPage } from './walkerPage.ts';

let vscode: Vscode;

beforeAll(async () => {
  vscode = await Vscode.open({ workspace: join(root, 'runbooks/demo') });
});

afterAll(async () => {
  await vscode.close();
  expect(await vscode.processes()).toEqual([]);
});

test('the packaged extension is installed', async () => {
  await vscode.command('Extensions: Show Installed Extensions');
  const entry = vscode.page.locator('.extension-list-item', { hasText: 'Handrail' });
  await entry.waitFor();
  expect(await entry.count()).toBe(1);
  await vscode.screenshot('installed');
});

test('a Markdown file opens as text', async () => {
  await writeFile(join(vscode.workspace, 'notes.md'), '# Notes\n');
  await vscode.openFile('notes.md');
  await vscode.page.locator('.monaco-editor .view-line', { hasText: 'Notes' }).waitFor();
});

// What stands on the page was cut by the grammar in a runner that has loaded the terminal's addon.
test('a runbook opens as a checklist', async () => {
  await vscode.openFile('blue-green.md');
  await vscode.openChecklist();
  const first = await vscode.webview('[data-preflight]');
  await first.getByText('Release Signpost, blue-green').first().waitFor();
  await vscode.screenshot('first-look');
  const walker = await WalkerPage.find(vscode);
  await walker.locate('article').first().waitFor();
  await vscode.screenshot('checklist');
});
