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
  /** Who has to agree, in the author's words. */
  readonly approvals: readonly Approval[];
  /** Links to other runbooks, as they are written; absent where there are none. */
  readonly runbooks?: readonly string[];
  readonly phases: readonly Phase[];
  readonly inputs: readonly PageInput[];
  readonly problems: readonly Remark[];
}

/** What is wrong with the text in one place, in English and as data for another language. */
export interface Remark extends Told {
  readonly line: number;
}

/** What the author says of the runbook itself, in the author's words. */
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
  /** The author's: stands in its field, to be set or changed. */
  readonly default?: string;
  readonly choices?: readonly string[];
  /** Ids of the steps that need it. */
  readonly steps: readonly string[];
}

/** A top section of the runbook. */
export interface Phase {
  readonly id: string;
  /** "1", "2"… on the path, "R", "R2", "T"… off it, empty where there is nothing to do in it. */
  readonly number: string;
  readonly title: string;
  readonly line: number;
  readonly role: Role;
  readonly planned?: Planned;
  /** Of a branch: when the runbook says to take it; any of these is enough. */
  readonly criteria?: readonly Criterion[];
  readonly blocks: readonly Block[];
}

/** When the runbook says to take a branch, in its words. */
export interface Criterion {
  readonly text: string;
  readonly line: number;
  /** Ids of the cards it speaks of; absent where it speaks of none in particular. */
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
  /** `level` is that of the heading which is its title, where it has one of its own. */
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
  /** The step that this one may stand in for. */
  readonly alternativeTo?: string;
  /** True for commands that are for what only a person sees; a walk passes them over. */
  readonly isConditional?: boolean;
  /** True for commands that their author marks so; a walk passes them over. */
  readonly optional?: true;
  /** Of `check`: one for each task. */
  readonly tasks?: readonly Task[];
  /** Of `commands`: one for each statement. */
  readonly commands?: readonly PageCommand[];
  /** Of `manual`: rendered Markdown. */
  readonly html?: string;
  /** Of `script`, `template`, `file`, `suggested`: the text itself. */
  readonly text?: string;
  /** Of `suggested`: what its last command prints, where the runbook says so. */
  readonly expected?: string;
  readonly language?: string;
  /** Of `script` and `file`: the path under which the runbook keeps it. */
  readonly savedAs?: string;
  /** Of `template`: what is filled in, in the order of its text. */
  readonly blanks?: readonly Blank[];
  /** Of `record`. */
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
  /** What its words say that a reading should be, such as `< 1%`. */
  readonly limit?: string;
}

/** UX state of a step; `waiting` is a coming step that is not its turn yet. */
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
  /** Set where the text is only walked through: nothing can run, and nothing is written to any log. */
  readonly rehearsal?: true;
  /** ms since the epoch. */
  readonly startedAt: number;
  /** From when a clock counts how long it is walked, ms since the epoch; absent until something of a step is done. */
  readonly walkedFrom?: number;
  readonly closed?: Closed;
  /** Set while the run is offered to somebody else: then nothing can be done in it. */
  readonly offer?: OfferView;
  readonly recording: Recording;
  readonly facts: Facts;
  /** What the runbook and the team's policy ask of where commands act; absent where they ask nothing. */
  readonly asked?: readonly Met[];
  readonly now: Now;
  readonly values: readonly Value[];
  /** By step id; every step of the page is here. */
  readonly steps: Readonly<Record<string, StepView>>;
  /** By phase id, for what the path counts. */
  readonly progress: Readonly<Record<string, Progress>>;
  readonly total: Progress;
  readonly tally: Tally;
  /** Ids of the sections off the path that were entered, in order. */
  readonly branches: readonly string[];
  /** The one of them that took the place of the rest of the path; absent where none did. */
  readonly replacedBy?: string;
  /** Set once, after a resume: what happened while nobody watched, and what of the shell was restored. */
  readonly resumed?: {
    readonly awayMs: number;
    readonly session: 'kept' | 'restored' | 'new';
    /** Whoever looks was not away: somebody else walked the run until now. */
    readonly takenOver?: true;
  };
  /** Absent where no command left anything running. */
  readonly background?: BackgroundView;
  /** Where the runner cannot do what it should, in plain words. */
  readonly notices: readonly Notice[];
  /** Answers to a request that came and are not accepted; absent where there are none. */
  readonly answerProblems?: readonly Unaccepted[];
  /** What was found by looking around, before the first action; and who will have to agree before commands run. */
  readonly preflight?: Preflight & { readonly gates?: readonly GateAhead[] };
}

/** Who has to agree before the commands of some steps run; none named means all of them. */
export type GateAhead = Pick<Gate, 'role' | 'quorum' | 'steps' | 'text'>;

