import { basename, extname } from 'node:path';
import * as vscode from 'vscode';
import type { RunGlance } from '../../adapters/review/otherRuns.ts';
import type { ReviewView } from '../../core/review/view.ts';
import { runbookPath } from '../../adapters/review/runbookPath.ts';
import type { LiveRun } from './liveRun.ts';

type Result = ReviewView['badge']['result'];

/** Runs that belong together, in the order in which people need them. */
export interface Group {
  readonly id: 'open' | 'review' | 'finished';
  readonly label: string;
  readonly runs: readonly RunGlance[];
}

/** Open, to review, finished; a group without runs is not shown. */
export function groupsOf(
  runs: readonly RunGlance[],
  resultOf: (run: RunGlance) => Result | undefined,
): readonly Group[] {
  const placed = runs.map(run => ({ run, place: placeOf(run, resultOf(run)) }));
  const of = (id: Group['id'], label: string): Group => ({
    id,
    label,
    runs: placed.filter(({ place }) => place === id).map(({ run }) => run),
  });
  return [
    of('open', vscode.l10n.t('Open runs')),
    of('review', vscode.l10n.t('To review')),
    of('finished', vscode.l10n.t('Finished')),
  ].filter(group => group.runs.length > 0);
}

/** A closed run waits for a review where something in it needs a look, or where it does not verify. */
function placeOf({ result, counts }: RunGlance, verdict: Result | undefined): Group['id'] {
  if (result === 'open') return 'open';
  if (result === 'unknown') return 'review';
  const odd = counts === undefined || counts.failed + counts.skipped + counts.byHand > 0;
  const doubtful = verdict !== undefined && verdict !== 'verified';
  return result === 'aborted' || odd || doubtful ? 'review' : 'finished';
}

/** A run in the list. An open one opens its checklist, a closed one its review. */
export function runItem(
  run: RunGlance,
  { verdict, live }: { readonly verdict: Result | undefined; readonly live: LiveRun | undefined },
): vscode.TreeItem {
  const name = run.runbook === '' ? run.run : basename(run.runbook, extname(run.runbook));
  const item = new vscode.TreeItem(name);
  item.id = run.folder;
  item.contextValue = run.result === 'open' ? 'openRun' : 'run';
  // What tells whether somebody has to do something comes first: a narrow list cuts off the rest.
  item.description = [
    ...(live === undefined ? [] : [live.words]),
    ...said(run),
    ...verdictWords(verdict),
    when(run),
    ...took(run),
    run.operator,
  ]
    .filter(part => part !== '')
    .join(', ');
  item.tooltip = [run.runbook, run.run, ...verdictWords(verdict)].join('\n');
  item.iconPath = live?.icon ?? iconOf(run, verdict);
  const runbook = run.result === 'open' ? runbookPath(run) : undefined;
  item.command =
    runbook === undefined
      ? { command: 'handrail.reviewRun', title: vscode.l10n.t('Review'), arguments: [run] }
      : {
          command: 'handrail.openAsChecklist',
          title: vscode.l10n.t('Open as checklist'),
          arguments: [vscode.Uri.file(runbook)],
        };
  return item;
}

function when({ startedAt }: RunGlance): string {
  const format = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(vscode.env.language, format).format(startedAt);
}

function said({ result, counts }: RunGlance): readonly string[] {
  if (result === 'open' || result === 'unknown') return [];
  const { failed = 0, skipped = 0 } = counts ?? {};
  return [
    result === 'done' ? vscode.l10n.t('done') : vscode.l10n.t('aborted'),
    ...(failed > 0 ? [vscode.l10n.t('{0} failed', failed)] : []),
    ...(skipped > 0 ? [vscode.l10n.t('{0} skipped', skipped)] : []),
  ];
}

function took({ result, startedAt, lastAt }: RunGlance): readonly string[] {
  if (result === 'open' || result === 'unknown') return [];
  return [vscode.l10n.t('{0} min', Math.max(1, Math.round((lastAt - startedAt) / 60_000)))];
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
function iconOf({ result }: RunGlance, verdict: Result | undefined): vscode.ThemeIcon {
  if (result === 'open') return new vscode.ThemeIcon('circle-large');
  switch (verdict) {
    case undefined:
      return new vscode.ThemeIcon('history');
    case 'verified':
      return new vscode.ThemeIcon(
        'verified',
        new vscode.ThemeColor('gitDecoration.untrackedResourceForeground'),
      );
    case 'broken':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    case 'open':
    case 'untrusted':
    case 'unsupported':
    case 'unreadable':
      return new vscode.ThemeIcon('unverified', new vscode.ThemeColor('list.warningForeground'));
  }
}
