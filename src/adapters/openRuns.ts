import { dirname, isAbsolute, join } from 'node:path';
import { overdueSince, type Overdue } from '../core/run/overdue.ts';
import type { RunRow } from './audit/runs/runRow.ts';
import { readPolicy } from './policy.ts';

/** What a policy's `openRunDays` is asked of. */
export interface StillOpen {
  /** As the log names it. */
  readonly runbook: string;
  /** ms since the epoch. */
  readonly startedAt: number;
}

/** What the policies around a state folder make of its open runs, each of them read once. */
export class OpenRuns {
  readonly #home: string;
  readonly #now: number;
  readonly #policies = new Map<string, ReturnType<typeof readPolicy>>();

  constructor(stateFolder: string, now = Date.now()) {
    this.#home = dirname(stateFolder);
    this.#now = now;
  }

  /** Undefined where a run is open for no longer than it may be, or where nobody says how long that is. */
  overdue({ runbook, startedAt }: StillOpen): Overdue | undefined {
    const most = this.#policy(runbook)?.openRunDays;
    return most === undefined ? undefined : overdueSince(startedAt, { now: this.#now, most });
  }

  /** The row of a list, with how much too long its run is open. */
  marked(row: RunRow): RunRow {
    const overdue = row.result === 'open' ? this.overdue(row) : undefined;
    return overdue === undefined ? row : { ...row, overdue };
  }

  /** Why nobody knows how long a run may be open: one sentence. */
  problem({ runbook }: Pick<StillOpen, 'runbook'>): string | undefined {
    return this.#policy(runbook)?.problem?.message;
  }

  #policy(runbook: string): ReturnType<typeof readPolicy> {
    if (!this.#policies.has(runbook)) {
      const path = isAbsolute(runbook) ? runbook : join(this.#home, runbook);
      this.#policies.set(runbook, readPolicy(path));
    }
    return this.#policies.get(runbook);
  }
}
