import type { AttemptFinished, AttemptStarted } from '../audit/entry.ts';
import type { Edit } from './change/edit.ts';
import type { Outcome } from './outcome.ts';
import { outcomeOf } from './recordedOutcome.ts';
import { readShellChange, type ShellChange } from './shellChange.ts';

/** One execution of one statement, according to the log. */
export interface Attempt {
  readonly id: string;
  readonly statement: number;
  readonly startedAt: number;
  readonly durationMs?: number;
  /** Time limit in ms; absent if there is none. */
  readonly limitMs?: number;
  /** Absent while it runs; `lost` once a later segment has recorded it as dangling. */
  readonly outcome?: Outcome;
  /** The change of the shell during the attempt, and its directory afterwards; absent if the same shell goes on. */
  readonly shell?: { readonly change: ShellChange; readonly cwd: string };
  readonly bytes: number;
  readonly masked: number;
  readonly judged?: 'met' | 'differs' | 'finished' | 'failed';
  /** The edit that ran instead of the runbook's command. */
  readonly edit?: Edit;
}

/** The attempts of a step's statements. */
export interface Attempts {
  /** The newest attempt of each statement, by its index. */
  readonly attempts: Readonly<Record<number, Attempt>>;
  /** Attempts that were followed by another of the same statement, oldest first. */
  readonly earlier?: readonly Attempt[] | undefined;
}

/** Adds an attempt; the one it replaces moves to `earlier`. */
export function tried<T extends Attempts>(record: T, attempt: Attempt): T {
  const before = record.attempts[attempt.statement];
  const attempts = { ...record.attempts, [attempt.statement]: attempt };
  return before === undefined
    ? { ...record, attempts }
    : { ...record, attempts, earlier: [...(record.earlier ?? []), before] };
}

/** Changes one of the newest attempts. */
export function amended<T extends Attempts>(record: T, id: string, change: (attempt: Attempt) => Attempt): T {
  const attempt = Object.values(record.attempts).find(candidate => candidate.id === id);
  if (attempt === undefined) return record;
  return { ...record, attempts: { ...record.attempts, [attempt.statement]: change(attempt) } };
}

/** Moves all attempts of a reopened step to `earlier`. */
export function takenBack({ attempts, earlier = [] }: Attempts): Attempts {
  return { attempts: {}, earlier: [...earlier, ...Object.values(attempts)] };
}

/** The attempt that an entry begins. */
export function begun(entry: AttemptStarted, at: number, newest: Edit | undefined): Attempt {
  const { attemptId: id, stmt: statement, limitMs } = entry;
  const edit = newest?.digest === entry.edit ? newest : undefined;
  const limit = limitMs === undefined ? {} : { limitMs };
  return {
    id,
    statement,
    startedAt: at,
    bytes: 0,
    masked: 0,
    ...limit,
    ...(edit === undefined ? {} : { edit }),
  };
}

/** An attempt whose end nobody knows. */
export function lost(attempt: Attempt): Attempt {
  return { ...attempt, outcome: { kind: 'lost' } };
}

/** An attempt with its recorded end. */
export function finished(attempt: Attempt, entry: AttemptFinished): Attempt {
  const bytes = entry.outputs.reduce((sum, output) => sum + output.bytes, 0);
  const masked = entry.outputs.reduce((sum, output) => sum + output.masked, 0);
  const change = readShellChange(entry.shell);
  const shell = change === undefined ? {} : { shell: { change, cwd: entry.cwd } };
  return { ...attempt, outcome: outcomeOf(entry), durationMs: entry.durMs, bytes, masked, ...shell };
}
