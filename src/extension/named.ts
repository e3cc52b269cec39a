import * as vscode from 'vscode';
import { resourceInFront } from './resourceInFront.ts';
import { logFolderOf } from './verification.ts';

/** The file that a menu, a tree row or a command's argument names, if any. */
export function namedFile(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  if (typeof argument !== 'object' || argument === null || !('uri' in argument)) return undefined;
  return argument.uri instanceof vscode.Uri ? argument.uri : undefined;
}

/** The named file, else the Markdown file in front; undefined if there is neither. */
export function markdownInQuestion(argument: unknown): vscode.Uri | undefined {
  const front = resourceInFront();
  return namedFile(argument) ?? (front !== undefined && isMarkdown(front) ? front : undefined);
}

/** By what VS Code takes it for, where it has read it. */
function isMarkdown(uri: vscode.Uri): boolean {
  const document = vscode.workspace.textDocuments.find(one => one.uri.toString() === uri.toString());
  return document === undefined ? /\.(?:md|markdown)$/i.test(uri.path) : document.languageId === 'markdown';
}

/** The folder of the run that a row, a file of its log or a command's argument names; undefined if it names none. */
export function namedRun(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return logFolderOf(argument);
  if (typeof argument !== 'object' || argument === null || !('folder' in argument)) return undefined;
  return typeof argument.folder === 'string' ? vscode.Uri.file(argument.folder) : undefined;
}
