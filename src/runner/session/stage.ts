import type { Execution, ExecutionEnd, Session } from '../../core/ports.ts';

/** Where the commands of a run happen: one session, opened when the first command needs it, replaced when it is lost. */
export interface Stage extends Omit<Session, 'run'> {
  run(execution: Execution, observer: Observer): Promise<ExecutionEnd>;
  /** What the operator types; a line's end is the key that ends one. */
  type(text: string): void;
  /** Which of the jobs that earlier sessions named are surely no more; none where nobody can know that here. */
  gone(earlier: readonly string[]): Promise<ReadonlySet<string>>;
}

export interface Observer {
  /** Raw bytes of the command; while the promise is pending, the command is held back. */
  take(bytes: Uint8Array): Promise<void> | undefined;
  stopping(how: 'interrupted' | 'terminated' | 'can-force'): void;
}

/** The attempt under way, and what has been tried to end it. */
export interface RunningAttempt {
  readonly step: string;
  readonly attemptId: string;
  /** The process that does it, as it was seen alive last. */
  readonly process?: number | undefined;
  readonly stopping?: 'interrupted' | 'terminated' | 'can-force';
}
