import type { Recorded } from '../audit/entry.ts';
import { emptyRun, replay, type RunState } from '../run/state.ts';
import type { LogLine } from './line.ts';

/** A contradiction within the entries of a changed log. */
export interface Doubt {
  /** Number of the entry that does not fit. */
  readonly entry: number;
  readonly key: 'sealCounts' | 'endedBefore' | 'neverStarted' | 'startedTwice';
  readonly holes: Readonly<Record<string, string | number>>;
}

/** Replays a changed log and lists what no run can have recorded; empty if the change left no such trace. */
export function doubtsOf(lines: readonly LogLine[], nameOf: (step: string) => string): readonly Doubt[] {
  const doubts: Doubt[] = [];
  const seen = { attempts: new Set<string>(), ended: new Set<string>(), begun: new Set<string>() };
  for (const { entry, number } of lines) {
    if (entry === undefined) continue;
    const doubt = contradiction(entry, seen, nameOf);
    if (doubt !== undefined) doubts.push({ ...doubt, entry: number });
    remember(entry, seen);
  }
  return [...doubts, ...sealDoubts(lines)];
}

interface Seen {
  readonly attempts: Set<string>;
  readonly ended: Set<string>;
  /** Steps that are begun. */
  readonly begun: Set<string>;
}

function contradiction(
  entry: Recorded,
  seen: Seen,
  nameOf: (step: string) => string,
): Omit<Doubt, 'entry'> | undefined {
  switch (entry.type) {
    case 'attempt.started':
      return seen.attempts.has(entry.attemptId)
        ? { key: 'startedTwice', holes: { step: nameOf(entry.step) } }
        : undefined;
    case 'attempt.finished':
      if (!seen.attempts.has(entry.attemptId)) return { key: 'neverStarted', holes: { step: '' } };
      return seen.ended.has(entry.attemptId) ? { key: 'endedBefore', holes: { step: '' } } : undefined;
    case 'step.failed':
      return seen.begun.has(entry.step)
        ? undefined
        : { key: 'neverStarted', holes: { step: nameOf(entry.step) } };
    case 'step.finished':
      return entry.how !== 'run' || seen.begun.has(entry.step)
        ? undefined
        : { key: 'neverStarted', holes: { step: nameOf(entry.step) } };
    default:
      return undefined;
  }
}

function remember(entry: Recorded, { attempts, ended, begun }: Seen): void {
  if (entry.type === 'attempt.started') attempts.add(entry.attemptId);
  if (entry.type === 'attempt.finished') ended.add(entry.attemptId);
  if (entry.type === 'step.started') begun.add(entry.step);
}

/** What the seal counts, beside what the entries show. */
function sealDoubts(lines: readonly LogLine[]): readonly Doubt[] {
  const seal = lines.findLast(({ entry }) => entry?.type === 'seal');
  if (seal?.entry?.type !== 'seal') return [];
  const state = replay(
    emptyRun,
    lines.flatMap(({ entry }) => entry ?? []),
  );
  const shown = tally(state);
  const { failed, skipped, passed, byHand } = seal.entry.counts;
  const pairs = [
    ['failed', failed, shown.failed],
    ['skipped', skipped, shown.skipped],
    ['passed', passed, shown.passed],
    ['byHand', byHand, shown.byHand],
  ] as const;
  return pairs
    .filter(([, counted, found]) => counted !== found)
    .map(([what, counted, found]) => ({
      entry: seal.number,
      key: 'sealCounts' as const,
      holes: { what, counted, found },
    }));
}

function tally({ steps }: RunState): { failed: number; skipped: number; passed: number; byHand: number } {
  const all = [...steps.values()].map(({ status }) => status);
  const count = (wanted: string): number => all.filter(status => status === wanted).length;
  return {
    failed: count('failed'),
    skipped: count('skipped'),
    passed: count('passed'),
    byHand: count('by-hand'),
  };
}
