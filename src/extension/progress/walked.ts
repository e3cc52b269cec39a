import * as vscode from 'vscode';
import { marksOf, type Marks } from '../../core/run/view/marks.ts';
import type { Walkers } from '../walker/walkers.ts';

/** What the text of a document says of the run that is open on it. */
export type Walked =
  | { readonly kind: 'marks'; readonly marks: Marks }
  /** The text is no longer the one that is walked, so that its lines are not the run's. */
  | { readonly kind: 'changed' };

/** Milliseconds within which a view may change many times and is looked at once: output comes faster than anybody reads. */
const pause = 150;

/** The documents that are being walked in this window, with their progress. */
export class WalkedDocuments implements vscode.Disposable {
  readonly #walkers: Walkers;
  readonly #changed = new vscode.EventEmitter<void>();
  /** What some document says may be another. */
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: readonly vscode.Disposable[];
  #timer: NodeJS.Timeout | undefined;

  constructor(walkers: Walkers) {
    this.#walkers = walkers;
    const soon = (): void => {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#changed.fire();
      }, pause);
    };
    this.#subscriptions = [
      walkers.onDidChange(soon),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (this.of(document) !== undefined) soon();
      }),
      vscode.workspace.onDidSaveTextDocument(soon),
    ];
  }

  /** Undefined if no run is open on the document: before its first action, after its end, without a walker. */
  of({ uri, isDirty }: vscode.TextDocument): Walked | undefined {
    const walker = this.#walkers.all.find(({ runbook }) => runbook.toString() === uri.toString());
    const { page, view } = walker ?? {};
    if (page === undefined || view?.recording.folder === undefined || view.closed !== undefined)
      return undefined;
    const isAnother = isDirty || view.notices.some(({ kind }) => kind === 'runbook-changed');
    return isAnother ? { kind: 'changed' } : { kind: 'marks', marks: marksOf(page, view) };
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }
}
