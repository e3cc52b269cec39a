// What the core and the runner need from outside. Adapters implement these ports; they are the only place for fakes in tests.
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

/** One statement for the session, whose text runs exactly as it is. */
export interface Execution {
  readonly attemptId: string;
  readonly text: string;
  readonly shell: 'bash' | 'sh';
  /** The step it belongs to, and its index there, from 0. */
  readonly from?: Omit<CommandOrigin, 'line'>;
  /** 1-based line of the runbook on which `text` begins; LINENO is padded to it. */
  readonly line: number;
  /** `block` runs the text in a fresh bash of its own. */
  readonly run: 'statements' | 'block';
  /** The interpreter that reads a block instead of the shell, as named by a script's `#!`. */
  readonly interpreter?: string;
  /** Environment variables for this statement only; the only way in which secrets are passed. */
  readonly environment: Readonly<Record<string, string>>;
  /** Set and exported before the statement, and kept for later ones. */
  readonly variables?: Readonly<Record<string, string>>;
  /** `none` in an unattended run: the statement finds its standard input at its end. */
  readonly input?: 'terminal' | 'none';
  /** Absent if neither the author nor a setting gives one. */
  readonly timeoutMs?: number;
}

export interface ExecutionEnd {
  readonly outcome: Outcome;
  readonly durationMs: number;
  /** The session's directory afterwards. */
  readonly cwd: string;
  /** Absent if the same shell goes on. */
  readonly shell?: ShellChange;
}

/** Process ids. */
export interface LiveProcess {
  readonly shell: number;
  /** The process the shell waits for; absent for a builtin. */
  readonly command?: number;
}

/** The one shell of a run. */
export interface Session {
  /** Runs one statement at a time. Never rejects for what the command does. Output goes to the sink the session was made with. */
  run(execution: Execution): Promise<ExecutionEnd>;
  /** Options that a statement sets (`-e`, `-u`, `-x`, pipefail…) last until the block ends. */
  beginBlock(): void;
  endBlock(): void;
  /** Sends INT, then TERM after 2 s; the caller may `force` when an event offers it. */
  stop(): void;
  force(): void;
  /** Gives the running command more time, in ms; false if it has no limit, or has reached it. */
  extend(ms: number): boolean;
  /** Types keys as a terminal sends them, unchanged: Enter is CR. */
  press(keys: string): void;
  /** Exit code of the last command in a nested shell that reads the terminal; undefined if nothing answers. */
  probe(): Promise<number | undefined>;
  resize(columns: number, rows: number): void;
  /** The processes of the running command; undefined if none runs or the system does not tell. */
  process(): Promise<LiveProcess | undefined>;
  /** The variables a command would inherit now; undefined before the shell has reported them. */
  environment(): Readonly<Record<string, string>> | undefined;
  /** Every variable, exported or not, and who set it last. */
  variables(): readonly TracedVariable[];
  /**
   * The background jobs that commands left running, without the current command. `earlier` names jobs of earlier sessions of the run,
   * which are then found even if nothing marks them as this session's.
   */
  jobs(earlier?: ReadonlySet<string>): Promise<readonly SessionJob[]>;
  /** Exit codes of the shell's own jobs that have ended, by pid; unknown ones are left out. */
  exits(pids: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** Ends the shell; `hang-up` ends its jobs too, as a closed terminal does. */
  close(jobs?: 'hang-up' | 'leave'): Promise<void>;
}

/** A kube context and its namespace; empty names for none. */
export interface Pointed {
  readonly context: string;
  readonly namespace: string;
}

/** What is asked of a cluster. */
export interface ClusterQuestion {
  /** The context in which the run's commands act; no other is ever asked. */
  readonly place: Pointed;
  /** The context the kubeconfig may point to meanwhile, although the run's newest facts name `place`. */
  readonly besides?: Pointed;
  readonly named: readonly Named[];
  /** The sign-in command that the operator agreed to. */
  readonly signIn?: string;
  /** Those of the shell: KUBECONFIG may be relative to its directory, and a sign-in program reads its variables. */
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** The cluster that a run's commands would act on; read-only. */
export interface Cluster {
  /** Reads once. Never rejects, and always ends by itself. */
  read(question: ClusterQuestion): Promise<ClusterAnswer>;
  /** Closes all connections; the next reading opens new ones. */
  rest(): void;
}
