import type { ReadAnswers } from '../adapters/audit/approvals/answers.ts';
import type { Wish } from '../adapters/audit/turn.ts';
import type { Cluster } from '../core/ports.ts';
import type { Author } from '../core/audit/author.ts';
import type { Recorded } from '../core/audit/entry.ts';
import type { ShellLeft } from '../core/audit/handover/handover.ts';
import type { Plan } from '../core/run/plan.ts';
import type { OfferSeen } from '../core/run/offer.ts';
import type { Facts, Notice, Preflight, RunView } from '../core/run/view/view.ts';
import type { Grammar } from '../core/shell/grammar.ts';
import type { WalkObserver } from './log/observer.ts';
import type { OpenedLog } from './log/runLog.ts';
import type { ReadText, RunbookFile } from './text/runText.ts';
import type { Look } from './session/preflight.ts';
import type { Stage } from './session/stage.ts';
import type { ReadFacts } from './session/whereabouts.ts';

/** What a walk is made of. */
export interface WalkOptions {
  /** The text that is walked, until another one is adopted. */
  readonly begins: ReadText;
  /** The file that the text came from, read anew. */
  readonly file: RunbookFile;
  /** Opens the log: a new one at the first action, so that looking at a runbook leaves no trace. */
  readonly openLog: (wish: Wish) => Promise<OpenedLog>;
  /** The entries of a run that is offered to somebody, or that another person walks. */
  readonly offered?: readonly Recorded[];
  /** Who may do what with the offer, and what they have not seen. */
  readonly standing?: OfferSeen;
  /** What the shell holds, as far as it is known once it has ended. */
  readonly shellLeft: (folder: string) => Omit<ShellLeft, 'jobs'> | null;
  /** Why nobody of a name could take the run over; absent where nobody looks. */
  readonly refuseSuccessor?: (folder: string, to: string) => Promise<string | undefined>;
  /** Copies to where git takes it what whoever takes over needs. */
  readonly keepForOthers: (folder: string, objects: readonly string[]) => void;
  readonly stage: Stage;
  readonly grammar: Grammar;
  /** What the commands act on, for whoever watches; absent where nobody does. */
  readonly cluster?: Cluster;
  readonly facts: Facts;
  readonly readFacts: ReadFacts;
  /** What approvers said in the run's folder, as far as it is believed. */
  readonly readAnswers: (folder: string) => Promise<ReadAnswers>;
  readonly notices: readonly Notice[];
  readonly resumed?: RunView['resumed'];
  /** False where nothing may be run until the workspace is trusted. */
  readonly trusted: boolean;
  /** How long a command may take, in ms, where its author says nothing; what never ends by itself is not meant. */
  readonly timeoutMs?: number;
  /** True where a step stops before a command whose words ask to wait, for a person who looks on. */
  readonly stopsToWait?: boolean;
  /** False where nobody is there who could type the name of what a command takes away. */
  readonly asksForNames?: boolean;
  /** Whose word it is where nobody is asked. */
  readonly author: Author;
  /** Told of every entry once it is durable, and of every masked byte once it is written. */
  readonly observer?: WalkObserver;
  /** Looks at the place the run would begin in; absent where nobody shows it. */
  readonly look?: (
    plan: Plan,
    look: Look,
  ) => Promise<{ readonly facts: Facts; readonly preflight: Preflight }>;
}
