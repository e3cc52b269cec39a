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
  /** The run cannot be closed while background jobs are alive. */
  | 'jobs-alive'
  /** Somebody else has to approve first. */
  | 'needs-approval'
  /** The run is offered to somebody else. */
  | 'offered'
  /** A hand-over that is not possible in the log's state. */
  | 'not-handed-over'
  | 'reading-along'
  | 'bad-request';

/** Why a request was not carried out; nothing has changed. */
export interface Refusal {
  readonly code: RefusalCode;
  /** One plain sentence, with what to do next. */
  readonly message: string;
  /** The message without its last sentence "Nothing was run.", for a refusal in the middle of a step. */
  readonly why?: string;
  /** The same as data, for other languages. */
  readonly because?: Because;
}

/** The sentences of a refusal to run something. */
export function nothingRun(why: string): { readonly message: string; readonly why: string } {
  return { message: `${why} Nothing was run.`, why };
}

/** Details of a refusal whose code alone says too little. */
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
        /** The pasted text answers no request of this run, or an answer of that name exists already. */
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
  /** `not-signed`: the key of the operator who offers did not sign. */
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
  /** An answer arrived but opens no gate. */
  | { readonly kind: 'answer'; readonly doubt: AnswerDoubt; readonly file?: string }
  | { readonly kind: 'unfit'; readonly unfit: Unfit }
  | { readonly kind: 'value'; readonly name: string; readonly wrong: WrongValue };
