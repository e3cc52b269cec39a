import type { Author } from './author.ts';

/** A person began to count down what the runbook says to wait. */
export interface WaitStarted {
  readonly type: 'wait.started';
  readonly step: string;
  readonly plannedMs: number;
}

/** It came to its end, or was ended. */
export interface Wait {
  readonly type: 'wait';
  readonly step: string;
  readonly plannedMs: number;
  readonly waitedMs: number;
  /** Who ended it before its time. */
  readonly by?: Author;
}
