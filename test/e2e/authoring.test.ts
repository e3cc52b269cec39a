// Writing a runbook in the real VS Code: what is wrong is said and mended, and what could be written is offered.
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Vscode } from './vscode.ts';

const runbook = `---
owner: Release team
cwd: .
---

# Release

## 1. Prepare

Which \`<pod>\` is restarted is said in the ticket.

\`\`\`bash
# Restart it
systemctl restart <pod>
kubectl logs <pod>
\`\`\`

## 2. Check

\`\`\`
kubectl get pods
\`\`\`
`;

let folder: string;
let vscode: Vscode;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hr-authoring-'));
  await mkdir(join(folder, 'runbooks'));
  await writeFile(join(folder, 'runbooks/release.md'), runbook);
  await writeFile(join(folder, 'README.md'), '# About\n\n```bash\nls\n');
  vscode = await Vscode.open({
    workspace: folder,
    settings: {
      'editor.autoClosingBrackets': 'never',
      'editor.autoIndent': 'none',
      'files.autoSave': 'off',
      'editor.minimap.enabled': false,
      'explorer.autoReveal': false,
    },
  });
  file = join(vscode.workspace, 'runbooks/release.md');
});

afterAll(async () => {
  await vscode.close();
  await rm(folder, { recursive: true, force: true });
});

function lines(text: string): Locator {
  return vscode.page.locator('.monaco-editor .view-line', { hasText: text });
}

function markers(): Locator {
  return vscode.page.locator('.markers-panel .monaco-list-row');
}

async function save(): Promise<string> {
  await vscode.command('File: Save');
  await vscode.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  return readFile(file, 'utf8');
}

test('lenses say what Handrail sees, and a README is left in peace', async () => {
  await vscode.openFile('README.md');
  await vscode.command('Problems: Focus on Problems View');
  await vscode.openFile('release.md');
  const lenses = vscode.page.locator('.codelens-decoration');
  await expect
    .poll(() => lenses.allInnerTexts())
    .toEqual(
      expect.arrayContaining([
        expect.stringContaining('2 commands · asks for pod · restarts: systemctl restart'),
        expect.stringContaining('looks like shell, and is not run: treat it as bash'),
      ]),
    );
  expect(await markers().filter({ hasText: 'README' }).count()).toBe(0);
  await vscode.screenshot('authoring-1-lenses');
});

test('one click makes shell of a fence', async () => {
  await vscode.page.locator('.codelens-decoration a', { hasText: 'treat it as bash' }).click();
  await vscode.page.locator('.codelens-decoration', { hasText: '1 command' }).waitFor();
  expect(await save()).toContain('```bash\nkubectl get pods\n```\n');
});

test('the outline shows the phases and what is in them', async () => {
  await vscode.command('Explorer: Focus on Outline View');
  const rows = vscode.page.locator('.outline-pane .monaco-list-row');
  await expect
    .poll(() => rows.allInnerTexts())
    .toEqual(
      expect.arrayContaining([expect.stringContaining('1. Prepare'), expect.stringContaining('2. Check')]),
    );
  await vscode.screenshot('authoring-2-outline');
});

/** Asks for quick fixes until one is there: a press may leave the focus in another list, or come before the place of the problem. */
async function offered(fix: Locator): Promise<void> {
  const isOffered = async (): Promise<boolean> => {
    await vscode.page.keyboard.press('Control+.');
    const isThere = await fix.waitFor({ timeout: 3000 }).then(
      () => true,
      () => false,
    );
    if (!isThere) {
      await vscode.page.keyboard.press('Escape');
      await vscode.command('View: Focus Active Editor Group');
    }
    return isThere;
  };
  await expect.poll(isOffered, { interval: 500 }).toBe(true);
}

test('a fence that is opened and not closed is a problem until the quick fix closes it', async () => {
  await vscode.goTo(23, 1);
  await vscode.page.keyboard.type('\n## 3. Close\n\n```bash\nuptime\n');
  const problem = markers().filter({ hasText: 'HR101' });
  await problem.waitFor();
  expect(await problem.innerText()).toContain('Handrail');
  await vscode.screenshot('authoring-3-problem');
  await vscode.goTo(26, 1);
  const menu = vscode.page.locator('.action-widget .monaco-list-row');
  // Right behind a change, which nobody has looked at yet.
  for (const key of ['End', 'x', 'Backspace']) await vscode.page.keyboard.press(key);
  await offered(menu.filter({ hasText: 'Ignore HR101 here' }));
  await vscode.screenshot('authoring-4-fixes');
  await menu.filter({ hasText: 'Close the fence' }).click();
  await problem.waitFor({ state: 'detached' });
  expect(await save()).toMatch(/```bash\nuptime\n```\n/);
});

