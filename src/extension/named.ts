import * as vscode from 'vscode';
import { resourceInFront } from './resourceInFront.ts';
import { logFolderOf } from './verification.ts';

/** The file that a menu, a tree or a command's argument names; undefined where it names none. */
export function namedFile(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  if (typeof argument !== 'object' || argument === null || !('uri' in argument)) return undefined;
  return argument.uri instanceof vscode.Uri ? argument.uri : undefined;
}

/** The file that is named, else the one in front. */
export function fileInQuestion(argument: unknown): vscode.Uri | undefined {
  return namedFile(argument) ?? resourceInFront();
}

/** The folder of the run that a row, a file of its log or a command's argument names; undefined where it names none. */
export function namedRun(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return logFolderOf(argument);
  if (typeof argument !== 'object' || argument === null || !('folder' in argument)) return undefined;
  return typeof argument.folder === 'string' ? vscode.Uri.file(argument.folder) : undefined;
}
