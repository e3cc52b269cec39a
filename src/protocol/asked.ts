// What somebody is asked to approve, as a review's page shows it: read from the bytes that an answer signs over, and from nothing else.

/** A command as it would run. */
export interface AskedCommand {
  readonly heading: string;
  /** 1-based line of the runbook as it was. */
  readonly line?: number;
  /** With values filled in and secrets masked. */
  readonly text: string;
  /** Somebody put it in the place of the runbook's own. */
  readonly edited: boolean;
}

/** Where the commands would act. */
export interface AskedPlace {
  readonly host: string;
  readonly user: string;
  readonly cwd: string;
  readonly branch?: string;
  readonly kube?: { readonly context: string; readonly namespace: string };
  readonly cloud?: Readonly<Record<string, string>>;
}

/** Why whoever looks may not answer. */
export type NotYours = 'own' | 'role' | 'unknown' | 'answered';

/** One request that waits for answers. */
export interface AskedView {
  readonly nonce: string;
  /** Digest of the object with all that is shown here. */
  readonly plan: string;
  readonly role: string;
  readonly quorum: number;
  /** Who agreed so far. */
  readonly agreed: readonly string[];
  /** Who refused, and why; absent if nobody did. */
  readonly refused?: { readonly who: string; readonly reason: string };
  /** ms since the epoch. */
  readonly expires: number;
  readonly askedAt: number;
  /** Number of the line in its file, from 1. */
  readonly line: number;
  readonly operator: string;
  /** What the runbook or the policy says of it, and the operator's own words. */
  readonly says: string;
  readonly why?: string;
  readonly commands: readonly AskedCommand[];
  /** Without a value where it is secret. */
  readonly values: readonly { readonly name: string; readonly value?: string }[];
  readonly place: AskedPlace;
  readonly runbook: string;
  /** As the list of signers calls whoever would answer here, else as git does. */
  readonly who: string;
  readonly notYours?: NotYours;
  /** What was answered here before; it can be copied. */
  readonly mine?: 'granted' | 'denied';
}

export type AskedProblem =
  'changed' | 'lists' | 'unknown-operator' | 'not-signed' | 'plan-missing' | 'plan-differs';

/** All that a run asks. */
export interface AskedViews {
  readonly open: readonly AskedView[];
  /** How many requests have expired without an answer. */
  readonly late: number;
  /** Why nothing here should be answered, and the same as a sentence. */
  readonly problem?: { readonly kind: AskedProblem; readonly sentence: string };
  /** The request came as a text: its answer goes back as one. */
  readonly pasted: boolean;
}

export const answerStates = [
  'signed',
  'gone',
  'not-yours',
  'not-signed',
  'not-trusted-folder',
  'failed',
] as const;

/** What became of an answer that somebody wanted to sign. */
export type AnswerState = (typeof answerStates)[number];
