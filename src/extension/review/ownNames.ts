import * as vscode from 'vscode';

/** The names under which runs of the open folders are begun by whoever sits here. */
export async function ownNames(): Promise<ReadonlySet<string>> {
  const { operatorName } = await import('../../adapters/operator.ts');
  const folders = vscode.workspace.workspaceFolders ?? [];
  return new Set(await Promise.all(folders.map(({ uri }) => operatorName(uri.fsPath, process.env))));
}
