import * as vscode from 'vscode';
import { datesOf } from '../dates.ts';
import { asBefore } from '../walker/placeChosen.ts';
import type { Book, BookFolder } from './shelf.ts';

/** A runbook in the list; choosing it opens its checklist. */
export function bookItem(book: Book): vscode.TreeItem {
  const item = new vscode.TreeItem(book.title);
  item.id = book.path;
  item.contextValue = 'runbook';
  item.description = bookWords(book);
  item.tooltip = [
    book.title,
    vscode.workspace.asRelativePath(book.uri),
    ...(book.owner === undefined ? [] : [vscode.l10n.t('Owner: {0}', book.owner)]),
    ...(book.reviewBy === undefined ? [] : [vscode.l10n.t('Review by: {0}', book.reviewBy)]),
    ...lastWords(book),
  ].join('\n');
  item.iconPath = new vscode.ThemeIcon('book');
  item.command = {
    command: 'handrail.openAsChecklist',
    title: vscode.l10n.t('Open as checklist'),
    arguments: [asBefore(book.uri)],
  };
  return item;
}

/** A folder of runbooks, as it is told from the workspace. */
export function bookFolderItem({ name }: BookFolder): vscode.TreeItem {
  const label = name === '.' ? (vscode.workspace.name ?? name) : name;
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `folder/${name}`;
  item.iconPath = vscode.ThemeIcon.Folder;
  return item;
}

/** The description of a runbook's row: its owner, and the outcome of its last run. */
export function bookWords(book: Book): string {
  const { owner, changedSince } = book;
  return [
    ...lastWords(book),
    ...(changedSince === true ? [vscode.l10n.t('changed since')] : []),
    ...(owner === undefined ? [] : [owner]),
  ].join(' · ');
}

function lastWords({ last }: Book): readonly string[] {
  if (last === undefined) return [vscode.l10n.t('never run')];
  const day = new Intl.DateTimeFormat(datesOf(), { day: 'numeric', month: 'short' });
  const at = day.format(last.startedAt);
  switch (last.result) {
    case 'done':
      return [last.clean === true ? vscode.l10n.t('clean {0}', at) : vscode.l10n.t('done {0}', at)];
    case 'aborted':
      return [vscode.l10n.t('aborted {0}', at)];
    case 'open':
      return [vscode.l10n.t('open since {0}', at)];
    case 'unknown':
      return [vscode.l10n.t('not readable, {0}', at)];
  }
}
