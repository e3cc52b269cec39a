import * as vscode from 'vscode';
import type { RunRow } from '../../adapters/audit/runs/runRow.ts';
import { runbookPath } from '../../adapters/review/runbookPath.ts';
import type { ReviewView } from '../../core/review/view.ts';
import { durationWords } from '../duration.ts';
import { asBefore } from '../walker/placeChosen.ts';
import type { LiveRun } from './liveRun.ts';
import type { Moments } from './moments.ts';
import { markOf } from './runMark.ts';
import { runTitle } from './runTitle.ts';
import type { ListedRun } from './waitingRuns.ts';

type Result = ReviewView['badge']['result'];

/** In the order in which they are shown. */
export const groupIds = ['open', 'handed', 'offered', 'review', 'finished'] as const;

/** Runs that belong together, in the order in which people need them. */
export interface Group {
  readonly id: (typeof groupIds)[number];
  readonly label: string;
  readonly runs: readonly ListedRun[];
}

/** Of a group that is longer than anybody reads: how many more there are, and a way to them. */
export interface More {
  readonly more: number;
  readonly of: Group['id'];
}

/** The rows of a group, and what is left; a list of ten thousand would take long to draw, and is filtered instead. */
export function rowsOf({ id, runs }: Group, most: number): readonly (ListedRun | More)[] {
  return runs.length <= most ? runs : [...runs.slice(0, most), { more: runs.length - most, of: id }];
}

/** A group's heading, with how many runs there are in it. */
export function groupItem({ id, label, runs }: Group): vscode.TreeItem {
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `group/${id}`;
  item.description = new Intl.NumberFormat(vscode.env.language).format(runs.length);
  return item;
}

/** The way to the rest of a group. */
export function moreItem({ more, of }: More): vscode.TreeItem {
  const left = new Intl.NumberFormat(vscode.env.language).format(more);
  const item = new vscode.TreeItem(vscode.l10n.t('Show older runs'));
  item.id = `more/${of}`;
  item.description = left;
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = {
    command: 'handrail.showOlderRuns',
    title: vscode.l10n.t('Show older runs'),
    arguments: [of],
  };
  return item;
}

/** Open, handed over, to review, finished; a group without runs is not shown. */
export function groupsOf(
  runs: readonly ListedRun[],
  resultOf: (run: ListedRun) => Result | undefined,
): readonly Group[] {
  const placed = runs.map(run => ({ run, place: placeOf(run, resultOf(run)) }));
  const of = (id: Group['id'], label: string): Group => ({
    id,
    label,
    runs: yoursFirst(placed.filter(({ place }) => place === id).map(({ run }) => run)),
  });
  return [
    of('open', vscode.l10n.t('Open runs')),
    of('handed', vscode.l10n.t('Handed to you')),
    of('offered', vscode.l10n.t('Handed over')),
    of('review', vscode.l10n.t('To review')),
    of('finished', vscode.l10n.t('Finished')),
  ].filter(group => group.runs.length > 0);
}

/** What wants something of whoever looks comes first. */
export function yoursFirst(runs: readonly ListedRun[]): readonly ListedRun[] {
  return [
    ...runs.filter(({ forYou }) => forYou !== undefined),
    ...runs.filter(run => run.forYou === undefined),
  ];
}

/** A closed run waits for a review where something in it needs a look, or where it does not verify. */
function placeOf({ result, counts, offeredTo, forYou }: ListedRun, verdict: Result | undefined): Group['id'] {
  if (result === 'open' && offeredTo !== undefined) return forYou === undefined ? 'offered' : 'handed';
  if (result === 'open') return 'open';
  if (result === 'unknown') return 'review';
  const odd = counts === undefined || counts.failed + counts.skipped + counts.byHand > 0;
  const doubtful = verdict !== undefined && verdict !== 'verified';
  return result === 'aborted' || odd || doubtful ? 'review' : 'finished';
}

/** A run in the list. An open one opens its checklist, or what it asks of whoever looks; a closed one its review. */
export function runItem(
  run: ListedRun,
  {
    verdict,
    live,
    moment,
  }: { readonly verdict: Result | undefined; readonly live: LiveRun | undefined; readonly moment: string },
): vscode.TreeItem {
  const words = [...alarms(run, verdict), moment, ...others(run, verdict)];
  const item = new vscode.TreeItem(runTitle(run));
  item.id = run.folder;
  item.contextValue = run.asks === undefined ? kindOf(run) : `asking.${kindOf(run)}`;
  // What tells whether somebody has to do something comes first: a narrow list cuts off the rest.
  item.description = [...(live === undefined ? [] : [live.words]), ...words].join(', ');
  item.tooltip = [runTitle(run), run.runbook, run.run, ...overdueSentence(run), words.join(', ')]
    .filter(part => part !== '')
    .join('\n');
  const mark = markOf(run);
  if (mark !== undefined) item.resourceUri = mark;
  item.iconPath = live?.icon ?? iconOf(run, verdict);
  item.command = commandOf(run);
  return item;
}

