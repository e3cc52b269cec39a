import * as vscode from 'vscode';
import { stateFolderOf } from '../../adapters/audit/stateFolders.ts';
import type { RunRow } from '../../adapters/audit/runs/runRow.ts';
import type { CommandTable } from '../commandTable.ts';
import { namedRun } from '../named.ts';
import { offer, wayTo } from '../notice.ts';
import { resourceInFront } from '../resourceInFront.ts';
import type { RunsInFront } from '../runsInFront.ts';
import { Moments } from './moments.ts';
import { openReview, reviewType } from './open.ts';
import type { Reader } from './reader.ts';
import type { RunsView } from './runsView.ts';
import { groupIds, wordsOf } from './runItem.ts';
import { runTitle } from './runTitle.ts';
import { saveReport } from './saveReport.ts';
import { stateFolders } from './stateFolders.ts';

/** What commands act on. */
export interface CommandParts {
  readonly reader: Reader;
  readonly runs: RunsView;
  readonly inFront: RunsInFront;
  readonly extensionUri: vscode.Uri;
  readonly answer: (argument: unknown) => Promise<void>;
}

/** The commands of the review and of the Runs view, with what they do. */
export function commandTable(parts: CommandParts): CommandTable {
  const { reader, runs, answer, extensionUri } = parts;
  return {
    'handrail.reviewRun': argument => review(parts, argument),
    'handrail.saveReport': argument => report(parts, argument),
    'handrail.answerRequest': answer,
    'handrail.filterRuns': () => runs.askFilter(),
    'handrail.clearRunFilter': () => runs.clearFilter(),
    'handrail.showOlderRuns': argument => {
      const group = groupIds.find(id => id === argument);
      return runs.showOlder(group === undefined ? groupIds : [group]);
    },
    'handrail.showTrends': async argument => {
      const { showTrends } = await import('./trendsPanel.ts');
      showTrends(argument ?? (await toldInFront(parts)), extensionUri, reader);
    },
    'handrail.refreshRuns': () => runs.lookAgain(),
    'handrail.showLogText': argument => showText(argument),
  };
}

interface Choice extends vscode.QuickPickItem {
  readonly run?: RunRow;
}

/** Opens the run that is named or looked at, else lets one be chosen: whoever has its review in front means another one. */
async function review({ reader, inFront }: CommandParts, argument: unknown): Promise<void> {
  const shown = isReviewInFront() ? undefined : inFront.folder;
  const folder = namedRun(argument) ?? shown ?? (await chooseRun(reader, vscode.l10n.t('Review a run')));
  if (folder !== undefined) await openReview(folder);
}

function isReviewInFront(): boolean {
  const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
  return input instanceof vscode.TabInputCustom && input.viewType === reviewType;
}

/** Tells the run that is named or looked at, else one that is chosen, in a file. */
async function report({ reader, inFront }: CommandParts, argument: unknown): Promise<void> {
  const folder =
    namedRun(argument) ?? inFront.folder ?? (await chooseRun(reader, vscode.l10n.t('Report of a run')));
  if (folder !== undefined) await saveReport(reader, folder);
}

async function chooseRun(reader: Reader, placeHolder: string): Promise<vscode.Uri | undefined> {
  const runs = await reader.ask('runs', { stateFolders: stateFolders() });
  const moments = new Moments(runs);
  const folder = vscode.l10n.t('Choose the folder of a run…');
  const picked = await vscode.window.showQuickPick<Choice>(
    [
      ...runs.map(run => ({
        label: runTitle(run),
        description: wordsOf(run, moments).join(', '),
        detail: `${run.runbook}  ${run.run}`,
        run,
      })),
      { label: folder },
    ],
    { placeHolder, matchOnDescription: true, matchOnDetail: true },
  );
  if (picked === undefined) return undefined;
  return picked.run === undefined ? chooseFolder() : vscode.Uri.file(picked.run.folder);
}

/** What trends are of: the checklist in front, or the run. */
async function toldInFront({ reader, inFront }: CommandParts): Promise<vscode.Uri | RunRow | undefined> {
  const { runbook, folder } = inFront;
  if (runbook !== undefined || folder === undefined) return runbook;
  const runs = await reader.ask('runs', { stateFolders: [stateFolderOf(folder.fsPath)] });
  return runs.find(run => run.folder === folder.fsPath);
}

async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const [picked] =
    (await vscode.window.showOpenDialog({
      canSelectFolders: true,
      canSelectFiles: false,
      title: vscode.l10n.t('Choose the folder of a run'),
    })) ?? [];
  return picked;
}

/** The log of the review in front, or of a file that was named, as text. */
async function showText(argument: unknown): Promise<void> {
  const file = argument instanceof vscode.Uri ? argument : resourceInFront();
  if (file !== undefined && namedRun(file) !== undefined)
    await vscode.commands.executeCommand('vscode.openWith', file, 'default');
  else
    await offer(vscode.l10n.t('Open the review of a run first.'), [
      wayTo(vscode.l10n.t('Review a run'), 'handrail.reviewRun'),
    ]);
}
