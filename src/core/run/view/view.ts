import type { PageCommand } from './pageCommand.ts';
import type { InsideTurn } from '../inside.ts';
import type { Unaccepted } from '../../audit/gates/grant.ts';
import type { GateView } from '../gates/approvals.ts';
import type { Gate } from '../gates/gate.ts';
import type { Told } from '../../message/message.ts';
import type { Met } from '../context.ts';
import type { OfferView } from '../offer.ts';
import type { EditedView, Guard, ProposalView } from '../change/edit.ts';
import type { Reach } from '../change/reach.ts';
import type { Facts, Preflight } from '../preflight.ts';
import type { BackgroundView } from '../job.ts';
import type { OutputView } from './outputView.ts';
import type { Progress, Tally } from './tally.ts';
import type { Closed } from '../closed.ts';
import type { Unrecorded } from '../unrecorded.ts';
import type { Outcome } from '../outcome.ts';
import type { ShellFact } from '../shellChange.ts';
import type { Blank } from '../../runbook/blanks.ts';
import type { Approval, Planned, RecordField, Role, StepKind } from '../../runbook/runbook.ts';

export type { PageCommand };
export type { Facts, Preflight };

// What the walker shows: `Page` is the runbook's own part and is sent once, `RunView` is what changes.

/** A runbook laid out for reading and doing, in the file's order. */
export interface Page {
  readonly title: string;
  readonly path: string;
  readonly digest: string;
  readonly about: About;
  /** The approvals that the text asks for, in the author's words. */
  readonly approvals: readonly Approval[];
  /** Links to other runbooks, as written; absent if there are none. */
  readonly runbooks?: readonly string[];
  readonly phases: readonly Phase[];
  readonly inputs: readonly PageInput[];
  readonly problems: readonly Remark[];
}

/** A problem of the text at one place, in English and as data for other languages. */
export interface Remark extends Told {
  readonly line: number;
}

/** The runbook's metadata, in the author's words. */
export interface About {
  readonly owner?: string;
  readonly version?: string;
  readonly updated?: string;
  readonly reviewBy?: string;
}

export interface PageInput {
  readonly name: string;
  /** As written in the runbook. */
  readonly text: string;
  readonly prompt: string;
  readonly secret: boolean;
  readonly line: number;
  readonly example?: string;
  /** The author's default; it is in the field, to be confirmed or changed. */
  readonly default?: string;
  readonly choices?: readonly string[];
  /** Ids of the steps that need it. */
  readonly steps: readonly string[];
}

/** A top section of the runbook. */
export interface Phase {
  readonly id: string;
  /** "1", "2"… on the path, "R", "R2", "T"… off it, empty if there is nothing to do in it. */
  readonly number: string;
  readonly title: string;
  readonly line: number;
  readonly role: Role;
  readonly planned?: Planned;
  /** For a branch: when the runbook says to take it; any one criterion is enough. */
  readonly criteria?: readonly Criterion[];
  readonly blocks: readonly Block[];
}

/** A condition for taking a branch, in the runbook's words. */
export interface Criterion {
  readonly text: string;
  readonly line: number;
  /** Ids of the cards it is about; absent if it is about none in particular. */
  readonly about?: readonly string[];
}

export type Block =
  | {
      readonly type: 'heading';
      readonly id: string;
      readonly level: number;
      readonly title: string;
      readonly line: number;
      readonly role: Role;
      readonly planned?: Planned;
    }
  | { readonly type: 'prose'; readonly html: string; readonly line: number }
  /** `level` is that of the heading that is the card's title, if it has one. */
  | { readonly type: 'card'; readonly card: Card; readonly level?: number };

/** One numbered thing to do; consecutive tasks under one heading share a card. */
export interface Card {
  /** The id of its step, or of its first task. */
  readonly id: string;
  /** "3.2" */
  readonly number: string;
  readonly kind: StepKind;
  readonly title: string;
  readonly line: number;
  readonly endLine: number;
  readonly required: boolean;
  readonly role: Role;
  /** Id of the step that this one is an alternative to. */
  readonly alternativeTo?: string;
  /** True for commands under a condition that only a person can check; a walk passes them over. */
  readonly isConditional?: boolean;
  /** True for commands that their author marks as optional; a walk passes them over. */
  readonly optional?: true;
  /** For `check`: its tasks. */
  readonly tasks?: readonly Task[];
  /** For `commands`: one for each statement. */
  readonly commands?: readonly PageCommand[];
  /** For `manual`: rendered Markdown. */
  readonly html?: string;
  /** For `script`, `template`, `file`, `suggested`: the text itself. */
  readonly text?: string;
  /** For `suggested`: what its last command should print, if the runbook says so. */
  readonly expected?: string;
  readonly language?: string;
  /** For `script` and `file`: the path the runbook names for it. */
  readonly savedAs?: string;
  /** For `template`: its blanks in the order of the text. */
  readonly blanks?: readonly Blank[];
  /** For `record`. */
  readonly fields?: readonly RecordField[];
  /** Why it can never be run as it stands. */
  readonly problems: readonly (Remark & { readonly code: string })[];
}

