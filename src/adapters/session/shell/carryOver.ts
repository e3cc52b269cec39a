import type { Execution } from '../../../core/ports.ts';
import type { Left } from './endMarker.ts';
import { KeptVariables } from './keptVariables.ts';
import type { Line } from './shell.ts';
import { carriedOn, optionsOf, prologueOf, variablesOf } from './snapshot.ts';
import type { ShellState } from './state.ts';

/** What goes from one statement to the next, whichever shell runs them. */
export class CarryOver {
  readonly #kept = new KeptVariables();
  readonly #mark: string;
  /** `$?` as the next statement finds it. */
  #status = 0;
  /** What statements of this block have set. */
  #carried: Left | undefined;

  /** `mark` is the session's word in what it starts. */
  constructor(mark: string) {
    this.#mark = mark;
  }

  /** A block begins, or has ended. */
  clear(): void {
    this.#carried = undefined;
  }

  /** How a statement left the shell. */
  ended(execution: Execution, left: Left): void {
    this.#status = left.status;
    this.#carried = carriedOn(execution, left);
  }

  /** A statement has ended its shell: what the block had set before it stays. */
  endedShell(status: number): void {
    this.#status = status;
  }

  /** A new shell has read this, and knows no other values. */
  begun(script: string): void {
    this.#kept.forgotten(new Set(variablesOf(script).map(({ name }) => name)));
  }

  /** What a shell is to be given of a statement; `state` is what it said of itself after the one before. */
  line(execution: Execution, state: ShellState | undefined): Line {
    const shellopts = this.#carried?.shellopts ?? 'braceexpand:hashall:interactive-comments:monitor';
    const apart = execution.run === 'block';
    const traps = state?.sections['hook-traps'] ?? '';
    return {
      text: execution.text,
      // Only bash counts from the runbook's line; to others `#!` is a comment on the first line alone.
      line: execution.interpreter === undefined ? execution.line : 1,
      input: execution.input ?? 'terminal',
      prologue: apart ? '' : prologueOf(shellopts, traps, this.#status),
      values: this.#kept.take(execution),
      status: this.#status,
      options: optionsOf(execution, shellopts, this.#carried?.flags ?? ''),
      mark: `${this.#mark}.${execution.attemptId}`,
      ...(apart ? { apart: execution.interpreter ?? execution.shell } : {}),
    };
  }
}
