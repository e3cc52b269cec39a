import { posix } from 'node:path';
import * as vscode from 'vscode';
import type { HostAction } from '../../protocol/webview.ts';
import { say } from '../notice.ts';
import type { OutputDocuments } from '../outputDocuments.ts';
import { columnBeside } from './columnBeside.ts';
import { actOnPage } from './pageActions.ts';
import type { Walker } from './walker.ts';

// A run goes on with a text of its own, whatever becomes of the file.

/** Shows the run's text and the current file side by side; the file can be edited. */
export async function showChange(texts: OutputDocuments, walker: Walker): Promise<void> {
  const before = await textOf(texts, walker);
  if (before === undefined) return;
  const { runbook } = walker;
  const title = vscode.l10n.t('{0}: this run and the file', posix.basename(runbook.path));
  await vscode.commands.executeCommand('vscode.diff', before, runbook, title, {
    viewColumn: columnBeside(walker),
    preview: true,
  });
}

/** Opens the Markdown; where there is no such file any more, the text that the run goes on with, to be read. */
export async function openText(
  texts: OutputDocuments,
  walker: Walker,
  action: Extract<HostAction, { action: 'openMarkdown' }>,
): Promise<void> {
  const isThere = await vscode.workspace.fs.stat(walker.runbook).then(
    () => true,
    () => false,
  );
  if (isThere) {
    await actOnPage(action, walker);
    return;
  }
  const text = await textOf(texts, walker);
  if (text === undefined) return;
  const place = new vscode.Position((action.line ?? 1) - 1, 0);
  await vscode.window.showTextDocument(text, {
    viewColumn: action.place === 'instead' ? vscode.ViewColumn.Active : columnBeside(walker),
    preview: true,
    selection: new vscode.Range(place, place),
  });
}

async function textOf(texts: OutputDocuments, walker: Walker): Promise<vscode.Uri | undefined> {
  const text = await walker.ask({ type: 'runbook.read' });
  const { runbook, page } = walker;
  if (text !== undefined && page !== undefined)
    return texts.keep(page.digest, posix.basename(runbook.path), text);
  say(vscode.l10n.t('The text of this run could not be read.'), 'warning');
  return undefined;
}
