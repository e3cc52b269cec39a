import type { AttemptFinished, AttemptStarted } from '../audit/entry.ts';
import type { Edit } from './change/edit.ts';
import type { Outcome } from './outcome.ts';
import { outcomeOf } from './recordedOutcome.ts';
import { readShellChange, type ShellChange } from './shellChange.ts';

/** What the log says of one execution of one statement. */
export interface Attempt {
  readonly id: string;
  readonly statement: number;
  readonly startedAt: number;
  readonly durationMs?: number;
  /** How long it may take, in ms; absent where nothing limits it. */
  readonly limitMs?: number;
  /** Absent while it runs; `lost` once a later segment found it dangling. */
  readonly outcome?: Outcome;
  /** What became of the shell meanwhile, and where it stood afterwards; absent where it simply went on. */
  readonly shell?: { readonly change: ShellChange; readonly cwd: string };
  readonly bytes: number;
  readonly masked: number;
  readonly judged?: 'met' | 'differs' | 'finished' | 'failed';
  /** What ran in the place of the runbook's command. */
  readonly edit?: Edit;
}

/** What was tried of a step's statements. */
export interface Attempts {
  /** The newest attempt of each statement, by its index. */
  readonly attempts: Readonly<Record<number, Attempt>>;
  /** Those that were tried again, oldest first. */
  readonly earlier?: readonly Attempt[] | undefined;
}

/** With one more attempt; what it takes the place of is an earlier one. */
export function tried<T extends Attempts>(record: T, attempt: Attempt): T {
  const before = record.attempts[attempt.statement];
  const attempts = { ...record.attempts, [attempt.statement]: attempt };
  return before === undefined
    ? { ...record, attempts }
    : { ...record, attempts, earlier: [...(record.earlier ?? []), before] };
}

/** With one of the newest attempts changed. */
export function amended<T extends Attempts>(record: T, id: string, change: (attempt: Attempt) => Attempt): T {
  const attempt = Object.values(record.attempts).find(candidate => candidate.id === id);
  if (attempt === undefined) return record;
  return { ...record, attempts: { ...record.attempts, [attempt.statement]: change(attempt) } };
}

/** Of a step that was taken back, all attempts are earlier ones. */
export function takenBack({ attempts, earlier = [] }: Attempts): Attempts {
  return { attempts: {}, earlier: [...earlier, ...Object.values(attempts)] };
}

/** An attempt as it begins. */
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

/** One that nobody knows the end of. */
export function lost(attempt: Attempt): Attempt {
  return { ...attempt, outcome: { kind: 'lost' } };
}

/** One that ended. */
export function finished(attempt: Attempt, entry: AttemptFinished): Attempt {
  const bytes = entry.outputs.reduce((sum, output) => sum + output.bytes, 0);
  const masked = entry.outputs.reduce((sum, output) => sum + output.masked, 0);
  const change = readShellChange(entry.shell);
  const shell = change === undefined ? {} : { shell: { change, cwd: entry.cwd } };
  return { ...attempt, outcome: outcomeOf(entry), durationMs: entry.durMs, bytes, masked, ...shell };
}
