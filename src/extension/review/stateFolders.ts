import * as vscode from 'vscode';
import { stateFolder } from '../../adapters/place.ts';

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
