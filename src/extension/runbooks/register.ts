import * as vscode from 'vscode';
import { fileInQuestion } from '../named.ts';
import { findRunbook } from './find.ts';
import { RunbooksView } from './runbooksView.ts';
import type { Shelf } from './shelf.ts';

/** The commands of the Runbooks view, with what they do. */
export function commandTable(
  shelf: Shelf,
  view: RunbooksView,
): Readonly<Record<string, (argument?: unknown) => unknown>> {
  return {
    'handrail.findRunbook': () => findRunbook(shelf),
    'handrail.refreshRunbooks': () => view.lookAgain(),
    'handrail.openMarkdown': argument => openMarkdown(argument),
  };
}

/** The list of runbooks beside that of runs. */
export function registerRunbooks(shelf: Shelf): vscode.ExtensionContext['subscriptions'] {
  const view = new RunbooksView(shelf);
  return [
    view,
    ...Object.entries(commandTable(shelf, view)).map(([id, run]) => vscode.commands.registerCommand(id, run)),
  ];
}

async function openMarkdown(argument: unknown): Promise<void> {
  const file = fileInQuestion(argument);
  if (file !== undefined) await vscode.window.showTextDocument(file);
}
