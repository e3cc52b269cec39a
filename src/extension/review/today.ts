import * as vscode from 'vscode';
import { changedLines } from '../../core/review/changed.ts';
import type { Today } from '../../protocol/reviewPage.ts';
import { runbookPath } from '../../adapters/review/runbookPath.ts';

/** Today's file of a runbook that a run in `folder` names; undefined if there is none. */
export function runbookToday(folder: vscode.Uri, path: string): vscode.Uri | undefined {
  const found = runbookPath({ folder: folder.fsPath, runbook: path });
  return found === undefined ? undefined : vscode.Uri.file(found);
}

/** What became of the runbook since the run. */
export async function todayOf(was: string | undefined, now: vscode.Uri | undefined): Promise<Today> {
  if (was === undefined) return { state: 'missing' };
  if (now === undefined) return { state: 'gone' };
  const text = Buffer.from(await vscode.workspace.fs.readFile(now)).toString('utf8');
  return text === was ? { state: 'same' } : { state: 'changed', lines: changedLines(was, text) };
}
