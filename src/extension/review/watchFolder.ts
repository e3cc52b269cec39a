import { watch } from 'node:fs';
import * as vscode from 'vscode';

/** Milliseconds after the last change of a file before anybody is told. */
const settle = 400;

/**
 * Calls `changed` once what goes on in a folder has settled; a folder that cannot be watched is read anew when it is opened again.
 * Node's own watcher: VS Code's leaves out what a user excludes, and a log that was sent may lie outside of every folder.
 */
export function watchFolder(
  folder: string,
  changed: () => void,
  { recursive = false }: { readonly recursive?: boolean } = {},
): vscode.Disposable {
  try {
    let timer: NodeJS.Timeout | undefined;
    const watcher = watch(folder, { recursive }, () => {
      clearTimeout(timer);
      timer = setTimeout(changed, settle);
    });
    watcher.on('error', () => watcher.close());
    return new vscode.Disposable(() => {
      clearTimeout(timer);
      watcher.close();
    });
  } catch {
    return new vscode.Disposable(() => undefined);
  }
}
