import * as vscode from 'vscode';
import { offer } from '../notice.ts';
import type { DocumentQueries } from './documentQueries.ts';

/** Switches a rule off in the workspace folder's `.handrail/config.yaml`, keeping its comments. */
export async function switchRuleOff(
  queries: DocumentQueries,
  runbook: vscode.TextDocument,
  code: string,
): Promise<void> {
  const folder =
    vscode.workspace.getWorkspaceFolder(runbook.uri)?.uri ?? vscode.Uri.joinPath(runbook.uri, '..');
  const config = vscode.Uri.joinPath(folder, '.handrail', 'config.yaml');
  const before = await textOf(config);
  const after = await queries.ask(runbook, { kind: 'withRuleOff', with: { config: before, code } });
  if (after === undefined) {
    await offer(
      vscode.l10n.t('{0} is not readable YAML. Correct it, then switch {1} off again.', config.fsPath, code),
      [{ label: vscode.l10n.t('Open'), go: () => vscode.window.showTextDocument(config) }],
      'error',
    );
    return;
  }
  await vscode.workspace.fs.writeFile(config, new TextEncoder().encode(after));
}

async function textOf(file: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    // There is none yet.
    return '';
  }
}
