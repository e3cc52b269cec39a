// What the core and the runner need from outside. Adapters implement these; tests fake them only here.
import type { ClusterAnswer } from './cluster/live.ts';
import type { Named } from './cluster/named.ts';
import type { SessionJob } from './run/job.ts';
import type { CommandOrigin, TracedVariable } from './run/environment.ts';
import type { Outcome } from './run/outcome.ts';
import type { ShellChange } from './run/shellChange.ts';

export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Monotonic microseconds since an arbitrary start. */
  monotonic(): number;
}

/** One statement for the session: the text is run as it is. */
export interface Execution {
  readonly attemptId: string;
  readonly text: string;
  readonly shell: 'bash' | 'sh';
  /** The step that it belongs to, and its place there, from 0. */
  readonly from?: Omit<CommandOrigin, 'line'>;
  /** 1-based line of the runbook on which `text` begins; LINENO is padded to it. */
  readonly line: number;
  /** `block` runs the text in a fresh bash of its own. */
  readonly run: 'statements' | 'block';
  /** What reads a block in place of the shell, as behind a script's `#!`. */
  readonly interpreter?: string;
  /** Passed by environment for this statement only; the way secrets take. */
  readonly environment: Readonly<Record<string, string>>;
  /** Set and exported before the statement, and kept for later ones. */
  readonly variables?: Readonly<Record<string, string>>;
  /** `none` where nobody is there to type: the statement then finds the end of its input at once. */
  readonly input?: 'terminal' | 'none';
  /** Absent where neither the author nor a setting gives one. */
  readonly timeoutMs?: number;
}

export interface ExecutionEnd {
  readonly outcome: Outcome;
  readonly durationMs: number;
  /** The session's directory afterwards. */
  readonly cwd: string;
  /** Absent where the shell simply went on. */
  readonly shell?: ShellChange;
}

/** Process ids. */
export interface LiveProcess {
  readonly shell: number;
  /** What the shell waits for; absent where it does the work itself. */
  readonly command?: number;
}

/** The one shell of a run. */
export interface Session {
  /** One at a time; resolves once, never rejects for what the command did. Output goes to the sink the session was made with. */
  run(execution: Execution): Promise<ExecutionEnd>;
  /** Options that a statement sets (`-e`, `-u`, `-x`, pipefail…) last until the block ends. */
  beginBlock(): void;
  endBlock(): void;
  /** INT, then TERM after 2 s; the caller may `force` when it asks to. */
  stop(): void;
  force(): void;
  /** Gives the running command more time, in ms; false where it has no limit, or has reached it. */
  extend(ms: number): boolean;
  /** What a terminal's keys send, unchanged: the one that ends a line is CR. */
  press(keys: string): void;
  /** How the last command of the shell that reads the terminal ended, one within the session's own; undefined where nothing answers. */
  probe(): Promise<number | undefined>;
  resize(columns: number, rows: number): void;
  /** The processes that are alive while a command runs; undefined where none does or the system does not say. */
  process(): Promise<LiveProcess | undefined>;
  /** The variables that a command would inherit now; undefined before the shell has said them. */
  environment(): Readonly<Record<string, string>> | undefined;
  /** Every variable, also one that commands do not inherit, and who set it last. */
  variables(): readonly TracedVariable[];
  /**
   * What commands have left running in the background; a command under way is none of it. `earlier` names what earlier sessions have left,
   * which is found also where nothing in it says so.
   */
  jobs(earlier?: ReadonlySet<string>): Promise<readonly SessionJob[]>;
  /** Exit codes of the shell's own jobs that are no more, by pid; what it does not know is left out. */
  exits(pids: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** Ends the shell; `hang-up` ends its jobs too, as a terminal does that is closed. */
  close(jobs?: 'hang-up' | 'leave'): Promise<void>;
}

/** A kube context and its namespace; empty names for none. */
export interface Pointed {
  readonly context: string;
  readonly namespace: string;
}

/** What is asked of a cluster. */
export interface ClusterQuestion {
  /** Where commands of the run act, as its own facts say; nothing else is ever asked. */
  readonly place: Pointed;
  /** Where the kubeconfig may point by itself: the run's facts were looked at since, and say what stands above. */
  readonly besides?: Pointed;
  readonly named: readonly Named[];
  /** The way to sign in that somebody agreed to. */
  readonly signIn?: string;
  /** The shell's own: a kubeconfig may be named from its directory, and a program that signs in reads its variables. */
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** The cluster that commands of a run would act on; it is only ever read. */
export interface Cluster {
  /** Reads once; never rejects, and comes to an end by itself. */
  read(question: ClusterQuestion): Promise<ClusterAnswer>;
  /** Lets go of everything; the next reading begins anew. */
  rest(): void;
}
