import * as vscode from 'vscode';
import type { Card } from '../../core/run/view/view.ts';
import { offer } from '../notice.ts';
import type { ShownRunbook } from './shownRunbook.ts';

/** Saves the text of a step to a place the user chooses. It is the run's text, whatever the file holds by now. */
export async function saveText(walker: Pick<ShownRunbook, 'page' | 'runbook'>, step: string): Promise<void> {
  const blocks = walker.page?.phases.flatMap(phase => phase.blocks) ?? [];
  const card = blocks
    .flatMap(block => (block.type === 'card' ? [block.card] : []))
    .find(({ id }) => id === step);
  if (card?.text === undefined) return;
  const target = await vscode.window.showSaveDialog({ defaultUri: proposed(walker.runbook, card) });
  if (target === undefined) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(`${card.text}\n`));
  await offer(vscode.l10n.t('Saved as {0}.', vscode.workspace.asRelativePath(target)), [
    { label: vscode.l10n.t('Open'), go: () => vscode.window.showTextDocument(target) },
  ]);
}

/** Where the runbook's own words put it, below the workspace folder; else beside the runbook. */
function proposed(runbook: vscode.Uri, { savedAs, language }: Card): vscode.Uri {
  const beside = vscode.Uri.joinPath(runbook, '..');
  if (savedAs === undefined) return vscode.Uri.joinPath(beside, `untitled.${extensionOf(language ?? '')}`);
  const folder = vscode.workspace.getWorkspaceFolder(runbook)?.uri ?? beside;
  const inside = savedAs.split('/').filter(part => part !== '' && part !== '.' && part !== '..');
  return vscode.Uri.joinPath(folder, ...inside);
}

function extensionOf(language: string): string {
  const name = language.split('/').at(-1)?.split(' ')[0]?.toLowerCase() ?? '';
  return extensions[name] ?? (/^\w{1,10}$/.test(name) ? name : 'txt');
}

const extensions: Readonly<Record<string, string>> = {
  bash: 'sh',
  shell: 'sh',
  env: 'sh',
  python: 'py',
  python3: 'py',
  javascript: 'js',
  typescript: 'ts',
  markdown: 'md',
  dockerfile: 'Dockerfile',
};