export interface Task {
  readonly id: string;
  /** Rendered Markdown. */
  readonly html: string;
  /** Plain text. */
  readonly title: string;
  readonly line: number;
  /** 0 for an outer task, 1 for a task inside a task… */
  readonly depth: number;
  readonly required: boolean;
  /** The limit that its text sets for a reading, such as `< 1%`. */
  readonly limit?: string;
}

/** State of a step as it is shown; `waiting` is a step whose turn has not come yet. */
export type StepState =
  | 'waiting'
  | 'ready'
  | 'blocked'
  | 'running'
  | 'judge'
  | 'passed'
  | 'failed'
  | 'skipped'
  | 'by-hand'
  | 'unknown'
  | 'superseded';

export interface RunView {
  /** Grows with every change. */
  readonly revision: number;
  readonly runId: string;
  readonly operator: string;
  /** True in a rehearsal: nothing can run and nothing is recorded. */
  readonly rehearsal?: true;
  /** ms since the epoch. */
  readonly startedAt: number;
  /** When the run's clock started, ms since the epoch; absent until something of a step was done. */
  readonly walkedFrom?: number;
  readonly closed?: Closed;
  /** The open offer to hand the run over; nothing can be done while there is one. */
  readonly offer?: OfferView;
  readonly recording: Recording;
  readonly facts: Facts;
  /** The demands of runbook and policy on the context; absent if there are none. */
  readonly asked?: readonly Met[];
  readonly now: Now;
  readonly values: readonly Value[];
  /** By step id, for every step of the page. */
  readonly steps: Readonly<Record<string, StepView>>;
  /** By phase id, for the steps that count. */
  readonly progress: Readonly<Record<string, Progress>>;
  readonly total: Progress;
  readonly tally: Tally;
  /** Ids of the sections off the path that were entered, in order. */
  readonly branches: readonly string[];
  /** The one of them that replaced the rest of the path, if any. */
  readonly replacedBy?: string;
  /** Set after a resume: what happened while no view was connected, and what was restored of the shell. */
  readonly resumed?: {
    readonly awayMs: number;
    readonly session: 'kept' | 'restored' | 'new';
    /** The operator was not away: somebody else walked the run until now. */
    readonly takenOver?: true;
  };
  /** Absent if no command left anything running. */
  readonly background?: BackgroundView;
  /** What the operator should know besides the steps. */
  readonly notices: readonly Notice[];
  /** Answers to approval requests that arrived but are not accepted; absent if there are none. */
  readonly answerProblems?: readonly Unaccepted[];
  /** What the preview shows before the first action, with the gates ahead. */
  readonly preflight?: Preflight & { readonly gates?: readonly GateAhead[] };
}

/** A gate that the walk will come to; without steps it holds for all commands. */
export type GateAhead = Pick<Gate, 'role' | 'quorum' | 'steps' | 'text'>;

export type Notice =
  | { readonly kind: 'in-host' }
  /** The runbook's file has changed; `digest` is the SHA-256 of its text. */
  | ({ readonly kind: 'runbook-changed'; readonly digest: string } & Reach)
  /** There is no such file any more. */
  | { readonly kind: 'runbook-gone' }
  | { readonly kind: 'untrusted' }
  /** Names of secrets that are too short for masking to hide them well. */
  | { readonly kind: 'short-secret'; readonly names: readonly string[] }
  | { readonly kind: 'key-made'; readonly path: string; readonly sentence: string }
  /** A key that cannot sign unattended was skipped. */
  | { readonly kind: 'key-passed-over'; readonly path: string; readonly sentence: string };

export interface Recording {
  readonly ok: boolean;
  readonly entries: number;
  readonly unsigned: number;
  /** The run is closed, but the operator's key has not signed the seal yet. */
  readonly sealUnsigned?: true;
  /** Absolute path of the run's folder, once there is one. */
  readonly folder?: string;
  /** Why nothing can be recorded: an English sentence, and the same as data. */
  readonly reason?: string;
  readonly why?: Unrecorded;
}

