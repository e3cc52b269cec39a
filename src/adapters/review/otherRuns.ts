import { basename, dirname, join } from 'node:path';
import type { OutputsDiffer } from '../../core/review/compare.ts';
import type { PhaseTime } from '../../core/review/phases.ts';
import { usualOf, type Usual } from '../../core/review/usual.ts';
import type { Grammar } from '../../core/shell/grammar.ts';
import { glance, runFolders } from '../audit/glance.ts';
import { hasLog } from '../audit/layout.ts';
import { partContent, type OutputParts } from './outputParts.ts';
import { ReviewedRun } from './reviewedRun.ts';
import * as fs from 'node:fs';

/** A run as a list shows it: what its two ends say, believed without a signature. */
export interface RunGlance {
  readonly folder: string;
  readonly run: string;
  readonly runbook: string;
  /** SHA-256 of the text it began with, 64 hex digits; absent where nothing of the run can be read. */
  readonly sha256?: string;
  readonly operator: string;
  /** ms since the epoch. */
  readonly startedAt: number;
  readonly lastAt: number;
  /** `unknown` where nothing of it can be read: that is shown, not hidden. */
  readonly result: 'done' | 'aborted' | 'open' | 'unknown';
  /** As the seal counts them; absent where there is none. */
  readonly counts?: { readonly failed: number; readonly skipped: number; readonly byHand: number };
}

/** The runs of a state folder, newest first. */
export function glanceAll(stateFolder: string): readonly RunGlance[] {
  return runFolders(join(stateFolder, 'runs'))
    .flatMap(folder => glanceAt(folder) ?? [])
    .reverse();
}

/** One run's folder; undefined where it holds no log. */
export function glanceAt(folder: string): RunGlance | undefined {
  const seen = glance(folder);
  if (seen === undefined) return unread(folder);
  const { open, end } = seen;
  const seal = end.findLast(entry => entry.type === 'seal');
  const startedAt = open.t ?? 0;
  return {
    folder,
    run: open.run,
    runbook: open.runbook.path,
    sha256: open.runbook.sha256,
    operator: open.who,
    startedAt,
    lastAt: end.findLast(entry => entry.t !== undefined)?.t ?? startedAt,
    result: seal?.result ?? 'open',
    ...(seal === undefined ? {} : { counts: seal.counts }),
  };
}

/** A folder with a log that tells nothing; its name still says when it was begun. */
function unread(folder: string): RunGlance | undefined {
  const run = basename(folder);
  if (!hasLog(folder)) return undefined;
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(run) ?? [];
  const [year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map(Number);
  const startedAt = Date.UTC(year, month - 1, day, hour, minute, second);
  return { folder, run, runbook: '', operator: '', startedAt, lastAt: startedAt, result: 'unknown' };
}

/** Other runs of the same runbook in the same state folder, newest first. */
export function siblings(folder: string): readonly RunGlance[] {
  const own = glanceAt(folder);
  if (own === undefined) return [];
  return glanceAll(dirname(dirname(dirname(folder)))).filter(
    one => one.runbook === own.runbook && one.folder !== folder,
  );
}

/** How many earlier runs are looked at for what is normal, and how many bytes of log each may have. */
const looked = 9;
const mostBytes = 8 * 1024 * 1024;

/** What a runbook's steps normally take, from runs that began before this one and were closed as done. */
export async function usualBefore(run: ReviewedRun, grammar: Grammar): Promise<Usual> {
  const { startedAt } = run.review.view;
  const earlier = siblings(run.folder).filter(
    one => one.result === 'done' && one.startedAt < startedAt && isSmall(one.folder),
  );
  const phases: (readonly PhaseTime[])[] = [];
  for (const { folder } of earlier.slice(0, looked)) {
    const other = await ReviewedRun.open(folder, grammar);
    // Times from a log that was changed are nobody's.
    if (other.review.view.badge.result !== 'broken') phases.push(other.review.view.phases);
  }
  return usualOf(phases);
}

function isSmall(folder: string): boolean {
  const sizes = fs
    .readdirSync(folder, { withFileTypes: true })
    .flatMap(entry => (entry.isFile() ? [fs.statSync(join(folder, entry.name)).size] : []));
  return sizes.reduce((sum, size) => sum + size, 0) <= mostBytes;
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
