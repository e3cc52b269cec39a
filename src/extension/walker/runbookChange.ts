import { posix } from 'node:path';
import * as vscode from 'vscode';
import { say } from '../notice.ts';
import type { OutputDocuments } from '../outputDocuments.ts';
import { columnBeside } from './columnBeside.ts';
import type { Walker } from './walker.ts';

/** Shows the text that a run goes on with and the file as it is now, side by side; the file's side can be edited. */
export async function showChange(texts: OutputDocuments, walker: Walker): Promise<void> {
  const text = await walker.ask({ type: 'runbook.read' });
  const { runbook, page } = walker;
  if (text === undefined || page === undefined) {
    say(vscode.l10n.t('The text of this run could not be read.'), 'warning');
    return;
  }
  const name = posix.basename(runbook.path);
  const before = texts.keep(page.digest, name, text);
  const title = vscode.l10n.t('{0}: this run and the file', name);
  await vscode.commands.executeCommand('vscode.diff', before, runbook, title, {
    viewColumn: columnBeside(walker),
    preview: true,
  });
}
