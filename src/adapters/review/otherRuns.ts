import * as fs from 'node:fs';
import { basename, dirname } from 'node:path';
import type { OutputsDiffer } from '../../core/review/compare.ts';
import type { PhaseTime } from '../../core/review/phases.ts';
import { usualOf, type Usual } from '../../core/review/usual.ts';
import { readTitle } from '../../core/runbook/markdown/title.ts';
import type { Grammar } from '../../core/shell/grammar.ts';
import { askedAtEnd } from '../audit/runs/glance.ts';
import { isShortLog } from '../audit/layout.ts';
import { RunIndex } from '../audit/runs/runIndex.ts';
import type { RunRow } from '../audit/runs/runRow.ts';
import { OpenRuns } from '../openRuns.ts';
import { largestRunbook } from '../runbookFile.ts';
import { partContent, type OutputParts } from './outputParts.ts';
import { ReviewedRun } from './reviewedRun.ts';
import { runbookPath } from './runbookPath.ts';

/** The runs of a state folder, newest first, each with the best name there is for it. */
export function listRuns(stateFolder: string): readonly RunRow[] {
  const policies = new OpenRuns(stateFolder);
  return withTodaysTitles(new RunIndex(stateFolder).rows()).map(row =>
    asking(policies.marked(row), Date.now()),
  );
}

/** A run with who is asked for an approval in it at a moment, in ms since the epoch. */
export function asking(row: RunRow, now: number): RunRow {
  const role = row.result === 'open' ? askedAtEnd(row.folder, now) : undefined;
  return role === undefined ? row : { ...row, asks: role };
}

/** A run whose text is not here goes by what its file is called today. */
function withTodaysTitles(rows: readonly RunRow[]): readonly RunRow[] {
  const titles = new Map<string, string>();
  const titleOf = (path: string): string => {
    const known = titles.get(path);
    if (known !== undefined) return known;
    const title = todaysTitle(path);
    titles.set(path, title);
    return title;
  };
  return rows.map(row => {
    const path = row.title !== undefined || row.runbook === '' ? undefined : runbookPath(row);
    const title = path === undefined ? '' : titleOf(path);
    return title === '' ? row : { ...row, title };
  });
}

function todaysTitle(path: string): string {
  try {
    return fs.statSync(path).size > largestRunbook ? '' : readTitle(fs.readFileSync(path));
  } catch {
    return '';
  }
}

/** Other runs of the same runbook in the same state folder, newest first. */
export function siblings(folder: string): readonly RunRow[] {
  const rows = new RunIndex(dirname(dirname(dirname(folder)))).rows();
  const own = rows.find(one => basename(one.folder) === basename(folder));
  if (own === undefined || own.runbook === '') return [];
  return rows.filter(one => one.runbook === own.runbook && one !== own);
}

/** How many earlier runs are looked at for what is normal. */
const looked = 9;

/** What a runbook's steps normally take, from runs that began before this one and were closed as done. */
export async function usualBefore(run: ReviewedRun, grammar: Grammar): Promise<Usual> {
  const { startedAt } = run.review.view;
  const earlier = siblings(run.folder).filter(
    one => one.result === 'done' && one.startedAt < startedAt && isShortLog(one.folder),
  );
  const phases: (readonly PhaseTime[])[] = [];
  for (const { folder } of earlier.slice(0, looked)) {
    const other = await ReviewedRun.open(folder, grammar);
    // Times from a log that was changed are nobody's.
    if (other.review.view.badge.result !== 'broken') phases.push(other.review.view.phases);
  }
  return usualOf(phases);
}

/** Whether the outputs of two attempts are not the same, byte for byte; parts are cut at the same places. */
export function outputsDiffer(here: ReviewedRun, there: ReviewedRun): OutputsDiffer {
  return (attempt, other) => differ(here.output(attempt), there.output(other));
}

function differ(here: OutputParts, there: OutputParts): boolean {
  const parts = Math.max(here.digests.length, there.digests.length);
  for (let index = 0; index < parts; index += 1) {
    const mine = partContent(here, index) ?? new Uint8Array();
    const other = partContent(there, index) ?? new Uint8Array();
    if (Buffer.compare(mine, other) !== 0) return true;
  }
  return false;
}
