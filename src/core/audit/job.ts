import type { JobsDecision } from '../run/job.ts';
import type { Author } from './author.ts';

/** Something that a command left running in the background: that it was seen, what was done about it, how it ended. */
export interface Job {
  readonly type: 'job';
  /** Its name in this log. */
  readonly job: string;
  readonly event: 'left' | 'stopped' | 'forced' | 'ended';
  readonly pid: number;
  /** The attempt that started it, as far as can be told. */
  readonly attemptId?: string;
  /** Of `left`: its arguments as the system shows them, secrets masked. */
  readonly cmd?: string;
  /** Of `ended`, where the shell knows it. */
  readonly exit?: number;
  /** Of `stopped` and `forced`. */
  readonly by?: Author;
}

type Told = Job | { readonly type: 'context'; readonly host: string };

/** What a log says of a host's jobs whose end it does not tell, by their names in it: that each was left. */
export function jobsLeft(
  entries: readonly (Told | { readonly type: string })[],
  host: string,
): ReadonlyMap<string, Job> {
  const left = new Map<string, Job>();
  let isHere = false;
  for (const entry of entries.filter(isTold)) {
    if (entry.type === 'context') isHere = entry.host === host;
    else if (entry.event === 'left' && isHere) left.set(entry.job, entry);
    else if (entry.event === 'ended' && isHere) left.delete(entry.job);
  }
  return left;
}

function isTold(entry: Told | { readonly type: string }): entry is Told {
  return entry.type === 'job' || entry.type === 'context';
}

/** What was decided about the jobs that were alive when the shell was to end. */
export interface Jobs {
  readonly type: 'jobs';
  readonly decision: JobsDecision;
  readonly by: Author;
  readonly alive: readonly { readonly job: string; readonly pid: number }[];
}
