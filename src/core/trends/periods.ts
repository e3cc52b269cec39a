import type { RunFacts } from './facts.ts';
import { spreadOf, type Spread } from './spread.ts';

/** What the runs that began in one stretch of time show together. */
export interface Period {
  /** ms since the epoch; `until` is the first moment behind it. Stretches are of the calendar, in UTC. */
  readonly from: number;
  readonly until: number;
  readonly runs: number;
  readonly done: number;
  readonly aborted: number;
  readonly open: number;
  /** Of those that were closed as done. */
  readonly duration?: Spread;
}

/** How runs are parted over time. */
export interface Calendar {
  readonly unit: Unit;
  /** Those with a run in them, oldest first. */
  readonly periods: readonly Period[];
}

export const units = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Unit = (typeof units)[number];

/** More cannot be told apart in a plot that is as narrow as a side bar. */
const mostPeriods = 26;

const day = 86_400_000;

/** Fewer runs in a stretch say little together. */
const fewestRuns = 3;

/** Parts runs, oldest first, by the smallest stretch of the calendar that gives few enough of them, and enough runs in each. */
export function calendarOf(runs: readonly RunFacts[]): Calendar {
  const [first, last] = [runs[0]?.startedAt ?? 0, runs.at(-1)?.startedAt ?? 0];
  const fit = units.filter(one => stretches(one, first, last) <= mostPeriods);
  const isFull = (one: Unit): boolean => runs.length >= fewestRuns * stretches(one, first, last);
  const unit = fit.find(isFull) ?? fit[0] ?? 'year';
  const groups = new Map<number, RunFacts[]>();
  for (const run of runs) {
    const from = beginning(unit, run.startedAt);
    const group = groups.get(from);
    if (group === undefined) groups.set(from, [run]);
    else group.push(run);
  }
  return { unit, periods: [...groups].map(([from, group]) => periodOf(unit, from, group)) };
}

function periodOf(unit: Unit, from: number, runs: readonly RunFacts[]): Period {
  const count = (result: RunFacts['result']): number => runs.filter(run => run.result === result).length;
  const duration = spreadOf(runs.flatMap(run => (run.result === 'done' ? [run.tookMs] : [])));
  return {
    from,
    until: next(unit, from),
    runs: runs.length,
    done: count('done'),
    aborted: count('aborted'),
    open: count('open'),
    ...(duration === undefined ? {} : { duration }),
  };
}

/** How many of them there are from one moment to another, those without a run included. */
function stretches(unit: Unit, first: number, last: number): number {
  let found = 1;
  for (let at = next(unit, beginning(unit, first)); at <= last; at = next(unit, at)) {
    found += 1;
    if (found > mostPeriods) break;
  }
  return found;
}

function beginning(unit: Unit, at: number): number {
  const date = new Date(at);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  switch (unit) {
    case 'day':
      return Date.UTC(year, month, date.getUTCDate());
    case 'week':
      // Weeks begin on Monday, as ISO 8601 has them.
      return Date.UTC(year, month, date.getUTCDate()) - ((date.getUTCDay() + 6) % 7) * day;
    case 'month':
      return Date.UTC(year, month);
    case 'quarter':
      return Date.UTC(year, month - (month % 3));
    case 'year':
      return Date.UTC(year, 0);
  }
}

function next(unit: Unit, from: number): number {
  const date = new Date(from);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  switch (unit) {
    case 'day':
      return from + day;
    case 'week':
      return from + 7 * day;
    case 'month':
      return Date.UTC(year, month + 1);
    case 'quarter':
      return Date.UTC(year, month + 3);
    case 'year':
      return Date.UTC(year + 1, 0);
  }
}
