import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { Vscode } from './vscode.ts';

// What VS Code asks in its quick input.

/** The list that is open, by its title or its rows. */
export const listIn = ({ page }: Vscode, title: RegExp): Locator =>
  page.locator('.quick-input-widget', { hasText: title });

/** Takes a row of a list by its name; typed, since rows move while the list opens. */
export async function pickFrom(vscode: Vscode, title: RegExp, row: string): Promise<void> {
  const list = listIn(vscode, title);
  await list.locator('.monaco-list-row').first().waitFor();
  await list.locator('input[type="text"]').fill(row);
  await expect.poll(() => list.locator('.monaco-list-row').count()).toBe(1);
  // A list that still settles down takes no notice. Not a key: a second one would be taken by the dialog that opens behind it.
  const isTaken = async (): Promise<boolean> => {
    const row = list.locator('.monaco-list-row').first();
    await row.click({ timeout: 2000 }).catch(() => undefined);
    return !(await list.isVisible());
  };
  await expect.poll(isTaken, { interval: 500 }).toBe(true);
}

/** With a page of a run in front, a report asks for its form at once, and not which run is meant. */
export async function reportAsksForItsForm(vscode: Vscode): Promise<void> {
  await vscode.command('Handrail: Save Report…');
  await listIn(vscode, /Save the report as/).waitFor();
  await vscode.page.keyboard.press('Escape');
}

/** Saves what a picker offers under the name that is proposed, and waits until it is there. */
export async function savedReport(vscode: Vscode, ending: string): Promise<string> {
  const field = listIn(vscode, /Save Report/).locator('input[type="text"]');
  await field.waitFor();
  // The dialog begins elsewhere under the same name, and is then where it was asked to be: what it says when it takes the press counts.
  const proposed = new RegExp(`release-\\w+\\.${ending}$`);
  const paths = new Set<string>();
  // A dialog that still settles down takes no notice of a press.
  const written = async (): Promise<string> => {
    const path = (await field.isVisible()) ? await field.inputValue({ timeout: 1000 }).catch(() => '') : '';
    if (proposed.test(path)) {
      paths.add(path);
      await field.press('Enter', { timeout: 1000 }).catch(() => undefined);
    }
    const found = await Promise.all([...paths].map(each => readFile(each, 'utf8').catch(() => '')));
    return found.join('');
  };
  let report = '';
  // What VS Code says instead belongs into the failure.
  const answered = async (): Promise<string> => {
    report = await written();
    return report === ''
      ? await vscode.page
          .locator('.notifications-toasts, .quick-input-widget')
          .allInnerTexts()
          .then(texts => texts.join(' | '))
      : 'written';
  };
  await expect.poll(answered, { interval: 1000 }).toBe('written');
  return report;
}
