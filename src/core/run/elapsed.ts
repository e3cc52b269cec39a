import type { Recorded } from '../audit/entry.ts';
import { isApproval } from '../audit/gates/approval.ts';

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

/** How far a run was walked; times are ms since the epoch. */
export interface Walked {
  /** When something of a step was first done, or a branch entered; absent until then. */
  readonly walkedFrom?: number;
  /** Of the last entry. */
  readonly lastAt: number;
  /** How long a run is said to have taken, wherever that is said: from `walkedFrom` to the last entry, in ms. */
  readonly tookMs: number;
}

export const notWalked: Walked = { lastAt: 0, tookMs: 0 };

/** The same with one more entry. What prepares a run, such as values, requests for approval and text that is taken as shell, begins no walk. */
export function walkedOn({ walkedFrom, lastAt, tookMs }: Walked, entry: Recorded): Walked {
  const at = entry.t ?? lastAt;
  if (walkedFrom !== undefined) return { walkedFrom, lastAt: at, tookMs: tookMs + Math.max(0, at - lastAt) };
  return { ...(isDone(entry) ? { walkedFrom: at } : {}), lastAt: at, tookMs: 0 };
}

function isDone(entry: Recorded): boolean {
  if (entry.type === 'branch.entered') return true;
  return 'step' in entry && entry.type !== 'step.treated' && !isApproval(entry);
}

/** The same entries, with ms since the first of them for their times. */
export function onOneClock(entries: readonly Recorded[]): readonly Recorded[] {
  const elapsed = new Elapsed();
  return entries.map(entry => ({ ...entry, t: elapsed.at(entry.t) }));
}
