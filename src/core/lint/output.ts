import type { CommandsStep } from '../runbook/runbook.ts';
import { isOutputLine } from '../shell/outputLine.ts';
import { isBroken } from './commands.ts';

/** Where a block first shows what some program prints. One with a syntax error is one statement: its lines are looked at one by one. */
export function firstOutput(step: CommandsStep): { readonly line: number } | undefined {
  const found = step.statements.find(
    ({ text, problems }) => isOutputLine(text) && !problems.some(({ code }) => code === 'not-a-command'),
  );
  // A here-document that is never closed may hold anything.
  if (found !== undefined || !isBroken(step) || step.text.includes('<<')) {
    return found;
  }
  const at = step.text.split('\n').findIndex(isOutputLine);
  return at < 0 ? undefined : { line: step.line + 1 + at };
}
