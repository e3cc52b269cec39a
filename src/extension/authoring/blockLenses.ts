import * as vscode from 'vscode';
import type { Runbooks } from './runbooks.ts';
import { translated, type Sight } from './sight.ts';

/** What Handrail sees in each block, above it. No lens runs anything. */
export class BlockLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #sight: Sight;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(sight: Sight, runbooks: Runbooks) {
    this.#sight = sight;
    this.#subscriptions = [
      runbooks.onDidChange(() => this.#changed.fire()),
      vscode.workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration('handrail.codeLens')) this.#changed.fire();
      }),
    ];
  }

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    const wanted = vscode.workspace.getConfiguration('handrail', document.uri).get<string>('codeLens', 'all');
    if (wanted !== 'all') return [];
    const glances = await this.#sight.ask(document, { kind: 'glances', with: undefined }, token);
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
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }
}

/** Writes `bash` behind the marks of a fence that has no tag. */
export async function tagAsBash(uri: vscode.Uri, line: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const marks = /^[^`~]*(?:`{3,}|~{3,})(?=\s*$)/.exec(document.lineAt(line - 1).text)?.[0];
  if (marks === undefined) return;
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, new vscode.Position(line - 1, marks.length), 'bash');
  await vscode.workspace.applyEdit(edit);
}
