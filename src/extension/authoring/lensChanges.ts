import * as vscode from 'vscode';
import type { Runbooks } from './runbooks.ts';

/** Fires when lenses have to be recomputed: a runbook was read again, or the setting changed. */
export class LensChanges implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly event = this.#changed.event;
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(runbooks: Runbooks) {
    this.#subscriptions = [
      runbooks.onDidChange(() => this.#changed.fire()),
      vscode.workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration('handrail.codeLens')) this.#changed.fire();
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }
}