function commandOf(run: ListedRun): vscode.Command {
  if (run.forYou === 'approval')
    return {
      command: 'handrail.answerRequest',
      title: vscode.l10n.t('Answer an Approval Request'),
      arguments: [run],
    };
  const runbook = run.result === 'open' ? runbookPath(run) : undefined;
  if (runbook === undefined)
    return { command: 'handrail.reviewRun', title: vscode.l10n.t('Review'), arguments: [run] };
  return run.offeredTo === undefined
    ? {
        command: 'handrail.openAsChecklist',
        title: vscode.l10n.t('Open as checklist'),
        arguments: [asBefore(vscode.Uri.file(runbook))],
      }
    : { command: 'handrail.takeOver', title: vscode.l10n.t('Take over'), arguments: [run] };
}

const kindOf = ({ result }: RunRow): string => (result === 'open' ? 'openRun' : 'run');

/** What a run asks for, when it began, how long it took, whose it is and what became of it, as a list says it. */
export function wordsOf(run: ListedRun, moments: Moments): readonly string[] {
  return [...alarms(run, undefined), moments.of(run), ...others(run, undefined)];
}

/** The same for a row that is called by the time when its run began. */
export function wordsBesideTime(run: ListedRun): readonly string[] {
  return [...alarms(run, undefined), ...others(run, undefined)];
}

/** What somebody has to do something about. Runs of one runbook look alike where a narrow list shows only that they went well. */
function alarms(run: ListedRun, verdict: Result | undefined): readonly string[] {
  return [
    ...asksWords(run),
    ...overdueWords(run),
    ...said(run),
    ...(verdict === 'verified' ? [] : verdictWords(verdict)),
  ];
}

function others(run: ListedRun, verdict: Result | undefined): readonly string[] {
  const well = verdict === 'verified' ? verdictWords(verdict) : [];
  const done = run.result === 'done' ? [vscode.l10n.t('done')] : [];
  return [...took(run), run.operator, ...done, ...well].filter(part => part !== '');
}

function said({ result, counts, offeredTo, forYou }: ListedRun): readonly string[] {
  if (forYou === 'hand-over') return [vscode.l10n.t('offered to you')];
  if (offeredTo !== undefined)
    return [offeredTo === '' ? vscode.l10n.t('offered') : vscode.l10n.t('offered to {0}', offeredTo)];
  if (result === 'open' || result === 'unknown') return [];
  const { failed = 0, skipped = 0 } = counts ?? {};
  return [
    ...(result === 'aborted' ? [vscode.l10n.t('aborted')] : []),
    ...(failed > 0 ? [vscode.l10n.t('{0} failed', failed)] : []),
    ...(skipped > 0 ? [vscode.l10n.t('{0} skipped', skipped)] : []),
  ];
}

function asksWords({ asks, forYou }: ListedRun): readonly string[] {
  if (forYou === 'approval') return [vscode.l10n.t('asks for your approval')];
  return asks === undefined ? [] : [vscode.l10n.t('asks for approval by {0}', asks)];
}

function overdueWords({ overdue }: RunRow): readonly string[] {
  return overdue === undefined ? [] : [vscode.l10n.t('open for {0} days', overdue.days)];
}

function overdueSentence({ overdue }: RunRow): readonly string[] {
  if (overdue === undefined) return [];
  return [vscode.l10n.t('Open for {0} days. The policy allows {1}.', overdue.days, overdue.most)];
}

function took({ walkedFrom, lastAt }: RunRow): readonly string[] {
  // Who closed it may have a clock that is behind that of who began it; the list knows no more than the two.
  if (walkedFrom === undefined || lastAt < walkedFrom) return [];
  return [durationWords(lastAt - walkedFrom)];
}

function verdictWords(verdict: Result | undefined): readonly string[] {
  switch (verdict) {
    case undefined:
      return [];
    case 'verified':
      return [vscode.l10n.t('verified')];
    case 'open':
      return [vscode.l10n.t('end open')];
    case 'untrusted':
      return [vscode.l10n.t('key not trusted')];
    case 'broken':
      return [vscode.l10n.t('does not verify')];
    case 'unsupported':
    case 'unreadable':
      return [vscode.l10n.t('cannot be verified')];
  }
}

/** A filled mark only for what was verified; colour says what has happened. */
function iconOf({ result, overdue, asks }: RunRow, verdict: Result | undefined): vscode.ThemeIcon {
  if (asks !== undefined)
    return new vscode.ThemeIcon('lock', new vscode.ThemeColor('list.warningForeground'));
  if (overdue !== undefined)
    return new vscode.ThemeIcon('watch', new vscode.ThemeColor('list.warningForeground'));
  if (result === 'open') return new vscode.ThemeIcon('circle-large');
  switch (verdict) {
    case undefined:
      return new vscode.ThemeIcon('history');
    case 'verified':
      return new vscode.ThemeIcon('verified', new vscode.ThemeColor('charts.green'));
    case 'broken':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    case 'open':
    case 'untrusted':
    case 'unsupported':
    case 'unreadable':
      return new vscode.ThemeIcon('unverified', new vscode.ThemeColor('list.warningForeground'));
  }
}
