import * as vscode from 'vscode';
import { hasSteps } from '../../core/run/view/hasSteps.ts';
import type { Page, RunView } from '../../core/run/view/view.ts';

/** The progress of a run in words. */
export function howFar(page: Page, { total: { settled, total } }: RunView): string {
  if (total > 0) return vscode.l10n.t('{0} of {1}', settled, total);
  return hasSteps(page) ? vscode.l10n.t('No step required') : vscode.l10n.t('No steps');
}
