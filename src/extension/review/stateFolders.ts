import * as vscode from 'vscode';
import { stateFolder } from '../../adapters/place.ts';

/** Where the runs of a runbook are kept, and from where its path is told. */
export function homeOf(runbook: vscode.Uri): { readonly directory: string; readonly stateFolder: string } {
  const folder = vscode.workspace.getWorkspaceFolder(runbook)?.uri ?? vscode.Uri.joinPath(runbook, '..');
  const named = vscode.workspace.getConfiguration('handrail', runbook).get<string>('stateFolder', '');
  return {
    directory: folder.fsPath,
    stateFolder: stateFolder(folder.fsPath, named === '' ? folder.fsPath : named),
  };
}

/** Where the runs of each open folder are kept, each once. */
export function stateFolders(): readonly string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [
    ...new Set(
      folders.map(({ uri }) => {
        const named = vscode.workspace.getConfiguration('handrail', uri).get<string>('stateFolder', '');
        return stateFolder(uri.fsPath, named === '' ? uri.fsPath : named);
      }),
    ),
  ];
}
