import * as vscode from 'vscode';
import { attentionOf, type Attention } from '../core/run/view/attention.ts';
import type { RunView } from '../core/run/view/view.ts';
import { offer } from './notice.ts';
import { numberOf } from './walker/stepNumber.ts';
import type { Walker } from './walker/walker.ts';
import type { Walkers } from './walker/walkers.ts';

/** Notifies an operator who does not see the walker that a step needs them. Takes no focus, and stays silent while the page is visible. */
export class AttentionCalls implements vscode.Disposable {
  readonly #walkers: Walkers;
  readonly #subscription: vscode.Disposable;
  readonly #seen = new WeakMap<Walker, RunView>();

  constructor(walkers: Walkers) {
    this.#walkers = walkers;
    this.#subscription = walkers.onDidChange(() => this.#look());
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #look(): void {
    for (const walker of this.#walkers.all) {
      const { view } = walker;
      const before = this.#seen.get(walker);
      if (view === undefined || view === before) continue;
      this.#seen.set(walker, view);
      const found = before === undefined ? undefined : attentionOf(before, view);
      if (found !== undefined && !isWatched(walker)) void call(walker, found);
    }
  }
}

function isWatched({ panel }: Walker): boolean {
  return panel.visible && vscode.window.state.focused;
}

async function call(walker: Walker, attention: Attention): Promise<void> {
  const go = (): void => {
    if ('step' in attention) walker.reveal(attention.step);
    else walker.panel.reveal();
  };
  const good = attention.kind === 'passed' || attention.kind === 'approved';
  const way = { label: vscode.l10n.t('Go to step'), go };
  await offer(sentenceOf(walker, attention), [way], good ? 'information' : 'warning');
}

function sentenceOf({ page }: Walker, attention: Attention): string {
  const title = page?.title ?? '';
  if (attention.kind === 'not-recording')
    return vscode.l10n.t('{0}: not recording. Nothing can be run.', title);
  const number = page === undefined ? '' : numberOf(page, attention.step);
  switch (attention.kind) {
    case 'failed':
      return vscode.l10n.t('{0}: step {1} failed.', title, number);
    case 'judge':
      return vscode.l10n.t('{0}: step {1} ended and waits for your judgement.', title, number);
    case 'unknown':
      return vscode.l10n.t('{0}: the outcome of step {1} is unknown.', title, number);
    case 'approved':
      return vscode.l10n.t('{0}: step {1} is approved.', title, number);
    case 'refused':
      return vscode.l10n.t('{0}: the approval of step {1} was refused.', title, number);
    case 'passed':
      return vscode.l10n.t('{0}: step {1} passed.', title, number);
  }
}
