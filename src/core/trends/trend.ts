import type { RunFacts, StepFacts } from './facts.ts';

/** How long something took: the middle, the middle half, and the ends, in ms. */
export interface Spread {
  readonly runs: number;
  readonly least: number;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  readonly most: number;
}

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
  /** Of those that were closed, how many in a hundred were closed as done; absent where none was closed. */
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
  readonly steps: Readonly<Record<string, { readonly passed: number; readonly usually: Spread }>>;
}

/** How many durations are kept for a line over time. */
const latestRuns = 30;

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
  const durations = runs.flatMap(run => (run.result === 'done' ? [run.lastAt - run.startedAt] : []));
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
  };
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
  const times = new Map<string, number[]>();
  for (const { steps } of runs)
    for (const [step, { ms }] of Object.entries(steps)) if (ms !== undefined) push(times, step, ms);
  const told = [...times].flatMap(([step, all]) => {
    const usually = spreadOf(all);
    return usually === undefined ? [] : [[step, { passed: all.length, usually }] as const];
  });
  return Object.fromEntries(told);
}

/** The middle of what there is, and how far it spreads; undefined of nothing. */
export function spreadOf(times: readonly number[]): Spread | undefined {
  if (times.length === 0) return undefined;
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): number => {
    const place = part * (sorted.length - 1);
    const [low = 0, high = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
    return Math.round(low + (high - low) * (place - Math.floor(place)));
  };
  return { runs: sorted.length, least: at(0), low: at(0.25), middle: at(0.5), high: at(0.75), most: at(1) };
}

function push(times: Map<string, number[]>, step: string, ms: number): void {
  const known = times.get(step);
  if (known === undefined) times.set(step, [ms]);
  else known.push(ms);
}
