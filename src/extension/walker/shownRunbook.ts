import type * as vscode from 'vscode';
import type { Offers } from '../../protocol/webview.ts';
import type { Page, RunView } from '../../core/run/view/view.ts';

/** A page that shows a runbook, be it walked or rehearsed. */
export interface ShownRunbook {
  readonly runbook: vscode.Uri;
  readonly page: Page | undefined;
  readonly view: RunView | undefined;
  readonly panel: vscode.WebviewPanel;
  /** What the page offers, and whether half of it would be too little for an editor beside it. */
  readonly offers: Offers;
  reveal(step: string): void;
}

/** Goes to the step the page waits for, or else brings the page to the front. */
export function goToWaiting(shown: Pick<ShownRunbook, 'view' | 'panel' | 'reveal'>): void {
  const now = shown.view?.now;
  if (now !== undefined && 'step' in now) shown.reveal(now.step);
  else shown.panel.reveal();
}