test('a fix that needs words of the author has them selected, so that they are written next', async () => {
  const { page } = vscode;
  await vscode.goTo(999, 1);
  await page.keyboard.type('\n## 4. Reset\n\n```bash\nkubectl delete namespace shop\n```\n');
  await markers().filter({ hasText: 'HR209' }).waitFor();
  for (const key of ['ArrowUp', 'ArrowUp', 'Home', 'Control+ArrowRight', 'ArrowRight', 'Control+.'])
    await page.keyboard.press(key);
  await page.locator('.action-widget .monaco-list-row', { hasText: 'says how to go back' }).click();
  await lines('1. Say here how to go back').waitFor();
  await vscode.screenshot('authoring-11-asks');
  await page.keyboard.type('Restore the dump');
  await lines('1. Restore the dump').waitFor();
  await markers().filter({ hasText: 'HR209' }).waitFor({ state: 'detached' });
  expect(await save()).toContain('## Rollback\n\n1. Restore the dump\n');
});

test('completion offers keys of front matter with what they do', async () => {
  await vscode.goTo(3, 7);
  await vscode.page.keyboard.press('End');
  await vscode.page.keyboard.type('\nrev');
  await vscode.page.keyboard.press('Control+Space');
  const offer = vscode.page.locator('.suggest-widget .monaco-list-row', { hasText: 'review-by' });
  await offer.waitFor();
  await vscode.screenshot('authoring-5-completion');
  await offer.click();
  await lines('review-by:').waitFor();
  await vscode.page.keyboard.type('2099-01-01');
});

test('a value gets another name everywhere', async () => {
  await vscode.goTo(15, 21);
  await vscode.page.keyboard.press('F2');
  const input = vscode.page.locator('.rename-box input');
  await input.waitFor();
  await vscode.screenshot('authoring-6-rename');
  await input.fill('unit');
  await vscode.page.keyboard.press('Enter');
  await lines('logs <unit>').waitFor();
  const text = await save();
  expect(text.match(/<unit>/g)?.length).toBe(3);
  expect(text).not.toContain('<pod>');
});

test('hovering a value says where it is asked for', async () => {
  await vscode.goTo(15, 21);
  await vscode.page.keyboard.press('Control+K');
  await vscode.page.keyboard.press('Control+I');
  await vscode.page.locator('.monaco-hover', { hasText: 'is asked for when the run reaches line' }).waitFor();
  await vscode.screenshot('authoring-7-hover');
});

test('beside a run of the file nothing new is found until the run is closed', async () => {
  const text = await readFile(file, 'utf8');
  const problem = markers().filter({ hasText: 'HR101' });
  await vscode.openChecklist();
  await vscode.webview('h1');
  await writeFile(file, `${text}\n\`\`\`bash\nuptime\n`);
  // Ten times the pause after which a text is looked at otherwise.
  await sleep(3000);
  expect(await problem.count()).toBe(0);
  await vscode.command('View: Close Editor');
  await problem.waitFor();
  await writeFile(file, text);
  await problem.waitFor({ state: 'detached' });
});

test('a new runbook begins as a template', async () => {
  const { page } = vscode;
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').fill('>Handrail: New Runbook');
  await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'New Runbook' }).first().click();
  const row = page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Database migration' });
  await row.waitFor();
  await vscode.screenshot('authoring-8-templates');
  await row.click();
  await lines('# Database migration').waitFor();
  await page
    .locator('.codelens-decoration', { hasText: 'asks for database' })
    .first()
    .waitFor({ state: 'attached' });
  expect(await markers().filter({ hasText: 'Untitled' }).count()).toBe(0);
  await vscode.screenshot('authoring-9-new');
});

test('in a Turkish editor the same is said in Turkish, and templates are Turkish', async () => {
  const { page } = vscode;
  await writeFile(file, `${await readFile(file, 'utf8')}\n\`\`\`bash\nuptime\n`);
  // What a language pack sets before the workbench starts.
  await page.addInitScript("globalThis._VSCODE_NLS_LANGUAGE = 'tr'");
  await vscode.reopen();
  await vscode.openFile('release.md');
  await vscode.command('Problems: Focus on Problems View');
  await markers().filter({ hasText: 'Bu çit hiç kapatılmıyor' }).filter({ hasText: 'HR101' }).dblclick();
  await offered(
    page.locator('.action-widget .monaco-list-row', { hasText: 'Çiti' }).filter({ hasText: 'kapat' }),
  );
  await vscode.screenshot('authoring-10-turkish');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').fill('>Handrail: New Runbook');
  await page
    .locator('.quick-input-widget .monaco-list-row', { hasText: /New Runbook|Yeni/ })
    .first()
    .click();
  await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Veritabanı geçişi' }).click();
  await lines('# Veritabanı geçişi').waitFor();
  expect(await markers().filter({ hasText: 'Untitled' }).count()).toBe(0);
});
