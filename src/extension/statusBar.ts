import * as vscode from 'vscode';
import type { Page, RunView } from '../core/run/view/view.ts';
import { clock } from './clock.ts';
import { howFar } from './walker/howFar.ts';
import { numberOf } from './walker/stepNumber.ts';
import type { Walkers } from './walker/walkers.ts';

interface Shown {
  readonly text: string;
  readonly urgent: boolean;
}

/** The status bar item: what the run needs, else its progress. A click goes there. */
export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('handrail.run', vscode.StatusBarAlignment.Left);
  readonly #walkers: Walkers;
  readonly #subscription: vscode.Disposable;
  #clock: NodeJS.Timeout | undefined;

  constructor(walkers: Walkers) {
    this.#walkers = walkers;
    this.#item.name = 'Handrail';
    this.#subscription = walkers.onDidChange(() => this.#draw());
  }

  dispose(): void {
    clearTimeout(this.#clock);
    this.#subscription.dispose();
    this.#item.dispose();
  }

  #draw(): void {
    clearTimeout(this.#clock);
    const walker = this.#walkers.active;
    if (walker?.view === undefined || walker.page === undefined) {
      this.#item.hide();
      return;
    }
    const { text, urgent } = shownOf(walker.page, walker.view);
    // Named, since a rehearsal may be in front.
    const title = vscode.l10n.t('Go to step');
    this.#item.command = { command: 'handrail.goToStep', title, arguments: [walker.runbook] };
    this.#item.text = text;
    this.#item.tooltip = walker.page.title;
    this.#item.backgroundColor = urgent
      ? new vscode.ThemeColor('statusBarItem.warningBackground')
      : undefined;
    this.#item.show();
    // A running command's clock counts although the runner has nothing new to say.
    if (walker.view.now.kind === 'running') this.#clock = setTimeout(() => this.#draw(), 1000);
  }
}

function shownOf(page: Page, view: RunView): Shown {
  const { now } = view;
  const number = 'step' in now ? numberOf(page, now.step) : '';
  switch (now.kind) {
    case 'not-recording':
      return { text: `$(warning) ${vscode.l10n.t('Not recording')}`, urgent: true };
    case 'failed':
    case 'judge':
    case 'unknown':
      return { text: `$(bell-dot) ${vscode.l10n.t('{0} needs you', number)}`, urgent: true };
    case 'running':
      return {
        text: `$(loading~spin) ${vscode.l10n.t('{0} running, {1}', number, clock(Date.now() - now.since))}`,
        urgent: false,
      };
    case 'offered':
      return { text: `$(arrow-swap) ${vscode.l10n.t('Offered')}`, urgent: false };
    case 'ready':
    case 'values':
    case 'stuck':
    case 'settled':
      return { text: `$(checklist) ${howFar(page, view)}`, urgent: false };
    case 'closed':
      return { text: `$(checklist) ${endOf(view)}`, urgent: false };
  }
}

/** A count that stands still looks as if the run waited. */
function endOf({ closed }: RunView): string {
  return closed?.result === 'aborted' ? vscode.l10n.t('Run aborted') : vscode.l10n.t('Run closed');
}
