import * as vscode from 'vscode';
import type { ShownRunbook } from './shownRunbook.ts';

/** Where an editor comes that is looked at from a page: beside it, or where that is too narrow for two, over what is beside it already, else over the page. */
export function columnBeside({ panel, offers }: Pick<ShownRunbook, 'panel' | 'offers'>): vscode.ViewColumn {
  if (offers.narrow !== true) return vscode.ViewColumn.Beside;
  const own = panel.viewColumn ?? vscode.ViewColumn.Active;
  const other = vscode.window.tabGroups.all.find(({ viewColumn }) => viewColumn !== own);
  return other?.viewColumn ?? own;
}
