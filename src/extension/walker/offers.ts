import * as vscode from 'vscode';
import { offeredCommands, type OfferedCommand } from '../../protocol/commands.ts';
import type { Rehearsals } from '../rehearsal/rehearsals.ts';
import type { Walkers } from './walkers.ts';

/** Tells VS Code which actions the page in front offers, so that the palette shows only those. */
export class Offers implements vscode.Disposable {
  readonly #walkers: Walkers;
  readonly #rehearsals: Rehearsals;
  readonly #subscriptions: readonly vscode.Disposable[];
  #told: ReadonlySet<OfferedCommand> = new Set();

  constructor(walkers: Walkers, rehearsals: Rehearsals) {
    this.#walkers = walkers;
    this.#rehearsals = rehearsals;
    this.#subscriptions = [walkers.onDidChange, walkers.onDidOffer, rehearsals.onDidOffer].map(event =>
      event(() => this.#tell()),
    );
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #tell(): void {
    const page = this.#rehearsals.active ?? this.#walkers.active;
    const offered = new Set(page?.offers.commands);
    for (const command of offeredCommands) {
      if (offered.has(command) === this.#told.has(command)) continue;
      void vscode.commands.executeCommand('setContext', `handrail.offers.${command}`, offered.has(command));
    }
    this.#told = offered;
  }
}
