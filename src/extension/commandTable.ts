import * as vscode from 'vscode';
import { offer, wayTo } from './notice.ts';
import { ReadingFailed } from './review/reader.ts';
import { unreadText } from './review/unread.ts';

/** Commands by their names, with what they do; a test holds the tables and the manifest together. */
export type CommandTable = Readonly<Record<string, (...given: readonly unknown[]) => unknown>>;

/** Registers commands. A run that cannot be read is reported in the usual way; any other error is a bug and left to VS Code. */
export function registerTable(table: CommandTable): vscode.Disposable[] {
  return Object.entries(table).map(([id, run]) =>
    vscode.commands.registerCommand(id, async (...given: readonly unknown[]) => {
      try {
        return await run(...given);
      } catch (error) {
        if (!(error instanceof ReadingFailed)) throw error;
        const again = wayTo(vscode.l10n.t('Try again'), id, ...given);
        await offer(unreadText(vscode.l10n, error), [again], 'error');
        return undefined;
      }
    }),
  );
}
