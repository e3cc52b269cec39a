import type { Author } from '../audit/entry.ts';

/** The filters of a timeline; `look` is everything that deviates from the runbook. */
export const filters = [
  'all',
  'look',
  'failures',
  'skips',
  'byHand',
  'overrides',
  'edits',
  'unknowns',
  'branches',
  'places',
  'gaps',
  'findings',
] as const;

export type Filter = (typeof filters)[number];

export const eventKinds = [
  'began',
  'resumed',
  'value',
  'place',
  'wrongPlace',
  'ticked',
  'unticked',
  'filled',
  'note',
  'accepted',
  'settled',
  'waited',
  'cutShort',
  'branch',
  'started',
  'passed',
  'byHand',
  'copied',
  'failed',
  'skipped',
  'treated',
  'reopened',
  'unknown',
  'extended',
  'edited',
  'newText',
  'asked',
  'agreed',
  'denied',
  'brokeGlass',
  'offered',
  'tookBack',
  'tookOver',
  'withdrawn',
  'interrupted',
  'shellEnded',
  'deleted',
  'closed',
  'aborted',
  'finding',
  'reviewed',
  'refused',
  'clock',
  'other',
  'unreadable',
] as const;

export type EventKind = (typeof eventKinds)[number];

/**
 * `held`: under a signature that holds · `loose`: it fits what stands before it, and no such signature reaches it ·
 * `broken`: it stands at or behind the first entry that was changed.
 */
export type Trust = 'held' | 'loose' | 'broken';

/** A step as people call it. */
export interface StepName {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  /** 1-based line of the runbook as it was. */
  readonly line: number;
  /** Id of its phase. */
  readonly phase?: string;
}

/** One thing that happened, as a lead reads it: mostly a step that was settled, with what was run for it. */
export interface RunEvent {
  /** Its place in the list, from 0. */
  readonly id: number;
  readonly kind: EventKind;
  /** Number of its entry in the run, from 1. */
  readonly entry: number;
  /** ms since the epoch; of an entry without a time, that of the one before. */
  readonly at: number;
  /** ms since the run began, however far the clocks of those who walked it are apart. */
  readonly since: number;
  readonly step?: StepName;
  readonly by?: string;
  readonly author?: Author;
  /** A person's words, or those of the log. */
  readonly text?: string;
  readonly durationMs?: number;
  /** What the sentence needs besides: names, codes, counts. */
  readonly facts?: Readonly<Record<string, string | number>>;
  /** Attempts that belong to it, in order. */
  readonly attempts?: readonly string[];
  /** Why it needs a look; empty if it went as planned. */
  readonly tags: readonly Exclude<Filter, 'all' | 'look'>[];
  /** True if it needs a look without any of the tags. */
  readonly odd?: true;
  /** How far it can be relied on. */
  readonly trust: Trust;
}

/** An event before it has a place in the list. */
export type Draft = Omit<RunEvent, 'id' | 'at' | 'since' | 'entry' | 'trust'> &
  Partial<Pick<RunEvent, 'at' | 'since'>>;

/** Whether an event is shown under a filter. */
export function isShown(event: RunEvent, filter: Filter): boolean {
  if (filter === 'all') return true;
  if (filter === 'look') return needsLook(event);
  return event.tags.includes(filter);
}

export function needsLook({ tags, odd }: RunEvent): boolean {
  return tags.length > 0 || odd === true;
}

/** How many events each filter shows. */
export function countsOf(events: readonly RunEvent[]): Readonly<Record<Filter, number>> {
  const counts = Object.fromEntries(filters.map(name => [name, 0])) as Record<Filter, number>;
  for (const event of events) {
    counts.all += 1;
    if (needsLook(event)) counts.look += 1;
    for (const tag of event.tags) counts[tag] += 1;
  }
  return counts;
}
