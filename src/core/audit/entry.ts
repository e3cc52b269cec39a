import type { Reference, RunReference } from './reference.ts';
import type { Job, Jobs } from './job.ts';
import type { Outcome } from '../run/outcome.ts';
import type { ShellChange } from '../run/shellChange.ts';
import type { Policy } from '../run/policy.ts';
import type { OperatorApproval, OthersEntry } from './gates/approval.ts';
import type { Author } from './author.ts';
import type { Attachment } from './attachment.ts';
import type { Handover } from './handover/handover.ts';
import type { CommandEdited, RunbookAdopted, StepTreated } from './change.ts';
import type { Wait, WaitStarted } from './wait.ts';
import type { StepFailed, StepReopened, StepSkipped, StepStarted } from './step.ts';

// The entries of a run's log, without the fields that every line carries (`run`, `seg`, `seq`, `prev`, `t`, `m`).
// docs/audit-log.md specifies them to the byte; keys are ASCII `[a-z][A-Za-z0-9]*`, numbers integers.
// On disk, a string that may not stand in a line (control characters, over 4 KiB) is an object whose digest stands under the key
// with `Object` appended: `cmd` or `cmdObject`. In memory, entries carry both.

export type { Reference, RunReference };

export interface Open {
  readonly type: 'open';
  readonly fmt: 'handrail-log/0' | 'handrail-log/1';
  readonly crit: readonly string[];
  /** `custodian`: who deletes contents of a log afterwards, and says so. `reviewer`: who countersigns it. */
  readonly role: 'operator' | 'approver' | 'witness' | 'ci' | 'custodian' | 'reviewer';
  /** OpenSSH public key line of the user key, and of the session key it authorises. */
  readonly signer: string;
  readonly session: string | null;
  readonly who: string;
  readonly keyStore: 'agent' | 'file' | 'secretstorage' | 'sk';
  readonly parents: readonly Reference[];
  readonly runParents: readonly RunReference[];
  readonly runbook: {
    readonly path: string;
    readonly gitBlob: string;
    readonly sha256: string;
    readonly object: string;
  };
  /** The membership log this segment relies on; null before there is one. */
  readonly roster: { readonly version: number; readonly sha256: string } | null;
  readonly repo: { readonly head: string; readonly dirty: boolean; readonly objectFormat: string } | null;
  readonly env: {
    readonly os: string;
    readonly arch: string;
    readonly vscode: string;
    readonly ext: string;
    readonly extSha256?: string;
    /** True if the session begins with what the user's login profile exports. */
    readonly login?: true;
  };
  readonly capture: 'pty';
  readonly maskRules: { readonly version: number; readonly sha256: string };
  /** True if nobody answers: `handrail run --yes` or no terminal. */
  readonly unattended: boolean;
  /** True if whoever else goes on with the run must have been offered it; absent in logs from before hand-overs. */
  readonly handover?: true;
  readonly boot: string;
}

export interface InputSet {
  readonly type: 'input.set';
  readonly name: string;
  readonly kind: 'text' | 'choice' | 'number' | 'secret';
  /** Absent for secrets. */
  readonly value?: string;
  readonly source: 'typed' | 'environment' | 'default' | 'answers' | 'option';
}

export type { Author };

export interface CheckSet {
  readonly type: 'check.set';
  readonly step: string;
  readonly checked: boolean;
  readonly by: Author;
  readonly text?: string;
}

export interface Note {
  readonly type: 'note';
  readonly step: string;
  readonly text: string;
  /** Of a note that is a file; `text` is its name then. */
  readonly attachment?: Attachment;
}

export interface RecordFilled {
  readonly type: 'record.filled';
  readonly step: string;
  readonly values: readonly { readonly name: string; readonly value: string }[];
  readonly by: Author;
}

/** What a person or a rule made of an attempt that the exit code alone does not settle. */
export interface Judged {
  readonly type: 'judged';
  readonly step: string;
  readonly attemptId: string;
  readonly decision: 'met' | 'differs' | 'finished' | 'failed';
  readonly by: Author;
  readonly expected?: string;
  readonly text?: string;
}

export interface Context {
  readonly type: 'context';
  readonly host: string;
  readonly user: string;
  readonly cwd: string;
  readonly git: { readonly branch: string; readonly head: string; readonly dirty: boolean } | null;
  readonly kube: { readonly context: string; readonly namespace: string } | null;
  readonly cloud?: { readonly aws?: string; readonly gcp?: string; readonly azure?: string };
  /** What the team asked for then, and in which files. */
  readonly policy?: Policy;
}

export interface BranchEntered {
  readonly type: 'branch.entered';
  readonly section: string;
  readonly reason: string;
}

export interface StepFinished {
  readonly type: 'step.finished';
  readonly step: string;
  readonly stepDigest: string;
  readonly attempt: number;
  /** `hand` where a person says that it was done another way; `reason` then says how. */
  readonly how: 'run' | 'hand' | 'copied' | 'saved';
  readonly by: Author;
  readonly reason?: string;
}

