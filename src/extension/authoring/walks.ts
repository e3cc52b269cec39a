import * as vscode from 'vscode';
import type { Walkers } from '../walker/walkers.ts';

/** Tracks which documents are being walked in their own editor group: problems of the text are not shown beside a run. */
export class Walks implements vscode.Disposable {
  readonly #walkers: Walkers;
  readonly #changed = new vscode.EventEmitter<void>();
  /** A walker or an editor was opened, closed or moved. */
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(walkers: Walkers) {
    this.#walkers = walkers;
    this.#subscriptions = [
      walkers.onDidChange(() => this.#changed.fire()),
      vscode.window.tabGroups.onDidChangeTabs(() => this.#changed.fire()),
    ];
  }

  /** Whether a run of the document is open in the group that holds its editor. */
  holds({ uri }: vscode.TextDocument): boolean {
    const columns = this.#walkers.all
      .filter(({ runbook }) => runbook.toString() === uri.toString())
      .map(({ panel }) => panel.viewColumn);
    if (columns.length === 0) return false;
    return vscode.window.tabGroups.all.some(
      ({ viewColumn, tabs }) => columns.includes(viewColumn) && tabs.some(({ input }) => shows(input, uri)),
    );
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }
}

function shows(input: unknown, uri: vscode.Uri): boolean {
  return input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
}
