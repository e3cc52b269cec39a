import type { Recorded } from '../audit/entry.ts';

/**
 * How long a run has taken, by times that follow each other in its log. Each is of the clock of whoever wrote it: where one is
 * before the last, as after a hand-over to another machine, nothing is taken to have passed.
 */
export class Elapsed {
  #last: number | undefined;
  #ms = 0;

  /** ms from the first time that was given to this one; it never falls. */
  at(time: number | undefined): number {
    if (time === undefined) return this.#ms;
    this.#ms += Math.max(0, time - (this.#last ?? time));
    this.#last = time;
    return this.#ms;
  }
}

/** The same entries, with ms since the first of them for their times. */
export function onOneClock(entries: readonly Recorded[]): readonly Recorded[] {
  const elapsed = new Elapsed();
  return entries.map(entry => ({ ...entry, t: elapsed.at(entry.t) }));
}