export interface AttemptStarted {
  readonly type: 'attempt.started';
  readonly step: string;
  /** Index of the statement in its step, from 0. */
  readonly stmt: number;
  readonly stmtDigest: string;
  readonly attempt: number;
  readonly attemptId: string;
  /** As it will run, secrets masked; an object's digest in `cmdObject` where it cannot stand in a line. */
  readonly cmd?: string;
  readonly cmdObject?: string;
  readonly cwd: string;
  readonly shell: 'bash' | 'sh';
  /** Hash of the latest `context` line; the journal fills it in. */
  readonly context?: string;
  readonly inputs: readonly string[];
  /** How long it may take, in ms. */
  readonly limitMs?: number;
  /** The name that was typed for what it takes away; the author's own is in `step.started`. */
  readonly confirmed?: string;
  /** The requests whose approval lets it run, by their nonces. */
  readonly approvals?: readonly string[];
  /** The digest of the edited command that ran in the place of the runbook's. */
  readonly edit?: string;
}

export interface OutputSummary {
  readonly role: 'output';
  readonly parts: number;
  /** Bytes the command wrote, and bytes kept. */
  readonly bytes: number;
  readonly kept: number;
  readonly truncated: boolean;
  readonly masked: number;
  /** SHA-256 over the salt of part 0 (its 32 hex digits) and then the bytes kept; so it dies with the salt when part 0 is deleted. */
  readonly streamSha256: string;
}

export interface AttemptFinished {
  readonly type: 'attempt.finished';
  readonly attemptId: string;
  readonly outcome: Outcome['kind'];
  readonly exit?: number;
  readonly signal?: string;
  readonly reason?: string;
  readonly durMs: number;
  readonly cwd: string;
  readonly outputs: readonly OutputSummary[];
  /** What became of the shell meanwhile; absent if it simply went on, and in logs from before this was told. */
  readonly shell?: ShellChange;
}

/** A running command was given more time. */
export interface AttemptExtended {
  readonly type: 'attempt.extended';
  readonly step: string;
  readonly attemptId: string;
  /** What was added, and what it may take now in all. */
  readonly byMs: number;
  readonly limitMs: number;
  readonly by: Author;
}

/** What was printed while no command ran: by jobs, and by the shell about them. */
export interface Background {
  readonly type: 'background';
  /** The `of` of its objects. */
  readonly of: string;
  /** The attempts that had jobs alive meanwhile: one of them printed it. */
  readonly attempts: readonly string[];
  readonly outputs: readonly OutputSummary[];
}

export interface ObjectStored {
  readonly type: 'object';
  readonly role: 'output' | 'note' | 'command' | 'attachment' | 'runbook' | 'diff' | 'timing' | 'plan';
  readonly sha256: string;
  readonly size: number;
  readonly media: string;
  readonly part: number;
  /** The attempt it belongs to. Parts of anything but an output follow each other line by line. */
  readonly of?: string;
}

export interface Checkpoint {
  readonly type: 'checkpoint';
  readonly why: 'step' | 'idle' | 'gate' | 'rotate' | 'heartbeat' | 'stop';
}

export interface Recovered {
  readonly type: 'recovered';
  /** Last good line of the segment that was cut off. */
  readonly ref: Reference;
  readonly tornBytes: number;
  readonly tornSha256: string;
  readonly danglingAttempts: readonly string[];
}

/** Says that an output was deleted on purpose; its file may then be absent. */
export interface Redaction {
  readonly type: 'redaction';
  readonly sha256: string;
  readonly reason: string;
  readonly by: string;
}

export interface SessionEnded {
  readonly type: 'session.ended';
  readonly reason: 'closed' | 'idle' | 'exited' | 'lost' | 'left';
}

export interface Seal {
  readonly type: 'seal';
  readonly result: 'done' | 'aborted';
  /** Why it was aborted. */
  readonly reason?: string;
  readonly counts: {
    readonly passed: number;
    readonly failed: number;
    readonly skipped: number;
    readonly byHand: number;
    readonly checked: number;
  };
  readonly parents: readonly Reference[];
  readonly objects: number;
}

export interface Sig {
  readonly type: 'sig';
  readonly by: 'user' | 'session';
  readonly ns: Namespace;
  /** Armored SSHSIG over the exact bytes of the line before, LF included. */
  readonly sig: string;
}

export type Namespace =
  'log.v1@handrail' | 'session.v1@handrail' | 'seal.v1@handrail' | 'approve.v1@handrail';

/** What the runner decides to record; the journal adds `open`, `object`, `recovered`, `sig` itself. */
export type Action =
  | InputSet
  | CheckSet
  | Note
  | RecordFilled
  | Judged
  | WaitStarted
  | Wait
  | Context
  | BranchEntered
  | RunbookAdopted
  | StepStarted
  | StepFinished
  | StepFailed
  | StepSkipped
  | StepReopened
  | StepTreated
  | CommandEdited
  | OperatorApproval
  | Handover
  | AttemptStarted
  | AttemptExtended
  | AttemptFinished
  | Job
  | Jobs
  | Background
  | Checkpoint
  | SessionEnded
  | Seal;

export type Entry = Action | OthersEntry | Open | ObjectStored | Recovered | Redaction | Sig;

/** Where a line stands in its run, and when it came; a signature has no time. */
export interface Envelope {
  readonly run: string;
  readonly seg: number;
  readonly seq: number;
  readonly prev: string;
  /** Wall clock in ms since the epoch. */
  readonly t?: number;
  /** Monotonic µs since the segment was opened. */
  readonly m?: number;
}

/** A line of the log as it was read back. */
export type Recorded<E extends Entry = Entry> = E & Envelope;
