import * as vscode from 'vscode';

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
    void vscode.window.showWarningMessage(vscode.l10n.t('This folder holds no log.'));
    return;
  }
  await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.joinPath(folder, first), reviewType);
}
