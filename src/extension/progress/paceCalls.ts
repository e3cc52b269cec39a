import type * as vscode from 'vscode';
import type { Walker } from '../walker/walker.ts';
import type { Walkers } from '../walker/walkers.ts';
import type { Paces } from './paces.ts';

/** Sends each walker the usual times of its runbook once its page is shown; the page never waits for them. */
export class PaceCalls implements vscode.Disposable {
  readonly #walkers: Walkers;
  readonly #paces: Paces;
  readonly #subscription: vscode.Disposable;
  /** The digest of the text that was asked about last. */
  readonly #asked = new WeakMap<Walker, string>();

  constructor(walkers: Walkers, paces: Paces) {
    this.#walkers = walkers;
    this.#paces = paces;
    this.#subscription = walkers.onDidChange(() => this.#look());
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #look(): void {
    for (const walker of this.#walkers.all) {
      const { page, view } = walker;
      if (page === undefined || view === undefined || this.#asked.get(walker) === page.digest) continue;
      this.#asked.set(walker, page.digest);
      void this.#tell(walker, page.digest);
    }
  }

  async #tell(walker: Walker, digest: string): Promise<void> {
    const text = await walker.ask({ type: 'runbook.read' });
    const pace = text === undefined ? undefined : await this.#paces.in(walker.runbook, text);
    if (pace !== undefined && walker.page?.digest === digest)
      walker.takePace({ steps: pace.steps, phases: pace.phases });
    // A runner that could not be asked yet is asked with the next view.
    if (text === undefined) this.#asked.delete(walker);
  }
}
