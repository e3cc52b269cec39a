import * as vscode from 'vscode';
import { say } from '../notice.ts';

export const reviewType = 'handrail.review';

/** Opens the review of a run's folder; it is the editor of the run's first file. */
export async function openReview(folder: vscode.Uri): Promise<void> {
  const entries = await vscode.workspace.fs.readDirectory(folder).then(
    all => all,
    () => [],
  );
  const [first] = entries
    .map(([name]) => name)
    .filter(name => name.endsWith('.jsonl'))
    .sort();
  if (first === undefined) {
    say(vscode.l10n.t('This folder holds no log.'), 'warning');
    return;
  }
  await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.joinPath(folder, first), reviewType);
}
