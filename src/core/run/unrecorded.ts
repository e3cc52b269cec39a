import type { FailureCode, FailureFacts } from '../audit/failure.ts';

/** Why nothing can be recorded, for whoever says it in another language than the core's. */
export interface Unrecorded extends FailureFacts {
  readonly code:
    | FailureCode
    /** The system refused something that has no code of its own. */
    | 'system'
    /** The run was offered from here, and goes on elsewhere. */
    | 'let-go';
}

/** The same with a sentence for the command line and the log. */
export interface NotRecording {
  readonly reason: string;
  readonly why: Unrecorded;
}
