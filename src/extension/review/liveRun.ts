import * as vscode from 'vscode';
import type { Page, RunView } from '../../core/run/view/view.ts';
import { howFar } from '../walker/howFar.ts';
import { numberOf } from '../walker/stepNumber.ts';
import type { Walkers } from '../walker/walkers.ts';

/** The state of a run that is open in this window. */
export interface LiveRun {
  readonly words: string;
  readonly icon: vscode.ThemeIcon;
  /** Nothing goes on until a person does something. */
  readonly waits: boolean;
}

/** What a walker of this window knows of the run in a folder; undefined if none shows it, or where it is closed and its log says all. */
export function liveRun(walkers: Walkers, folder: string): LiveRun | undefined {
  const walker = walkers.all.find(({ view }) => view?.recording.folder === folder);
  if (walker?.view === undefined || walker.page === undefined) return undefined;
  return walker.view.closed === undefined ? told(walker.page, walker.view) : undefined;
}

function told(page: Page, view: RunView): LiveRun {
  const { now } = view;
  const number = 'step' in now ? numberOf(page, now.step) : '';
  switch (now.kind) {
    case 'failed':
      return waiting(vscode.l10n.t('{0} failed', number), 'error', 'list.errorForeground');
    case 'unknown':
      return waiting(vscode.l10n.t('{0} outcome unknown', number), 'issue-draft', 'charts.purple');
    case 'judge':
      return waiting(vscode.l10n.t('{0} needs you', number), 'question', 'list.warningForeground');
    case 'not-recording':
      return waiting(vscode.l10n.t('Not recording'), 'warning', 'list.warningForeground');
    case 'running': {
      const icon = new vscode.ThemeIcon('loading~spin', new vscode.ThemeColor('editorInfo.foreground'));
      return { words: vscode.l10n.t('{0} running', number), icon, waits: false };
    }
    case 'offered':
      return waiting(vscode.l10n.t('Offered'), 'arrow-swap', 'list.warningForeground');
    case 'ready':
    case 'values':
    case 'stuck':
    case 'settled':
    case 'closed':
      return { words: howFar(page, view), icon: new vscode.ThemeIcon('circle-large'), waits: true };
  }
}

function waiting(words: string, icon: string, color: string): LiveRun {
  return { words, icon: new vscode.ThemeIcon(icon, new vscode.ThemeColor(color)), waits: true };
}
