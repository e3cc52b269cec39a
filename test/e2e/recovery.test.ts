// A walker is only a view: whatever becomes of the window or the extension host, it comes back with the same run.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../scripts/project.ts';
import { Vscode } from './vscode.ts';
import { WalkerPage } from './walkerPage.ts';

let vscode: Vscode;

beforeAll(async () => {
  vscode = await Vscode.open({ workspace: join(root, 'runbooks/demo'), file: 'blue-green.md' });
  await vscode.openChecklist();
});

afterAll(async () => {
  await vscode.close();
});

async function expectTick(): Promise<void> {
  await expect
    .poll(async () => {
      const walker = await vscode.webview('article');
      return walker.getByRole('checkbox').first().isChecked();
    })
    .toBe(true);
}

test('a tick is shown once it is in the log', async () => {
  const walker = await WalkerPage.find(vscode);
  await walker.locate('article input[type=checkbox]').first().click();
  await expectTick();
});

test('a reload of the window brings the walker back', async () => {
  await vscode.reload();
  await expectTick();
});

test('a killed extension host brings the walker back', async () => {
  const before = await vscode.webview('article');
  await before.locator('body').evaluate(body => body.setAttribute('data-old', ''));
  await vscode.killExtensionHost();
  const page = await vscode.webview('body:not([data-old]) article');
  await expectTick();
  await page.getByRole('checkbox').nth(1).click();
  // It was the last task of its step, which folds now.
  const walker = await WalkerPage.find(vscode);
  await walker.until('1.1', 'by-hand');
  await vscode.screenshot('after-a-killed-extension-host');
});
