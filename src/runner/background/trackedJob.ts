import type { JobView, SessionJob } from '../../core/run/job.ts';

/** A job that was found, and what has become of it. */
export interface TrackedJob {
  readonly id: string;
  readonly attemptId: string | undefined;
  job: SessionJob;
  /** What the log calls it, where an earlier session recorded it. */
  readonly command?: string;
  stopping?: NonNullable<JobView['stopping']>;
  /** Gone; `exit` where the shell knows it. `told` once the log says so. */
  ended?: { readonly at: number; exit?: number; told: boolean };
}

/** As views show it; `command` is masked. */
export function viewOf({ id, job, attemptId, stopping, ended }: TrackedJob, command: string): JobView {
  return {
    id,
    pid: job.pid,
    command,
    startedAt: job.startedAt,
    state: ended !== undefined ? 'ended' : job.suspended ? 'suspended' : 'running',
    detached: job.detached,
    ...(job.foreign === undefined ? {} : { foreign: job.foreign }),
    ...(attemptId === undefined ? {} : { attemptId }),
    ...(ended === undefined ? {} : { endedAt: ended.at }),
    ...(ended?.exit === undefined ? {} : { exit: ended.exit }),
    ...(stopping === undefined ? {} : ended === undefined ? { stopping } : { stopped: true }),
  };
}

export function isSame(one: SessionJob, other: SessionJob): boolean {
  return one.pid === other.pid && one.born === other.born;
}
