import type { ProposalView } from '../../core/run/change/edit.ts';
import type { Statement } from '../../core/shell/statement.ts';

/** An edited command that was shown and not confirmed yet; it stands in no log. */
export interface Proposal {
  /** Index of the statement in whose place it would run. */
  readonly index: number;
  /** What would run, as it was read. */
  readonly statement: Statement;
  /** The runbook's own text that it was compared with. */
  readonly original: string;
  readonly view: ProposalView;
}

/** The edited commands that wait for their confirmation, at most one a step. */
export class Proposals {
  readonly #held = new Map<string, Proposal>();

  of(step: string): Proposal | undefined {
    return this.#held.get(step);
  }

  set(step: string, proposal: Proposal): void {
    this.#held.set(step, proposal);
  }

  drop(step: string): void {
    this.#held.delete(step);
  }

  clear(): void {
    this.#held.clear();
  }

  shown(): ReadonlyMap<string, Proposal> {
    return this.#held;
  }
}
