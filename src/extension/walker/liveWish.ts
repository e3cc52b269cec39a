import * as vscode from 'vscode';
import type { LiveWish } from '../../protocol/hello.ts';

/** What a walker's page wants to see of the cluster, by the setting and by whether the page is visible. */
export function liveWish(runbook: vscode.Uri, { visible }: Pick<vscode.WebviewPanel, 'visible'>): LiveWish {
  const setting = vscode.workspace.getConfiguration('handrail', runbook).get<string>('liveCluster', 'auto');
  if (setting === 'off') return 'off';
  if (!visible) return 'hidden';
  return setting === 'always' ? 'always' : 'auto';
}
