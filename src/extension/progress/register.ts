import * as vscode from 'vscode';
import type { Runbooks } from '../authoring/runbooks.ts';
import type { Reader } from '../review/reader.ts';
import type { Walkers } from '../walker/walkers.ts';
import { PaceCalls } from './paceCalls.ts';
import { PaceHovers, PaceLenses } from './paceLenses.ts';
import { Paces } from './paces.ts';

/** What earlier runs show to be usual, in the checklist and in the Markdown. */
export function registerPaces({
  reader,
  runbooks,
  walkers,
}: {
  readonly reader: Reader;
  readonly runbooks: Runbooks;
  readonly walkers: Walkers;
}): vscode.ExtensionContext['subscriptions'] {
  const paces = new Paces(reader);
  const lenses = new PaceLenses(paces, runbooks);
  const markdown = { language: 'markdown', scheme: 'file' };
  return [
    paces,
    lenses,
    new PaceCalls(walkers, paces),
    vscode.languages.registerCodeLensProvider(markdown, lenses),
    vscode.languages.registerHoverProvider(markdown, new PaceHovers(paces, runbooks)),
  ];
}
