import * as vscode from 'vscode';
import { say, sayNoMarkdown } from '../notice.ts';
import { LensChanges } from './lensChanges.ts';
import type { Runbooks } from './runbooks.ts';
import { translated, type DocumentQueries } from './documentQueries.ts';
import { sayUnread } from './unread.ts';

/** Lenses that say what Handrail sees in each block. They never run anything. */
export class BlockLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #queries: DocumentQueries;
  readonly #changes: LensChanges;
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(queries: DocumentQueries, runbooks: Runbooks) {
    this.#queries = queries;
    this.#changes = new LensChanges(runbooks);
    this.onDidChangeCodeLenses = this.#changes.event;
  }

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    const wanted = vscode.workspace.getConfiguration('handrail', document.uri).get<string>('codeLens', 'all');
    if (wanted !== 'all') return [];
    const glances = await this.#queries.ask(document, { kind: 'glances', with: undefined }, token);
    return (glances ?? []).map(({ line, parts, suggested }) => {
      const range = new vscode.Range(line - 1, 0, line - 1, 0);
      const title = parts.map(translated).join(' · ').replaceAll('`', '');
      return new vscode.CodeLens(
        range,
        suggested
          ? { title, command: 'handrail.tagAsBash', arguments: [document.uri, line] }
          : { title, command: '' },
      );
    });
  }

  dispose(): void {
    this.#changes.dispose();
  }
}

/** Tags the block at the cursor as bash. */
export async function tagAtCursor(queries: DocumentQueries): Promise<void> {
  const { document, selection } = vscode.window.activeTextEditor ?? {};
  if (document?.languageId !== 'markdown' || selection === undefined) {
    sayNoMarkdown();
    return;
  }
  const line = selection.active.line + 1;
  const block = await queries.askOfAny(document, { kind: 'block', with: line });
  if (block === undefined) sayUnread(document, () => tagAtCursor(queries));
  else if (block.opening?.info === '') await tagAsBash(document.uri, block.opening.line);
  else say(vscode.l10n.t('Put the cursor on a block without a language.'));
}

const untagged = /^[^`~]*(?:`{3,}|~{3,})(?=\s*$)/;

/** Writes `bash` after the marks of a fence that has no language. */
export async function tagAsBash(uri: vscode.Uri, line: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const marks = untagged.exec(document.lineAt(line - 1).text)?.[0];
  if (marks === undefined) return;
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, new vscode.Position(line - 1, marks.length), 'bash');
  await vscode.workspace.applyEdit(edit);
}
