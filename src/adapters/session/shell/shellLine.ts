import type { Execution } from '../../../core/ports.ts';
import type { Left } from './endMarker.ts';
import type { Line, ShellValue } from './shell.ts';
import { optionsOf, prologueOf } from './snapshot.ts';

interface Before {
  /** What traps the statement before has set, as the shell lists them. */
  readonly traps: string;
  readonly values: readonly ShellValue[];
  /** `$?` as the statement finds it. */
  readonly status: number;
  /** What statements of its block have set. */
  readonly carried: Left | undefined;
}

/** What a shell is to be given of a statement, by what stands before it. */
export function lineOf(execution: Execution, { traps, values, status, carried }: Before): Line {
  const shellopts = carried?.shellopts ?? 'braceexpand:hashall:interactive-comments:monitor';
  const apart = execution.run === 'block';
  return {
    text: execution.text,
    // Only bash counts from the runbook's line; to others `#!` is a comment on the first line alone.
    line: execution.interpreter === undefined ? execution.line : 1,
    input: execution.input ?? 'terminal',
    prologue: apart ? '' : prologueOf(shellopts, traps, status),
    values,
    status,
    options: optionsOf(execution, shellopts, carried?.flags ?? ''),
    ...(apart ? { apart: execution.interpreter ?? execution.shell } : {}),
  };
}
