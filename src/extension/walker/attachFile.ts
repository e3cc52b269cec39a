import * as vscode from 'vscode';
import type { Walker } from './walker.ts';

/** Asks for a file and hands its path to the runner, which keeps what is in it. What stands in the way is said on the page. */
export async function attachFile(walker: Walker, step: string): Promise<void> {
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Attach a file as evidence'),
      openLabel: vscode.l10n.t('Attach'),
      defaultUri: vscode.Uri.joinPath(walker.runbook, '..'),
    })) ?? [];
  // Out of the dialog, and of the palette it may have been asked for in, back to the page.
  walker.panel.reveal();
  if (chosen?.scheme !== 'file') return;
  walker.post({ type: 'attach', step, path: chosen.fsPath });
}
