import * as vscode from 'vscode';
import { registerTable, type CommandTable } from '../commandTable.ts';
import { markdownInQuestion } from '../named.ts';
import { findRunbook } from './find.ts';
import { RunbooksView } from './runbooksView.ts';
import type { Shelf } from './shelf.ts';

/** The commands of the Runbooks view, with what they do. */
export function commandTable(shelf: Shelf, view: RunbooksView): CommandTable {
  return {
    'handrail.findRunbook': () => findRunbook(shelf),
    'handrail.refreshRunbooks': () => view.lookAgain(),
    'handrail.openMarkdown': argument => openMarkdown(argument),
  };
}

/** The list of runbooks beside that of runs. */
export function registerRunbooks(shelf: Shelf): vscode.ExtensionContext['subscriptions'] {
  const view = new RunbooksView(shelf);
  return [view, ...registerTable(commandTable(shelf, view))];
}

async function openMarkdown(argument: unknown): Promise<void> {
  const file = markdownInQuestion(argument);
  // A checklist in front knows the Markdown it was made of.
  if (file === undefined) await vscode.commands.executeCommand('handrail.walker.markdown');
  else await vscode.window.showTextDocument(file);
}
