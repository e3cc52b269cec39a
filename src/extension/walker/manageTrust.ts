import * as vscode from 'vscode';
import type { Walker } from './walker.ts';

const waiting = new WeakMap<Walker, vscode.Disposable>();

/** VS Code's own page of trust; once the folder is trusted there, it makes room for the walker that led to it. */
export async function manageTrust(walker: Walker): Promise<void> {
  await vscode.commands.executeCommand('workbench.trust.manage');
  const page = vscode.window.tabGroups.activeTabGroup.activeTab;
  if (!waiting.has(walker)) {
    walker.panel.onDidDispose(() => {
      waiting.get(walker)?.dispose();
    });
  }
  waiting.get(walker)?.dispose();
  const granted = vscode.workspace.onDidGrantWorkspaceTrust(() => {
    granted.dispose();
    void backTo(walker, page);
  });
  waiting.set(walker, granted);
}

/** Whoever has gone on elsewhere meanwhile stays there. A page of VS Code's own has no input that extensions know. */
async function backTo({ panel }: Walker, page: vscode.Tab | undefined): Promise<void> {
  if (page === undefined || !page.isActive || page.input !== undefined) return;
  await vscode.window.tabGroups.close(page);
  panel.reveal();
}
