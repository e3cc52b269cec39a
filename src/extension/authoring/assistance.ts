import * as vscode from 'vscode';
import type { Completion } from '../../core/authoring/completion.ts';
import { rangeIn, translated, type DocumentQueries } from './documentQueries.ts';

const kinds: Readonly<Record<Completion['kind'], vscode.CompletionItemKind>> = {
  key: vscode.CompletionItemKind.Property,
  choice: vscode.CompletionItemKind.EnumMember,
  language: vscode.CompletionItemKind.Keyword,
  value: vscode.CompletionItemKind.Variable,
  step: vscode.CompletionItemKind.Reference,
};

/** What could be written where the cursor is. */
export class Completions implements vscode.CompletionItemProvider {
  readonly #queries: DocumentQueries;

  constructor(queries: DocumentQueries) {
    this.#queries = queries;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionItem[]> {
    const offset = document.offsetAt(position);
    const found = await this.#queries.ask(document, { kind: 'completions', with: offset }, token);
    return (found ?? []).map((offer, index) => toItem(document, offer, index));
  }
}

function toItem(document: vscode.TextDocument, offer: Completion, index: number): vscode.CompletionItem {
  const item = new vscode.CompletionItem(offer.label, kinds[offer.kind]);
  item.insertText = offer.insert;
  item.range = rangeIn(document, offer.range);
  item.filterText = offer.label;
  item.documentation = new vscode.MarkdownString(translated(offer.about));
  item.detail = 'Handrail';
  // In the order of the schema and of the text, before the words that the editor has seen somewhere.
  item.sortText = ` ${String(index).padStart(4, '0')}`;
  return item;
}

/** What Handrail knows about the word under the pointer. */
export class Hovers implements vscode.HoverProvider {
  readonly #queries: DocumentQueries;

  constructor(queries: DocumentQueries) {
    this.#queries = queries;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const found = await this.#queries.ask(
      document,
      { kind: 'hover', with: document.offsetAt(position) },
      token,
    );
    if (found === undefined) return undefined;
    const said = found.sentences.map(sentence => new vscode.MarkdownString(translated(sentence)));
    return new vscode.Hover(said, rangeIn(document, found.range));
  }
}

/** A value gets another name in the whole file, or a sentence says why not. */
export class Renames implements vscode.RenameProvider {
  readonly #queries: DocumentQueries;

  constructor(queries: DocumentQueries) {
    this.#queries = queries;
  }

  async prepareRename(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Range> {
    const offset = document.offsetAt(position);
    const found = await this.#queries.ask(document, { kind: 'renamable', with: offset }, token);
    if (found?.ok === true) return rangeIn(document, found.value);
    throw new Error(
      found === undefined ? vscode.l10n.t('This file is no runbook.') : plain(translated(found.why)),
    );
  }

  async provideRenameEdits(
    document: vscode.TextDocument,
    position: vscode.Position,
    name: string,
  ): Promise<vscode.WorkspaceEdit> {
    const renaming = { offset: document.offsetAt(position), name };
    const found = await this.#queries.ask(document, { kind: 'rename', with: renaming });
    // Without an answer the name would stay as it is, and nobody would be told.
    if (found === undefined)
      throw new Error(vscode.l10n.t('The text has changed meanwhile. Rename it again.'));
    if (!found.ok) throw new Error(plain(translated(found.why)));
    const edit = new vscode.WorkspaceEdit();
    for (const { range, text } of found.value) edit.replace(document.uri, rangeIn(document, range), text);
    return edit;
  }
}

// Where a sentence is not shown as Markdown.
function plain(text: string): string {
  return text.replaceAll('`', '');
}
