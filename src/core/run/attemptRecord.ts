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
