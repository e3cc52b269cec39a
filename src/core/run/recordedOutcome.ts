import type { AttemptFinished } from '../audit/entry.ts';
import type { Outcome } from './outcome.ts';

/** The outcome an `attempt.finished` entry records. */
export function outcomeOf(entry: Pick<AttemptFinished, 'outcome' | 'exit' | 'signal' | 'reason'>): Outcome {
  switch (entry.outcome) {
    case 'exited':
      return { kind: 'exited', exit: entry.exit ?? 0 };
    case 'signalled':
      return { kind: 'signalled', signal: entry.signal ?? '' };
    case 'notStarted':
      return { kind: 'notStarted', reason: entry.reason ?? '' };
    case 'timedOut':
    case 'stopped':
    case 'lost':
      return { kind: entry.outcome };
  }
}
