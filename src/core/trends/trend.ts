import type { RunFacts, StepFacts } from './facts.ts';
import { calendarOf, type Calendar } from './periods.ts';
import { spreadOf, type Spread } from './spread.ts';

/** A step that came to the same end in more runs than any other. */
export interface Most {
  readonly step: string;
  readonly runs: number;
}

/** What the runs of one runbook show together. */
export interface Trend {
  readonly runbook: string;
  readonly runs: number;
  readonly done: number;
  readonly aborted: number;
  readonly open: number;
  /** Of those that were closed, how many in a hundred were closed as done; absent if none was closed. */
  readonly successPercent?: number;
  /** Of runs that were closed as done. */
  readonly duration?: Spread;
  /** Of the latest of those, oldest first, in ms. */
  readonly latest: readonly number[];
  readonly mostFailed?: Most;
  readonly mostSkipped?: Most;
  readonly mostEdited?: Most;
  readonly lastClean?: { readonly run: string; readonly at: number };
  /** Runs that began with the text that the newest began with, in a row. */
  readonly runsSinceTextChanged: number;
  readonly steps: Readonly<Record<string, StepTrend>>;
  readonly overTime: Calendar;
  /** The newest runs, oldest first. */
  readonly recent: readonly RecentRun[];
  /** When the newest texts were first walked, oldest first, ms since the epoch; the very first text is no change. */
  readonly textChanges: readonly number[];
}

/** In how many runs a step was begun, passed by running, failed, was skipped or edited, and what it usually takes. */
export interface StepTrend {
  readonly ran: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly edited: number;
  readonly usually?: Spread;
}

/** One run among many. */
export interface RecentRun extends Pick<RunFacts, 'run' | 'result' | 'clean'> {
  /** ms since the epoch. */
  readonly at: number;
  /** How long it was walked. */
  readonly ms: number;
}

/** How many durations are kept for a line over time. */
const latestRuns = 30;

const recentRuns = 60;
const mostChanges = 50;

/** Trends by runbook, the one with the newest run first. */
export function trendsOf(runs: readonly RunFacts[]): readonly Trend[] {
  const byRunbook = new Map<string, RunFacts[]>();
  for (const run of runs.toSorted((a, b) => a.startedAt - b.startedAt)) {
    const known = byRunbook.get(run.runbook);
    if (known === undefined) byRunbook.set(run.runbook, [run]);
    else known.push(run);
  }
  const newest = (group: readonly RunFacts[]): number => group.at(-1)?.startedAt ?? 0;
  return [...byRunbook.values()].sort((a, b) => newest(b) - newest(a)).map(trendOf);
}

function trendOf(runs: readonly RunFacts[]): Trend {
  const count = (result: RunFacts['result']): number => runs.filter(run => run.result === result).length;
  const [done, aborted] = [count('done'), count('aborted')];
  const durations = runs.flatMap(run => (run.result === 'done' ? [run.tookMs] : []));
  const duration = spreadOf(durations);
  const clean = runs.findLast(run => run.clean);
  return {
    runbook: runs[0]?.runbook ?? '',
    runs: runs.length,
    done,
    aborted,
    open: count('open'),
    ...(done + aborted === 0 ? {} : { successPercent: Math.round((100 * done) / (done + aborted)) }),
    ...(duration === undefined ? {} : { duration }),
    latest: durations.slice(-latestRuns),
    ...named(
      'mostFailed',
      most(runs, ({ failed }) => failed),
    ),
    ...named(
      'mostSkipped',
      most(runs, ({ skipped }) => skipped),
    ),
    ...named(
      'mostEdited',
      most(runs, ({ edited }) => edited),
    ),
    ...(clean === undefined ? {} : { lastClean: { run: clean.run, at: clean.lastAt } }),
    runsSinceTextChanged: sameText(runs),
    steps: stepsOf(runs),
    overTime: calendarOf(runs),
    recent: runs.slice(-recentRuns).map(recentRun),
    textChanges: textChanges(runs).slice(-mostChanges),
  };
}

function recentRun({ run, result, clean, startedAt, tookMs }: RunFacts): RecentRun {
  return { run, result, clean, at: startedAt, ms: tookMs };
}

function textChanges(runs: readonly RunFacts[]): readonly number[] {
  const isChange = ({ text }: RunFacts, index: number): boolean =>
    index > 0 && text !== runs[index - 1]?.text;
  return runs.filter(isChange).map(({ startedAt }) => startedAt);
}

function named<K extends string>(key: K, value: Most | undefined): Partial<Record<K, Most>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, Most>);
}

function most(runs: readonly RunFacts[], times: (step: StepFacts) => number): Most | undefined {
  const counts = new Map<string, number>();
  for (const { steps } of runs)
    for (const [step, facts] of Object.entries(steps))
      if (times(facts) > 0) counts.set(step, (counts.get(step) ?? 0) + 1);
  let found: Most | undefined;
  for (const [step, count] of counts) if (count > (found?.runs ?? 0)) found = { step, runs: count };
  return found;
}

function sameText(runs: readonly RunFacts[]): number {
  const now = runs.at(-1)?.text;
  const before = runs.findLastIndex(({ text }) => text !== now);
  return runs.length - 1 - before;
}

function stepsOf(runs: readonly RunFacts[]): Trend['steps'] {
  const found = new Map<string, StepFacts[]>();
  for (const { steps } of runs)
    for (const [step, facts] of Object.entries(steps)) {
      const known = found.get(step);
      if (known === undefined) found.set(step, [facts]);
      else known.push(facts);
    }
  return Object.fromEntries([...found].map(([step, all]) => [step, stepTrend(all)]));
}

function stepTrend(all: readonly StepFacts[]): StepTrend {
  const count = (is: (facts: StepFacts) => boolean): number => all.filter(is).length;
  const usually = spreadOf(all.flatMap(({ ms }) => ms ?? []));
  return {
    ran: count(({ ran }) => ran === true),
    passed: usually?.runs ?? 0,
    failed: count(({ failed }) => failed > 0),
    skipped: count(({ skipped }) => skipped > 0),
    edited: count(({ edited }) => edited > 0),
    ...(usually === undefined ? {} : { usually }),
  };
}
