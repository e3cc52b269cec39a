import * as vscode from 'vscode';
import { AuditFailure } from '../../adapters/audit/failure.ts';
import { privateState } from '../../adapters/audit/layout.ts';
import { signClosed } from '../../adapters/audit/review/signClosed.ts';
import { failureText } from './failure.ts';
import { keyPrompts } from './keyPrompts.ts';
import { runLog } from '../verification.ts';
import type { Walkers } from '../walker/walkers.ts';

/** Signs the end of a run that was closed while its key was away: the one that is meant, or one that is chosen. */
export async function signRun(walkers: Walkers, meant: vscode.Uri | undefined): Promise<void> {
  const folder = meant ?? (await chosen());
  if (folder === undefined) return;
  const walker = walkers.all.find(one => runLog(one)?.fsPath === folder.fsPath);
  // Its runner still holds the run, so it is its to sign.
  if (walker?.view?.recording.sealUnsigned === true) await walker.ask({ type: 'seal.sign' });
  else await sign(folder);
}

async function sign(folder: vscode.Uri): Promise<void> {
  try {
    const signed = await signClosed(folder.fsPath, {
      environment: process.env,
      folder: folder.fsPath,
      privateFolder: privateState(process.env),
      asker: keyPrompts,
    });
    const done = signed
      ? vscode.l10n.t('The end of this run is signed.')
      : vscode.l10n.t('The end of this run was signed already.');
    void vscode.window.showInformationMessage(done);
  } catch (error) {
    if (!(error instanceof AuditFailure)) throw error;
    void vscode.window.showWarningMessage(
      vscode.l10n.t('The run was not signed: {0}', failureText(vscode.l10n, error)),
    );
  }
}

async function chosen(): Promise<vscode.Uri | undefined> {
  const [picked] =
    (await vscode.window.showOpenDialog({
      canSelectFolders: true,
      canSelectFiles: false,
      openLabel: vscode.l10n.t('Sign'),
      title: vscode.l10n.t('Choose the folder of a run'),
    })) ?? [];
  return picked;
}
