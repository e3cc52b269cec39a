import * as vscode from 'vscode';

/** The operator names of this user in the open folders. */
export async function ownNames(): Promise<ReadonlySet<string>> {
  const { operatorName } = await import('../../adapters/operator.ts');
  const folders = vscode.workspace.workspaceFolders ?? [];
  return new Set(await Promise.all(folders.map(({ uri }) => operatorName(uri.fsPath, process.env))));
}
