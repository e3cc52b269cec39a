import type { Author, Judged } from '../audit/entry.ts';
import { outcomeOf, sizesOf, type Attempt } from './attempt.ts';

/** What an event shows once it is opened. */
export interface EventDetail {
  readonly attempts: readonly AttemptDetail[];
  readonly digests: readonly EntryDigest[];
}

/** One command as it was run. */
export interface AttemptDetail {
  readonly id: string;
  /** Which command of its step, from 1, and how many it has. */
  readonly command: number;
  readonly commands: number;
  readonly title?: string;
  /** As it ran, secrets masked. */
  readonly text: string;
  readonly cwd: string;
  /** Of a command that was edited: what the runbook has. */
  readonly written?: string;
  readonly outcome: string;
  readonly code?: string | number;
  readonly durationMs?: number;
  readonly expected?: string;
  readonly judged?: { readonly decision: Judged['decision']; readonly by: Author };
  readonly bytes: number;
  readonly kept: number;
  readonly masked: number;
  readonly truncated: boolean;
  /** The last lines of its output; of an output that was changed or is missing, what is left of it. */
  readonly tail: readonly string[];
  /** Whether the output is what was recorded. */
  readonly output: 'kept' | 'changed' | 'missing' | 'none';
}

/** The hashes that tie an entry to its place, for checking by hand. */
export interface EntryDigest {
  /** Number in the run. */
  readonly entry: number;
  readonly file: string;
  readonly line: number;
  readonly type: string;
  /** SHA-256 of the line, LF included. */
  readonly hash: string;
  /** What the line after it says that this one's is; absent at the end of a file. */
  readonly next?: string;
}

/** An attempt told, with the end of its output. */
export function detailOf(attempt: Attempt, shown: Pick<AttemptDetail, 'tail' | 'output'>): AttemptDetail {
  const { id, index, of, title, started, written, finished } = attempt;
  const judged = attempt.judged.at(-1);
  const expected = judged?.expected ?? attempt.expected;
  return {
    id,
    command: index + 1,
    commands: of,
    ...(title === undefined ? {} : { title }),
    text: started.cmd ?? written ?? '',
    cwd: started.cwd,
    ...(started.edit === undefined || written === undefined ? {} : { written }),
    ...outcomeOf(attempt),
    ...(finished === undefined ? {} : { durationMs: finished.durMs }),
    ...(expected === undefined ? {} : { expected }),
    ...(judged === undefined ? {} : { judged: { decision: judged.decision, by: judged.by } }),
    ...sizesOf(attempt),
    ...shown,
  };
}