export type Notice =
  | { readonly kind: 'in-host' }
  /** The file holds another text; `digest` is its SHA-256. */
  | ({ readonly kind: 'runbook-changed'; readonly digest: string } & Reach)
  | { readonly kind: 'untrusted' }
  /** Secrets of so few characters that masking hardly hides them, by their names. */
  | { readonly kind: 'short-secret'; readonly names: readonly string[] }
  | { readonly kind: 'key-made'; readonly path: string; readonly sentence: string }
  /** A key that cannot sign unattended was passed over. */
  | { readonly kind: 'key-passed-over'; readonly path: string; readonly sentence: string };

export interface Recording {
  readonly ok: boolean;
  readonly entries: number;
  readonly unsigned: number;
  /** The run is closed, and the operator's key has not signed that yet. */
  readonly sealUnsigned?: true;
  /** Absolute path of the run's folder, once there is one. */
  readonly folder?: string;
  /** Why nothing can be recorded: an English sentence, and the same for whoever says it in another language. */
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
  /** In a rehearsal, of every step: what a run would ask for here. */
  readonly asks?: readonly Ask[];
  /** Who has to agree before its next command runs; absent where nobody has to. */
  readonly gates?: readonly GateView[];
  /** 1 for the first time through. */
  readonly attempt: number;
  readonly startedAt?: number;
  /** When it was settled. */
  readonly at?: number;
  readonly durationMs?: number;
  /** Who signed it off, for checks and what was done by hand. */
  readonly by?: string;
  /** The section that was entered because of this step's failure, and has taken the place of the path. */
  readonly answeredBy?: string;
  /** Reason of a skip, a failure or a hand; the note of a check. */
  readonly reason?: string;
  /** True where it was done already, and its text is another now. */
  readonly textChanged?: true;
  readonly notes: readonly string[];
  /** Files that were attached; sizes in bytes. */
  readonly files?: readonly { readonly name: string; readonly size: number; readonly masked?: number }[];
  /** Of `commands` and `script`. */
  readonly commands: readonly CommandView[];
  readonly wait?: StepWait;
  /** Of `record`: what was filled in. */
  readonly values?: Readonly<Record<string, string>>;
}

/** How long the step's words say to wait or to watch. */
export interface StepWait {
  readonly minMs: number;
  readonly maxMs: number;
  /** The author's words. */
  readonly text: string;
  /** ms since the epoch; only while it is counted down. */
  readonly startedAt?: number;
  /** How long was waited, in ms. */
  readonly waitedMs?: number;
}

/** What a run asks for before the commands of a step, or why it cannot run them. */
export type Ask =
  | Extract<Blocked, { readonly kind: 'values' | 'name' | 'problem' }>
  | { readonly kind: 'approval'; readonly role: string; readonly quorum: number };

export type Blocked =
  | { readonly kind: 'values'; readonly names: readonly string[] }
  | { readonly kind: 'earlier'; readonly step: string }
  | ({ readonly kind: 'problem'; readonly code: string } & Told)
  | { readonly kind: 'trust' }
  /** Commands would act somewhere else than the runbook declares. */
  | { readonly kind: 'context'; readonly message: string; readonly asked?: Met }
  /** Somebody else has to agree first; `gates` of the step says who. */
  | { readonly kind: 'approval' }
  | { readonly kind: 'name'; readonly name: string; readonly words: string };

export interface CommandView {
  readonly state: 'waiting' | 'running' | 'judge' | 'passed' | 'failed' | 'unknown' | 'skipped';
  /** With values filled in and secrets masked: exactly what runs. */
  readonly text: string;
  readonly attemptId?: string;
  readonly startedAt?: number;
  readonly durationMs?: number;
  /** How long it may take, or might, in ms; absent where nothing limits it. */
  readonly limitMs?: number;
  readonly outcome?: Outcome;
  /** What became of the shell meanwhile; absent where it simply went on. */
  readonly shell?: readonly ShellFact[];
  /** In state `judge`: what an exit code that is not 0 asks; `words` is the command that gave it, empty where it is not known. */
  readonly question?: { readonly exit: number; readonly words: string };
  /** In state `judge`: a rule would have decided, but the output is longer than rules look at. */
  readonly leftOpen?: true;
  readonly output?: OutputView;
  /** How it ended before it was tried again, oldest first; the newest of them where there are many. */
  readonly earlier?: readonly Pick<CommandView, 'attemptId' | 'startedAt' | 'durationMs' | 'outcome'>[];
  /** A text that waits to be confirmed in its place, and the newest that was. */
  readonly proposal?: ProposalView;
  readonly edited?: EditedView;
  /** What can be done about it in the shell that it is meant for; only while that is open. */
  readonly inside?: InsideTurn;
  /** The name to type before it is sent there. */
  readonly guard?: Guard;
  /** The process that does it, as it was seen alive last; only while it runs. */
  readonly process?: number;
  /** Stop was pressed: what has been tried so far. */
  readonly stopping?: 'interrupted' | 'terminated' | 'can-force';
}
