// Commands as keys of one's own reach them, which no condition of the palette holds back.
import type { Vscode } from './vscode.ts';

const keys = {
  'handrail.walker.next': 'F7',
  'handrail.openMarkdown': 'F8',
  'handrail.showLogText': 'F9',
  'handrail.showTrends': 'F10',
  'handrail.tagAsBash': 'F11',
} as const;

type Bound = keyof typeof keys;

/** What each says where there is nothing for it. */
const says: Readonly<Record<Bound, string>> = {
  'handrail.walker.next': 'No checklist is open.',
  'handrail.openMarkdown': 'No checklist is open.',
  'handrail.showLogText': 'Open the review of a run first.',
  'handrail.showTrends': 'Open a Markdown file first.',
  'handrail.tagAsBash': 'Open a Markdown file first.',
};

export async function press({ page }: Vscode, command: Bound): Promise<void> {
  await page.keyboard.press(`Control+Alt+${keys[command]}`);
}

/** Gives the commands their keys. */
export async function bind(vscode: Vscode): Promise<void> {
  const { page } = vscode;
  await vscode.command('Preferences: Open Keyboard Shortcuts (JSON)');
  await page.locator('.tab.active[data-resource-name="keybindings.json"]').waitFor();
  await page.keyboard.press('Control+A');
  const bound = Object.entries(keys).map(([command, key]) => ({ command, key: `ctrl+alt+${key}` }));
  await page.keyboard.insertText(JSON.stringify(bound));
  await vscode.command('File: Save');
  await vscode.command('View: Close Editor');
}

/** Presses each where there is nothing for it; it has to say so, and to lead on. */
export async function pressAll(vscode: Vscode): Promise<void> {
  for (const [command, sentence] of Object.entries(says)) {
    await press(vscode, command as Bound);
    const toast = vscode.page.locator('.notification-toast', { hasText: sentence });
    await toast.getByText('Find Runbook…').or(toast.getByText('Review a run')).first().waitFor();
    await vscode.command('Notifications: Clear All Notifications');
    await toast.waitFor({ state: 'detached' });
  }
}
