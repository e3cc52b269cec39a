import * as vscode from 'vscode';
import type { ShownRunbook } from './shownRunbook.ts';

/**
 * The editor column for something opened from a page: beside it, or, if there is no room for two, over the editor already beside it, else
 * over the page.
 */
export function columnBeside({ panel, offers }: Pick<ShownRunbook, 'panel' | 'offers'>): vscode.ViewColumn {
  if (offers.narrow !== true) return vscode.ViewColumn.Beside;
  const own = panel.viewColumn ?? vscode.ViewColumn.Active;
  const other = vscode.window.tabGroups.all.find(({ viewColumn }) => viewColumn !== own);
  return other?.viewColumn ?? own;
}
