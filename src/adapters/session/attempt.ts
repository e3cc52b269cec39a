import { constants } from 'node:os';
import type { Execution, ExecutionEnd } from '../../core/ports.ts';
import type { Outcome } from '../../core/run/outcome.ts';
import type { Cause } from './shell/stateStore.ts';

/** One statement on its way through the shell. */
export class Attempt {
  readonly execution: Execution;
  readonly ended: Promise<ExecutionEnd>;
  /** Nonce of its beginning; a marker with another is the command's own bytes. */
  begin = '';
  begun = false;
  /** How often its line has been typed into a shell. */
  puts = 0;
  /** The shell has said how it ended; output that comes by another process may still follow. */
  heard = false;
  /** Output goes through something that may still hold some of it when the statement ends. */
  indirect = false;
  /** Why it is being ended before its time. */
  ending: 'stopped' | 'timedOut' | undefined;
  /** Kinds of prompt seen since the shell was last asked. */
  readonly hints = new Set<string>();
  /** How often it was asked. */
  asks = 0;
  /** When the shell was asked, at its prompt, how the statement ended; ms. */
  askedAt: number | undefined;
  readonly started: Promise<void>;
  #start: () => void = () => undefined;
  readonly #startedAt = performance.now();
  #settled = false;
  #resolve: (end: ExecutionEnd) => void = () => undefined;

  constructor(execution: Execution) {
    this.execution = execution;
    this.started = new Promise(resolve => {
      this.#start = resolve;
    });
    this.ended = new Promise(resolve => {
      this.#resolve = resolve;
    });
  }

  /** What to say of whatever the shell's variables hold after it. */
  get cause(): Cause {
    const { attemptId, from, line, variables = {} } = this.execution;
    return { by: from === undefined ? 'shell' : { ...from, line }, given: variables, attemptId };
  }

  get settled(): boolean {
    return this.#settled;
  }

  /** The shell has read the line. */
  start(): void {
    this.begun = true;
    this.#start();
  }

  settle(outcome: Outcome, cwd: string): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#start();
    this.#resolve({ outcome, durationMs: performance.now() - this.#startedAt, cwd });
  }

  /** What an exit means, given that somebody may have asked for it. */
  outcomeOf(exit: number): Outcome {
    return this.ending === undefined ? { kind: 'exited', exit } : { kind: this.ending };
  }
}

/** What the end of the shell itself means for the statement that was in it. */
export function exitOutcome(attempt: Attempt | undefined, code: number, signal: number): Outcome {
  if (attempt?.ending !== undefined) return { kind: attempt.ending };
  if (signal === 0) return { kind: 'exited', exit: code };
  const name = Object.entries(constants.signals).find(([, number]) => number === signal)?.[0];
  return { kind: 'signalled', signal: name ?? String(signal) };
}
