import type { OutputView } from './view/outputView.ts';

/** Something that a command has left running in the background: a process group of the session, or a daemon it started. */
export interface SessionJob {
  /** Of the group's leader, else of its oldest process. */
  readonly pid: number;
  readonly group: number;
  /** It shares the shell's own process group, as what `exec 7< <(…)` starts does: signals are for it alone. */
  readonly alone?: true;
  /** Together with `pid` it names a process for ever; as the system says it. */
  readonly born: string;
  /** ms since the epoch. */
  readonly startedAt: number;
  /** Its arguments, as the system shows them; empty where it is a part of the shell itself, as `( … ) &` is. */
  readonly command: string;
  /** Its processes' parents, for what one job has started in turn. */
  readonly parents: readonly number[];
  /** True where the shell itself started it, so that the shell knows how it ends. */
  readonly ofShell: boolean;
  /** A closed terminal does not end it: it ignores the hang-up, or has a session of its own. */
  readonly detached: boolean;
  /** Suspended, as by Ctrl-Z. */
  readonly suspended: boolean;
  /** Another user's, as what `sudo` runs: no signal of ours reaches it. */
  readonly foreign?: true;
  /** The attempt that started it, where the shell can say so: absent while that one runs. */
  readonly attemptId?: string;
}

/** What a log calls a job: no other process has had that name since the machine was started. */
export function jobName({ pid, born }: Pick<SessionJob, 'pid' | 'born'>): string {
  return `${pid}-${born}`;
}

/** What becomes of jobs that outlive a run: `hang-up` does what a terminal does that is closed. */
export type JobsDecision = 'end' | 'leave' | 'hang-up';

/** Something that a command left running in the background. */
export interface JobView {
  readonly id: string;
  readonly pid: number;
  /** Its arguments, or the command that started it where those say nothing; secrets masked. */
  readonly command: string;
  /** ms since the epoch. */
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly state: 'running' | 'suspended' | 'ended';
  /** Of `ended`, where the shell knows it. */
  readonly exit?: number;
  /** Closing the terminal does not end it. */
  readonly detached: boolean;
  /** Another user's: it cannot be ended from here. */
  readonly foreign?: true;
  /** The attempt that started it, as far as can be told. */
  readonly attemptId?: string;
  /** Stop was pressed: what has been tried so far. */
  readonly stopping?: 'interrupted' | 'terminated' | 'can-force';
  /** It ended once Stop was pressed: its exit code is no failure. */
  readonly stopped?: true;
}

/** What commands left running, and what was printed while none of them ran. */
export interface BackgroundView {
  readonly jobs: readonly JobView[];
  readonly output?: OutputView;
}
