/** A run as far as a list shows it. */
export interface Told {
  readonly folder: string;
  readonly run: string;
  /** What the list calls it. */
  readonly title: string;
  /** ms since the epoch. */
  readonly startedAt: number;
}

/** How the start of a run is shown beside runs that look alike: with seconds, and with a mark if these are the same, too. */
export interface Exactness {
  /** The beginning of the random end of its id. */
  readonly mark?: string;
}

/** Letters of a mark at least: one alone says nothing to anybody. */
const fewest = 4;

/** The runs of a list that look alike (same title, begun in the same minute), by folder. All others are distinguished by the minute. */
export function alike(runs: readonly Told[]): ReadonlyMap<string, Exactness> {
  const exact = new Map<string, Exactness>();
  for (const group of sharing(runs, run => `${Math.floor(run.startedAt / 60_000)} ${run.title}`)) {
    for (const { folder } of group) exact.set(folder, {});
    for (const same of sharing(group, run => String(Math.floor(run.startedAt / 1000)))) {
      const letters = lettersThatDiffer(same.map(endOf));
      for (const run of same) exact.set(run.folder, { mark: endOf(run).slice(0, letters) });
    }
  }
  return exact;
}

/** Groups of two or more with one key. */
function sharing(runs: readonly Told[], keyOf: (run: Told) => string): readonly (readonly Told[])[] {
  const groups = new Map<string, Told[]>();
  for (const run of runs) {
    const key = keyOf(run);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [run]);
    else group.push(run);
  }
  return [...groups.values()].filter(group => group.length > 1);
}

/** What no two ids share; before it stand the time and the runbook's name, which look alike here. */
function endOf({ run }: Told): string {
  return run.split('-').at(-1) ?? run;
}

function lettersThatDiffer(ends: readonly string[]): number {
  const most = Math.max(fewest, ...ends.map(end => end.length));
  let letters = fewest;
  while (letters < most && new Set(ends.map(end => end.slice(0, letters))).size < ends.length) letters += 1;
  return letters;
}
