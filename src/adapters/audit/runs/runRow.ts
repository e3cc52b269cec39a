import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Open, Recorded } from '../../../core/audit/entry.ts';
import { isHandover } from '../../../core/audit/handover/handover.ts';
import type { Overdue } from '../../../core/run/overdue.ts';
import { glance, walkBegan } from './glance.ts';
import { hasLog } from '../layout.ts';
import { loadObject } from '../objectStore.ts';

/** A run as a list shows it: what the two ends of its log say, believed without a signature. */
export interface RunRow {
  readonly folder: string;
  readonly run: string;
  /** Path of the runbook as the log names it; empty if nothing of the run can be read. */
  readonly runbook: string;
  /** SHA-256 of the text it began with, 64 hex digits; absent if nothing of the run can be read. */
  readonly sha256?: string;
  /** Of that text; absent if the text is not here, or has none. */
  readonly title?: string;
  readonly operator: string;
  /** ms since the epoch. */
  readonly startedAt: number;
  readonly lastAt: number;
  /** Of a closed run, when something of it was first done; absent if nothing was. */
  readonly walkedFrom?: number;
  /** `unknown` where nothing of it can be read: that is shown, not hidden. */
  readonly result: 'done' | 'aborted' | 'open' | 'unknown';
  /** As the seal counts them; absent if there is none. */
  readonly counts?: { readonly failed: number; readonly skipped: number; readonly byHand: number };
  /** Of an open run that is offered: the only person who may take it over, empty if any operator may. */
  readonly offeredTo?: string;
  /** Of an open run, where it is so for longer than the team's policy allows; that depends on the day, so no index keeps it. */
  readonly overdue?: Overdue;
  /** Of an open run, who is asked to approve something now; that depends on the moment, too. */
  readonly asks?: string;
}

/** Reads the title of a text that was not met before. */
export type TitleOf = (sha256: string, text: () => Uint8Array | undefined) => string | undefined;

/** One run's folder; undefined if it holds no log. */
export function rowOf(folder: string, titleOf: TitleOf): RunRow | undefined {
  const seen = glance(folder);
  if (seen === undefined) return unread(folder);
  const { open, end } = seen;
  const seal = end.findLast(entry => entry.type === 'seal');
  const startedAt = open.t ?? 0;
  const { path, sha256 } = open.runbook;
  const walkedFrom = seal === undefined ? undefined : walkBegan(folder);
  const title = titleOf(sha256, () => textOf(folder, open));
  return {
    folder,
    run: open.run,
    runbook: path,
    sha256,
    ...(title === undefined ? {} : { title }),
    operator: open.who,
    startedAt,
    lastAt: end.findLast(entry => entry.t !== undefined)?.t ?? startedAt,
    ...(walkedFrom === undefined ? {} : { walkedFrom }),
    result: seal?.result ?? 'open',
    ...offerIn(end),
    ...(seal === undefined ? {} : { counts: seal.counts }),
  };
}

/** Nothing may follow an offer but its signature, so that it stands at the end. */
function offerIn(end: readonly Recorded[]): Pick<RunRow, 'offeredTo'> {
  const last = end.findLast(isHandover);
  return last?.type === 'handover.offered' ? { offeredTo: last.to ?? '' } : {};
}

/** A folder with a log that tells nothing; its name still says when it was begun. */
function unread(folder: string): RunRow | undefined {
  const run = basename(folder);
  if (!hasLog(folder)) return undefined;
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(run) ?? [];
  const [year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map(Number);
  const startedAt = Date.UTC(year, month - 1, day, hour, minute, second);
  return { folder, run, runbook: '', operator: '', startedAt, lastAt: startedAt, result: 'unknown' };
}

/** The text a run began with; undefined if it is not stored here, or is not what the log says. */
export function storedText(folder: string): Uint8Array | undefined {
  const seen = glance(folder);
  return seen === undefined ? undefined : textOf(folder, seen.open);
}

/** The text a run began with, where its first stored part is all of it and is what the log says. */
function textOf(folder: string, { runbook }: Recorded<Open>): Uint8Array | undefined {
  const content = loadObject(folder, runbook.object)?.content;
  if (content === undefined) return undefined;
  return createHash('sha256').update(content).digest('hex') === runbook.sha256 ? content : undefined;
}
