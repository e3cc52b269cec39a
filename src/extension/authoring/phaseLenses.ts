import * as vscode from 'vscode';
import { asBefore } from '../walker/placeChosen.ts';
import { LensChanges } from './lensChanges.ts';
import type { Runbooks } from './runbooks.ts';
import type { DocumentQueries } from './documentQueries.ts';

/** "Open as checklist at 2" and "Rehearse" above each phase of a runbook that has several. No lens runs anything. */
export class PhaseLenses implements vscode.CodeLensProvider, vscode.Disposable {
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
    const { uri } = document;
    const wanted = vscode.workspace.getConfiguration('handrail', uri).get<string>('codeLens', 'all');
    if (wanted === 'off' || uri.scheme !== 'file') return [];
    const phases = await this.#queries.ask(document, { kind: 'phases', with: undefined }, token);
    // The lenses of the whole text stand at its head.
    if (phases === undefined || phases.length < 2) return [];
    return phases.flatMap(({ id, number, line }) => {
      const range = new vscode.Range(line - 1, 0, line - 1, 0);
      const lens = (title: string, command: string): vscode.CodeLens =>
        new vscode.CodeLens(range, { title, command, arguments: [{ ...asBefore(uri), phase: id }] });
      return [
        lens(`$(checklist) ${vscode.l10n.t('Open as checklist at {0}', number)}`, 'handrail.openAsChecklist'),
        lens(`$(eye) ${vscode.l10n.t('Rehearse')}`, 'handrail.rehearse'),
      ];
    });
  }

  dispose(): void {
    this.#changes.dispose();
  }
}