/** What the run waits for. */
export type Now =
  | { readonly kind: 'ready'; readonly step: string }
  | { readonly kind: 'values'; readonly step: string; readonly names: readonly string[] }
  | { readonly kind: 'running'; readonly step: string; readonly since: number }
  | { readonly kind: 'judge'; readonly step: string; readonly since: number }
  | { readonly kind: 'failed'; readonly step: string; readonly since: number }
  | { readonly kind: 'unknown'; readonly step: string; readonly since: number }
  | { readonly kind: 'stuck'; readonly step: string }
  | { readonly kind: 'not-recording'; readonly reason: string; readonly why?: Unrecorded }
  | { readonly kind: 'offered' }
  | { readonly kind: 'settled' }
  | { readonly kind: 'closed' };

export interface Value {
  readonly name: string;
  readonly set: boolean;
  /** Absent for secrets. */
  readonly value?: string;
  readonly source?: 'typed' | 'environment' | 'default' | 'answers' | 'option';
}

export interface StepView {
  readonly state: StepState;
  readonly blocked?: Blocked;
  /** In a rehearsal: what a run would ask for before this step. */
  readonly asks?: readonly Ask[];
  /** The gates before its next command; absent if there are none. */
  readonly gates?: readonly GateView[];
  /** 1 for the first time through. */
  readonly attempt: number;
  readonly startedAt?: number;
  /** When it was settled. */
  readonly at?: number;
  readonly durationMs?: number;
  /** Who signed it off, for tasks and steps done by hand. */
  readonly by?: string;
  /** The section that was entered because of this step's failure and replaced the path. */
  readonly answeredBy?: string;
  /** Reason of a skip or failure, how it was done by hand, or the note of a task. */
  readonly reason?: string;
  /** True if its text changed after it was done. */
  readonly textChanged?: true;
  readonly notes: readonly string[];
  /** Attached files; sizes in bytes. */
  readonly files?: readonly { readonly name: string; readonly size: number; readonly masked?: number }[];
  /** For `commands` and `script`. */
  readonly commands: readonly CommandView[];
  readonly wait?: StepWait;
  /** For `record`: the values that were filled in. */
  readonly values?: Readonly<Record<string, string>>;
}

/** The wait that a step's text asks for. */
export interface StepWait {
  readonly minMs: number;
  readonly maxMs: number;
  /** The author's words. */
  readonly text: string;
  /** ms since the epoch; only during the countdown. */
  readonly startedAt?: number;
  /** The completed wait, in ms. */
  readonly waitedMs?: number;
}

/** Something a run needs before it can run a step's commands. */
export type Ask =
  | Extract<Blocked, { readonly kind: 'values' | 'name' | 'problem' }>
  | { readonly kind: 'approval'; readonly role: string; readonly quorum: number };

export type Blocked =
  | { readonly kind: 'values'; readonly names: readonly string[] }
  | { readonly kind: 'earlier'; readonly step: string }
  | ({ readonly kind: 'problem'; readonly code: string } & Told)
  | { readonly kind: 'trust' }
  /** The commands would act in another context than the runbook declares. */
  | { readonly kind: 'context'; readonly message: string; readonly asked?: Met }
  /** Somebody else has to approve first; the step's `gates` say who. */
  | { readonly kind: 'approval' }
  | { readonly kind: 'name'; readonly name: string; readonly words: string };

export interface CommandView {
  readonly state: 'waiting' | 'running' | 'judge' | 'passed' | 'failed' | 'unknown' | 'skipped';
  /** With values filled in and secrets masked: exactly what runs. */
  readonly text: string;
  readonly attemptId?: string;
  readonly startedAt?: number;
  readonly durationMs?: number;
  /** Time limit of this attempt, or of the next one, in ms; absent if there is none. */
  readonly limitMs?: number;
  readonly outcome?: Outcome;
  /** The change of the shell during the attempt; absent if the same shell goes on. */
  readonly shell?: readonly ShellFact[];
  /** In state `judge`: the exit code to be judged; `words` is the command that returned it, empty if unknown. */
  readonly question?: { readonly exit: number; readonly words: string };
  /** In state `judge`: a rule would have decided, but the output is too long for rules. */
  readonly leftOpen?: true;
  readonly output?: OutputView;
  /** Earlier attempts, oldest first; only the newest if there are many. */
  readonly earlier?: readonly Pick<CommandView, 'attemptId' | 'startedAt' | 'durationMs' | 'outcome'>[];
  /** The proposed edit that waits for confirmation. */
  readonly proposal?: ProposalView;
  /** The newest confirmed edit. */
  readonly edited?: EditedView;
  /** What can be done with it in its nested shell; only while that is open. */
  readonly inside?: InsideTurn;
  /** The guard before it is sent to its nested shell. */
  readonly guard?: Guard;
  /** Id of its process when last seen alive; only while it runs. */
  readonly process?: number;
  /** Stop was pressed: what has been tried so far. */
  readonly stopping?: 'interrupted' | 'terminated' | 'can-force';
}
