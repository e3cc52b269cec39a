import type { AnswerDoubt } from '../audit/gates/grant.ts';
import type { GateStanding } from './gates/approvals.ts';
import type { EditRefusal } from './change/edit.ts';
import type { Standing } from './view/progress.ts';
import type { Unfit } from './change/unfit.ts';
import type { Unrecorded } from './unrecorded.ts';
import type { WrongValue } from './value.ts';

export type RefusalCode =
  | 'not-recording'
  | 'closed'
  | 'busy'
  | 'unknown-step'
  | 'out-of-date'
  | 'missing-values'
  | 'problem'
  | 'untrusted'
  | 'wrong-context'
  | 'needs-name'
  | 'needs-reason'
  | 'not-running'
  | 'earlier-step'
  | 'not-allowed'
  /** The run is to be closed, and something that a command left is alive. */
  | 'jobs-alive'
  /** Somebody else has to agree first. */
  | 'needs-approval'
  /** The run is offered to somebody else. */
  | 'offered'
  /** A hand-over that cannot be, as the log stands. */
  | 'not-handed-over'
  | 'reading-along'
  | 'bad-request';

/** Why something was not done; nothing has changed. */
export interface Refusal {
  readonly code: RefusalCode;
  /** One plain sentence, with what to do next. */
  readonly message: string;
  /** Of one that ends with the word that nothing was run: the rest, for whoever asked in the middle of a step. */
  readonly why?: string;
  /** The same for whoever says it in another language. */
  readonly because?: Because;
}

/** What a refusal says that kept something from being run. */
export function nothingRun(why: string): { readonly message: string; readonly why: string } {
  return { message: `${why} Nothing was run.`, why };
}

/** What a refusal whose code alone says too little is about. */
export type Because =
  | { readonly kind: 'standing'; readonly standing: Standing }
  | {
      readonly kind:
        | 'not-shell'
        | 'nothing-to-run'
        | 'no-task'
        | 'nothing-to-fill'
        | 'unknown-value'
        | 'unknown-request'
        | 'job-ended'
        /** The key did not sign the end of a closed run. */
        | 'seal-unsigned'
        /** The process that owns the run does not answer. */
        | 'unreachable'
        /** What was pasted answers no request of this run, or another answer of its name is there already. */
        | 'no-answer'
        | 'answer-taken'
        /** There is no run behind the page. */
        | 'rehearsal';
    }
  | { readonly kind: 'unrecorded'; readonly why: Unrecorded }
  | { readonly kind: 'job-foreign'; readonly pid: number }
  | { readonly kind: 'not-settled'; readonly title: string; readonly more: number }
  | { readonly kind: 'problem'; readonly code: string }
  | { readonly kind: 'edit'; readonly wrong: EditRefusal }
  | {
      readonly kind: 'file';
      readonly wrong: 'missing' | 'not-a-file' | 'too-large' | 'unreadable';
      readonly name: string;
    }
  | { readonly kind: 'mid-step'; readonly title: string }
  | { readonly kind: 'text-changed' }
  | {
      readonly kind: 'gate';
      readonly gate: string;
      readonly role: string;
      readonly standing: Exclude<GateStanding['kind'], 'granted'>;
    }
  /** `not-signed`: the key of who offers did not answer. */
  | {
      readonly kind: 'handover';
      readonly why:
        | 'offered'
        | 'not-offered'
        | 'not-yours'
        | 'not-verified'
        | 'not-listed'
        | 'forked'
        | 'no-such-person'
        | 'not-signed';
    }
  /** An answer came, and opens nothing. */
  | { readonly kind: 'answer'; readonly doubt: AnswerDoubt; readonly file?: string }
  | { readonly kind: 'unfit'; readonly unfit: Unfit }
  | { readonly kind: 'value'; readonly name: string; readonly wrong: WrongValue };
