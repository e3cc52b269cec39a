import * as vscode from 'vscode';

/**
 * The file that is in front, as text or in an editor of its own; undefined if there is none. The tab is asked first: a
 * host that has just started, or a file too large for it, has no text editor to tell of.
 */
export function resourceInFront(): vscode.Uri | undefined {
  const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
  const shown =
    input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
  return shown ?? vscode.window.activeTextEditor?.document.uri;
}
