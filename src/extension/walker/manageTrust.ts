import * as vscode from 'vscode';
import type { Walker } from './walker.ts';

/** VS Code's own page of trust; once the folder is trusted it makes room for the walker that led to it. */
export async function manageTrust(walker: Walker): Promise<void> {
  const granted = vscode.workspace.onDidGrantWorkspaceTrust(() => {
    granted.dispose();
    void backTo(walker);
  });
  walker.panel.onDidDispose(() => {
    granted.dispose();
  });
  await vscode.commands.executeCommand('workbench.trust.manage');
}

async function backTo({ panel }: Walker): Promise<void> {
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  // A page of VS Code's own has no input that extensions know.
  if (activeTab !== undefined && activeTab.input === undefined)
    await vscode.window.tabGroups.close(activeTab);
  panel.reveal();
}
