import type { CommandsStep } from '../runbook/runbook.ts';
import { isProseLine } from '../shell/blockKind.ts';
import { isOutputLine } from '../shell/transcripts/outputLine.ts';
import { isBroken } from './commands.ts';

/** A line in a block of commands that is not a command. */
export interface Stray {
  readonly line: number;
  readonly kind: 'output' | 'prose';
}

/** Where a block first shows what some program prints, or what a person is told, though it is read as a command. */
export function firstStray(step: CommandsStep): Stray | undefined {
  const found = step.statements.find(
    ({ text, problems }) => isOutputLine(text) && !problems.some(({ code }) => code === 'not-a-command'),
  );
  if (found !== undefined) {
    return { line: found.line, kind: 'output' };
  }
  // A here-document that is never closed may hold anything.
  return isBroken(step) && !step.text.includes('<<') ? strayInBroken(step) : undefined;
}

// A block with a syntax error is one statement: its lines are looked at one by one. Prose is only what bash stumbles over.
function strayInBroken({ text, line, statements }: CommandsStep): Stray | undefined {
  const rows = text.split('\n');
  const output = rows.findIndex(isOutputLine);
  if (output >= 0) {
    return { line: line + 1 + output, kind: 'output' };
  }
  const fault = statements.flatMap(({ problems }) => problems).find(({ code }) => code === 'syntax-error');
  return fault !== undefined && isProseLine(rows[fault.line - line - 1] ?? '')
    ? { line: fault.line, kind: 'prose' }
    : undefined;
}

const shown = new WeakMap<CommandsStep, boolean>();

/** Whether a block contains output that would be read as a command. */
export function holdsOutput(step: CommandsStep): boolean {
  const before = shown.get(step);
  if (before !== undefined) {
    return before;
  }
  const holds = step.statements.some(({ text }) => isOutputLine(text));
  shown.set(step, holds);
  return holds;
}
