import * as vscode from 'vscode';
import { offer, wayTo, type Way } from '../notice.ts';

/** Says that a text could not be analysed: it kept changing, or the worker has ended. */
export function sayUnread({ uri }: vscode.TextDocument, again: () => unknown): void {
  const sentence = vscode.l10n.t('{0} could not be looked at.', uri.path.split('/').at(-1) ?? '');
  const ways: readonly Way[] = [
    { label: vscode.l10n.t('Try again'), go: again },
    wayTo(vscode.l10n.t('Reload Window'), 'workbench.action.reloadWindow'),
  ];
  void offer(sentence, ways, 'warning');
}
