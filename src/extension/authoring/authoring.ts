import * as vscode from 'vscode';
import type { Walkers } from '../walker/walkers.ts';
import { registerTable } from '../commandTable.ts';
import { offer, wayTo } from '../notice.ts';
import { Analyst } from './analyst.ts';
import { Completions, Hovers, Renames } from './assistance.ts';
import { BlockLenses } from './blockLenses.ts';
import { commandTable } from './commands.ts';
import { PhaseLenses } from './phaseLenses.ts';
import { Problems } from './problems.ts';
import { repairKinds, Repairs } from './repairs.ts';
import type { Runbooks } from './runbooks.ts';
import { DocumentQueries } from './documentQueries.ts';
import { Folding, Outline } from './structure.ts';
import { Walks } from './walks.ts';

const markdown: vscode.DocumentSelector = [
  { language: 'markdown', scheme: 'file' },
  { language: 'markdown', scheme: 'untitled' },
];
// Nothing that is typed on the way to a new line: Enter would take the first offer instead.
const triggers = ['$', '{', '<', '='];

type Disposables = vscode.ExtensionContext['subscriptions'];

/** The client of the authoring worker, which starts with the first question. */
export function analystOf({ extensionUri }: vscode.ExtensionContext): Analyst {
  return new Analyst(vscode.Uri.joinPath(extensionUri, 'dist', 'authoring.cjs').fsPath, sayOnce);
}

interface Parts {
  readonly analyst: Analyst;
  readonly walkers: Walkers;
  readonly runbooks: Runbooks;
}

/** Registers the help for authors. No text is parsed in this thread; the worker starts with the first runbook. */
export function registerAuthoring(
  context: vscode.ExtensionContext,
  { analyst, walkers, runbooks }: Parts,
): Disposables {
  const queries = new DocumentQueries(analyst, runbooks);
  const walks = new Walks(walkers);
  const pages = vscode.Uri.joinPath(context.extensionUri, 'docs/rules');
  const problems = new Problems({ queries, runbooks, walks }, pages);
  const lenses = [new BlockLenses(queries, runbooks), new PhaseLenses(queries, runbooks)];
  const { languages, workspace } = vscode;
  const table = commandTable(
    { queries, problems },
    vscode.Uri.joinPath(context.extensionUri, 'runbooks/templates'),
  );
  return [
    walks,
    problems,
    ...lenses,
    workspace.onDidCloseTextDocument(document => analyst.forget(document.uri.toString())),
    languages.registerCompletionItemProvider(markdown, new Completions(queries), ...triggers),
    languages.registerHoverProvider(markdown, new Hovers(queries)),
    languages.registerRenameProvider(markdown, new Renames(queries)),
    languages.registerDocumentSymbolProvider(markdown, new Outline(queries), { label: 'Handrail' }),
    languages.registerFoldingRangeProvider(markdown, new Folding(queries)),
    ...lenses.map(each => languages.registerCodeLensProvider(markdown, each)),
    languages.registerCodeActionsProvider(markdown, new Repairs(problems, queries), {
      providedCodeActionKinds: repairKinds,
    }),
    ...registerTable(table),
  ];
}

function sayOnce(event: 'restarted' | 'gone', cause: string): void {
  console.error(`Handrail: the authoring worker ended (${event}). ${cause}`);
  if (event === 'restarted') return;
  const sentence = vscode.l10n.t(
    'Handrail cannot look at runbooks while you write them: {0}. Reload the window to try again.',
    cause,
  );
  const reload = wayTo(vscode.l10n.t('Reload Window'), 'workbench.action.reloadWindow');
  void offer(sentence, [reload], 'error');
}
