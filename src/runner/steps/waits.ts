import type { Author } from '../../core/audit/author.ts';
import type { Action } from '../../core/audit/entry.ts';
import type { RunState } from '../../core/run/state.ts';
import { NotRecorded } from '../log/recorder.ts';

/** What is told of a wait that is over. */
interface Log {
  record(action: Action): void;
  changed(): void;
}

interface Counted {
  readonly startedAt: number;
  /** The same by the clock that never jumps. */
  readonly since: number;
  readonly plannedMs: number;
  readonly timer: NodeJS.Timeout;
}

/** The longest that a timer of Node can be set to, in ms. */
const longest = 2 ** 31 - 1;

/** Waits that are counted down. Nothing begins when one is over; it is recorded, and that is all. */
export class Waits {
  readonly #counted = new Map<string, Counted>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Since when each is counted down, by step; ms since the epoch. */
  get started(): ReadonlyMap<string, number> {
    return new Map([...this.#counted].map(([step, { startedAt }]) => [step, startedAt]));
  }

  /** Begins one; the log knows it from then on. Throws `NotRecorded`. */
  start(step: string, plannedMs: number): void {
    if (this.#counted.has(step)) return;
    this.#log.record({ type: 'wait.started', step, plannedMs });
    this.#count(step, { startedAt: Date.now(), plannedMs });
  }

  /** Goes on with those that an earlier session began; one that has come to its end meanwhile is over. */
  takeUp(state: RunState): void {
    for (const [step, { waiting }] of state.steps) {
      if (waiting === undefined || this.#counted.has(step)) continue;
      this.#count(step, { startedAt: waiting.since, plannedMs: waiting.plannedMs });
    }
  }

  #count(step: string, { startedAt, plannedMs }: { startedAt: number; plannedMs: number }): void {
    const waited = Math.max(0, Date.now() - startedAt);
    const since = performance.now() - waited;
    const left = Math.max(0, plannedMs - waited);
    const timer = setTimeout(() => this.end(step), Math.min(left, longest));
    timer.unref();
    this.#counted.set(step, { startedAt, since, plannedMs, timer });
  }

  /** Ends one, where somebody says so before its time; false where none is counted down. */
  end(step: string, by?: Author): boolean {
    const counted = this.#counted.get(step);
    if (counted === undefined) return false;
    clearTimeout(counted.timer);
    this.#counted.delete(step);
    const { plannedMs, since } = counted;
    const waitedMs = Math.round(performance.now() - since);
    const early = by === undefined || waitedMs >= plannedMs ? {} : { by };
    try {
      this.#log.record({ type: 'wait', step, plannedMs, waitedMs, ...early });
    } catch (error) {
      // The view already says that nothing is recorded.
      if (!(error instanceof NotRecorded)) throw error;
    }
    this.#log.changed();
    return true;
  }

  /** Counts no more here; whoever goes on with the run counts on. */
  leave(): void {
    for (const { timer } of this.#counted.values()) clearTimeout(timer);
    this.#counted.clear();
  }

  endAll(by: Author): void {
    for (const step of [...this.#counted.keys()]) this.end(step, by);
  }
}
