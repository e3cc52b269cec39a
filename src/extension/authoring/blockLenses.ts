import * as vscode from 'vscode';
import { LensChanges } from './lensChanges.ts';
import type { Runbooks } from './runbooks.ts';
import { translated, type Sight } from './sight.ts';

/** What Handrail sees in each block, above it. No lens runs anything. */
export class BlockLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #sight: Sight;
  readonly #changes: LensChanges;
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(sight: Sight, runbooks: Runbooks) {
    this.#sight = sight;
    this.#changes = new LensChanges(runbooks);
    this.onDidChangeCodeLenses = this.#changes.event;
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
    this.#changes.dispose();
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
