import type { JobsDecision, JobView } from '../../core/run/job.ts';
import type { Walk } from '../../runner/walk.ts';
import type { Person } from './person.ts';

/** What `--background` may say. */
export const decisions: readonly JobsDecision[] = ['end', 'leave', 'hang-up'];

export interface Asked {
  readonly walk: Walk;
  /** What `--background` says. */
  readonly decision?: JobsDecision;
  readonly person?: Person;
}

/**
 * Decides about background jobs at the end of a run: by the option, else by the operator, else as a closed terminal would. Undefined if
 * none are alive; `left` if the operator left the question without an answer.
 */
export async function decideOnJobs({
  walk,
  decision,
  person,
}: Asked): Promise<JobsDecision | 'left' | undefined> {
  const alive = await walk.left.alive();
  if (alive.length === 0) return undefined;
  if (decision !== undefined) return decision;
  if (person === undefined) return 'hang-up';
  const asks = alive.length === 1 ? 'End it?' : 'End them?';
  const question = ['Still running in the background:', ...alive.map(lineOf), asks].join('\n');
  const end = await person.confirm(question);
  return end === undefined ? 'left' : end ? 'end' : 'leave';
}

function lineOf({ command, pid }: JobView): string {
  return `  ${command} (process ${pid})`;
}

/** What earlier sessions of the run left running, which no entry of this one names. */
export async function takenUpNotes(walk: Walk): Promise<readonly string[]> {
  return (await walk.left.takenUp()).map(
    job => `An earlier session left running in the background:${lineOf(job).slice(1)}`,
  );
}
