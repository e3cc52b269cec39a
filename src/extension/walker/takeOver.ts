import * as vscode from 'vscode';
import { runbookPath } from '../../adapters/review/runbookPath.ts';
import { offer, say, wayTo } from '../notice.ts';
import { Moments } from '../review/moments.ts';
import type { Reader } from '../review/reader.ts';
import { wordsOf, yoursFirst } from '../review/runItem.ts';
import { runTitle } from '../review/runTitle.ts';
import { stateFolders } from '../review/stateFolders.ts';
import { waitingIn, withWaiting, type ListedRun } from '../review/waitingRuns.ts';
import type { PlaceChosen } from './placeChosen.ts';
import type { Walkers } from './walkers.ts';

interface Choice extends vscode.QuickPickItem {
  readonly run: ListedRun;
}

interface Parts {
  readonly walkers: Walkers;
  readonly reader: Reader;
  readonly place: PlaceChosen;
}

/** Opens the checklist of an offered run, where it can be accepted or withdrawn. */
export async function takeOver(
  { walkers, reader, place }: Parts,
  meant: vscode.Uri | undefined,
): Promise<void> {
  if (vscode.workspace.workspaceFolders === undefined) {
    // Where there is nothing to pull into, pulling is no advice.
    const open = wayTo(vscode.l10n.t('Open Folder…'), 'workbench.action.files.openFolder');
    await offer(vscode.l10n.t('Open the folder that holds the run first.'), [open]);
    return;
  }
  const rows = await reader.ask('runs', { stateFolders: stateFolders() });
  const offered = yoursFirst(
    withWaiting(
      rows.filter(({ offeredTo }) => offeredTo !== undefined),
      await waitingIn(reader, rows),
    ),
  );
  const run = offered.find(({ folder }) => folder === meant?.fsPath) ?? (await choose(offered));
  const path = run === undefined ? undefined : runbookPath(run);
  if (run === undefined) return;
  if (path === undefined) {
    const message = vscode.l10n.t('The runbook of this run, {0}, is not here.', run.runbook);
    await offer(message, [wayTo(vscode.l10n.t('Review'), 'handrail.reviewRun', run)], 'warning');
    return;
  }
  await walkers.show(vscode.Uri.file(path), place.column, run.folder);
}

async function choose(offered: readonly ListedRun[]): Promise<ListedRun | undefined> {
  if (offered.length === 0) {
    say(vscode.l10n.t('No run is offered here. Pull first.'));
    return undefined;
  }
  const moments = new Moments(offered);
  const choices = offered.map((run): Choice => ({
    label: runTitle(run),
    description: wordsOf(run, moments).join(', '),
    run,
  }));
  const picked = await vscode.window.showQuickPick(choices, {
    placeHolder: vscode.l10n.t('Take over a run'),
    matchOnDescription: true,
  });
  return picked?.run;
}
