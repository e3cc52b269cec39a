import type { Attempt } from './attempt.ts';
import { attemptBook } from './attempt.ts';
import type { RunEvent } from './event.ts';
import type { LogLine } from './line.ts';
import type { Named } from './steps.ts';
import { Teller, type Bounds } from './teller.ts';

/** The events and attempts of a run, in order. */
export interface RunHistory {
  readonly events: readonly RunEvent[];
  readonly attempts: ReadonlyMap<string, Attempt>;
}

/** Turns a run's lines into events. Lines that no signature covers become "file says" events. */
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
