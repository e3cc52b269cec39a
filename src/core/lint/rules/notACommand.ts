import type { CommandsStep } from '../../runbook/runbook.ts';
import { placedSteps } from '../commands.ts';
import { isOutput } from '../output.ts';
import { problemsOf, reportOf } from '../problems.ts';
import type { Report, Rule } from '../rule.ts';

const slugs = ['not-a-command'];

/** Output or prose among commands: without a prompt nothing tells them apart, so output would be run. */
export const notACommand: Rule = {
  code: 'HR211',
  name: 'not-a-command',
  severity: 'warning',
  problems: slugs,
  check: document => [
    ...problemsOf(document, slugs).map(problem => reportOf(problem)),
    ...placedSteps(document).flatMap(([step]) => (step.kind === 'commands' ? output(step) : [])),
  ],
};

// The first line of a block is enough to see what the others are.
function output(step: CommandsStep): readonly Report[] {
  const first = step.statements.find(({ text }) => isOutput(text)) ?? brokenLine(step);
  if (first === undefined) {
    return [];
  }
  const message =
    'This line reads as the output of a command, and would be run like one. Move the output to a fence of its own, or write `$ ` before each command and tag the block `console`.';
  return [{ message, line: first.line }];
}

// A block with a syntax error is one statement: its lines are looked at one by one.
function brokenLine(step: CommandsStep): { readonly line: number } | undefined {
  const isBroken = step.statements.some(({ problems }) =>
    problems.some(({ code }) => code === 'syntax-error'),
  );
  const at = isBroken ? step.text.split('\n').findIndex(isOutput) : -1;
  return at < 0 ? undefined : { line: step.line + 1 + at };
}
