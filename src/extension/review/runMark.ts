import * as vscode from 'vscode';
import type { RunRow } from '../../adapters/audit/runs/runRow.ts';

const scheme = 'handrail-mark';

/** Nothing can be opened by it: VS Code decorates a row by its resource, and what decorates stays in sight in a list of any width. */
export function markOf({ result, counts }: Pick<RunRow, 'result' | 'counts'>): vscode.Uri | undefined {
  const failed = result === 'open' ? 0 : (counts?.failed ?? 0);
  if (failed > 0) return vscode.Uri.from({ scheme, path: `/failed/${failed}` });
  return result === 'aborted' ? vscode.Uri.from({ scheme, path: '/aborted' }) : undefined;
}

/** At the end of a run's row: how many of its steps failed, or that it was aborted. */
export const marks: vscode.FileDecorationProvider = {
  provideFileDecoration: uri => {
    if (uri.scheme !== scheme) return undefined;
    const [, kind, count = ''] = uri.path.split('/');
    if (kind !== 'failed') return new vscode.FileDecoration('!', vscode.l10n.t('aborted'));
    return new vscode.FileDecoration(
      count.length > 1 ? '9+' : count,
      vscode.l10n.t('{0} failed', Number(count)),
      new vscode.ThemeColor('list.errorForeground'),
    );
  },
};
