import * as vscode from 'vscode';
import { AuditFailure } from '../../adapters/audit/failure.ts';
import { privateState } from '../../adapters/audit/stateFolders.ts';
import { signClosed } from '../../adapters/audit/review/signClosed.ts';
import { failureText } from './failure.ts';
import { keyPrompts } from './keyPrompts.ts';
import { offer, say, wayTo } from '../notice.ts';
import { runLog } from '../verification.ts';
import type { Walker } from '../walker/walker.ts';
import type { Walkers } from '../walker/walkers.ts';

/** Signs the end of a run that was closed while its key was away: the given run, or one the user chooses. */
export async function signRun(walkers: Walkers, meant: vscode.Uri | undefined): Promise<void> {
  const folder = meant ?? (await chosen());
  if (folder === undefined) return;
  const walker = walkers.all.find(one => runLog(one)?.fsPath === folder.fsPath);
  // Its runner still holds the run, so it is its to sign.
  if (walker?.view?.recording.sealUnsigned === true) await signBy(walker, folder);
  else await sign(folder);
}

async function signBy(walker: Walker, folder: vscode.Uri): Promise<void> {
  await walker.ask({ type: 'seal.sign' });
  // The runner tells of the run before it answers.
  if (walker.view?.recording.sealUnsigned !== true) say(vscode.l10n.t('The end of this run is signed.'));
  else
    await offerAgain(
      vscode.l10n.t('The key did not sign. The run stays closed and can be signed later.'),
      folder,
    );
}

async function offerAgain(sentence: string, folder: vscode.Uri): Promise<void> {
  const again = wayTo(vscode.l10n.t('Try again'), 'handrail.signClosedRun', { folder: folder.fsPath });
  const review = wayTo(vscode.l10n.t('Review'), 'handrail.reviewRun', { folder: folder.fsPath });
  await offer(sentence, [again, review], 'warning');
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
    say(done);
  } catch (error) {
    if (!(error instanceof AuditFailure)) throw error;
    const why = failureText(vscode.l10n, error);
    await offerAgain(vscode.l10n.t('The run was not signed: {0}', why), folder);
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
