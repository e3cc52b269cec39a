import type * as vscode from 'vscode';
import type { Page, RunView } from '../../core/run/view/view.ts';

/** A page that shows a runbook, be it walked or rehearsed. */
export interface ShownRunbook {
  readonly runbook: vscode.Uri;
  readonly panel: vscode.WebviewPanel;
  readonly page: Page | undefined;
  readonly view: RunView | undefined;
  reveal(step: string): void;
}
