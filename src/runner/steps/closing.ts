import type { JobsDecision, JobView } from '../../core/run/job.ts';
import { refuseClose, refuseReason } from '../../core/run/refuse.ts';
import type { Refusal } from '../../core/run/refusal.ts';
import type { Walk } from '../walk.ts';

/** Closes a run as done. `jobs` decides about background jobs and is required if any are alive. Returns the refusal, if any. */
export async function close(walk: Walk, jobs: JobsDecision | undefined): Promise<Refusal | undefined> {
  return refuseClose(walk.moment) ?? (await end(walk, { result: 'done' }, jobs));
}

/** Closes a run as aborted. Returns the refusal, if any. */
export async function abort(
  walk: Walk,
  reason: string,
  jobs: JobsDecision | undefined,
): Promise<Refusal | undefined> {
  const refused = walk.refuseAny() ?? refuseReason(reason);
  if (refused !== undefined) return refused;
  if (walk.running !== undefined)
    return { code: 'busy', message: 'A command is running. Stop it first, then abort the run.' };
  return await end(walk, { result: 'aborted', reason }, jobs);
}

/** Interrupts a background job, then terminates it. Returns the refusal, if any. */
export function stopJob(walk: Walk, job: string): Refusal | undefined {
  return walk.refuseAny() ?? refuseForeign(walk, job) ?? (walk.left.jobs.stop(job) ? undefined : gone);
}

/** Kills a background job. Returns the refusal, if any. */
export function forceJob(walk: Walk, job: string): Refusal | undefined {
  return walk.refuseAny() ?? refuseForeign(walk, job) ?? (walk.left.jobs.force(job) ? undefined : gone);
}

const gone: Refusal = {
  code: 'not-running',
  message: 'This background command has ended.',
  because: { kind: 'job-ended' },
};

/** A stop that reaches nothing is no stop, and the log is not to say that there was one. */
function refuseForeign(walk: Walk, id: string): Refusal | undefined {
  const job = walk.left.jobs.alive.find(one => one.id === id);
  if (job?.foreign === undefined) return undefined;
  const message = `It belongs to another user, so it cannot be ended from here. As that user: kill ${job.pid}`;
  return { code: 'not-allowed', message, because: { kind: 'job-foreign', pid: job.pid } };
}

interface End {
  readonly result: 'done' | 'aborted';
  readonly reason?: string;
}

/** Closing takes its time, so a second press may come meanwhile, or one that runs a step: neither finds the shell or the log half ended. */
async function end(walk: Walk, how: End, jobs: JobsDecision | undefined): Promise<Refusal | undefined> {
  if (walk.work.isClaimed)
    return {
      code: 'busy',
      message: 'The run is being closed, or a command is about to run. Wait for its end.',
    };
  walk.work.claim();
  try {
    return await endOnce(walk, how, jobs);
  } finally {
    walk.work.unclaim();
  }
}

async function endOnce(
  walk: Walk,
  { result, reason }: End,
  jobs: JobsDecision | undefined,
): Promise<Refusal | undefined> {
  const alive = await walk.left.alive();
  if (alive.length > 0 && jobs === undefined) return stillAlive(alive);
  await walk.left.end(jobs ?? 'hang-up', walk.options.author);
  walk.waits.endAll(walk.options.author);
  walk.record({ type: 'session.ended', reason: 'closed' });
  await walk.log.seal(result, reason === undefined ? undefined : walk.values.mask(reason));
  return undefined;
}

/** Something that commands left running is alive, and nobody has said what becomes of it. */
export function stillAlive(alive: readonly JobView[]): Refusal {
  const named = alive.map(({ command, pid }) => `${command} (process ${pid})`).join(', ');
  return {
    code: 'jobs-alive',
    message: `Still running in the background: ${named}. Say whether to end or to leave them.`,
  };
}
