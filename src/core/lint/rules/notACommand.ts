import { tell } from '../../message/message.ts';
import type { CommandsStep } from '../../runbook/runbook.ts';
import type { Problem } from '../../shell/statement.ts';
import { isBroken, placedSteps } from '../commands.ts';
import { firstOutput } from '../output.ts';
import { problemsOf } from '../problems.ts';
import type { Report, Rule } from '../rule.ts';

const slugs = ['not-a-command'];

/** Output or prose among commands: without a prompt nothing tells them apart, so output would be run. */
export const notACommand: Rule = {
  code: 'HR211',
  name: 'not-a-command',
  severity: 'warning',
  problems: slugs,
  check: document => [
    ...prose(problemsOf(document, slugs)),
    ...placedSteps(document).flatMap(([step]) => (step.kind === 'commands' ? output(step) : [])),
  ],
};

// Lines below each other are one text.
function prose(problems: readonly Problem[]): readonly Report[] {
  const texts: { line: number; endLine: number }[] = [];
  for (const { line, endLine } of problems) {
    const last = texts.at(-1);
    if (last?.endLine === line - 1) {
      last.endLine = endLine;
    } else {
      texts.push({ line, endLine });
    }
  }
  return texts.map(({ line, endLine }) => {
    return { ...tell(line === endLine ? 'prose.one' : 'prose.many'), line, endLine };
  });
}

// The first line of a block is enough to see what the others are.
function output(step: CommandsStep): readonly Report[] {
  const first = firstOutput(step);
  if (first === undefined) {
    return [];
  }
  return [{ ...tell(isBroken(step) ? 'output.broken' : 'output.run'), line: first.line }];
}
