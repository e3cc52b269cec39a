import type { Attempt } from './attempt.ts';
import { attemptBook } from './attempt.ts';
import type { RunEvent } from './event.ts';
import type { LogLine } from './line.ts';
import type { Named } from './steps.ts';
import { Teller, type Bounds } from './teller.ts';

/** What happened in a run, in order, and what was run. */
export interface RunHistory {
  readonly events: readonly RunEvent[];
  readonly attempts: ReadonlyMap<string, Attempt>;
}

/** Tells a run's lines as events; those that a signature does not reach are told as what the file says. */
export function historyOf(
  lines: readonly LogLine[],
  named: Pick<Named, 'plan' | 'name' | 'section'>,
  bounds: Bounds,
): RunHistory {
  const attempts = attemptBook(lines, named.plan);
  const teller = new Teller(named, attempts, bounds);
  for (const line of lines) teller.take(line);
  return { events: teller.end(), attempts };
}
