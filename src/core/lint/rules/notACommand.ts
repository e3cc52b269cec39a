import { tell } from '../../message/message.ts';
import type { CommandsStep } from '../../runbook/runbook.ts';
import { isOutputLine } from '../../shell/transcripts/outputLine.ts';
import type { Problem } from '../../shell/statement.ts';
import { isBroken, placedSteps } from '../commands.ts';
import { firstStray } from '../output.ts';
import { problemsOf } from '../problems.ts';
import type { Document, Report, Rule } from '../rule.ts';

const slugs = ['not-a-command'];

/** Output or prose among commands: without a prompt nothing tells them apart, so output would be run. */
export const notACommand: Rule = {
  code: 'HR211',
  name: 'not-a-command',
  severity: 'warning',
  problems: slugs,
  check(document) {
    const strays = placedSteps(document).flatMap(([step]) =>
      step.kind === 'commands' ? [...addresses(step), ...output(step)] : [],
    );
    const said = new Set(strays.map(({ line }) => line));
    const unsaid = prose(document, problemsOf(document, slugs)).filter(({ line }) => !said.has(line));
    return [...unsaid, ...strays];
  },
};

// Lines below each other are one text.
function prose({ lines }: Document, problems: readonly Problem[]): readonly Report[] {
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
    const isOutput = isOutputLine(lines[line - 1] ?? '');
    const key = isOutput ? 'output.notRun' : line === endLine ? 'prose.one' : 'prose.many';
    return { ...tell(key), line, endLine };
  });
}

function addresses({ statements }: CommandsStep): readonly Report[] {
  return statements
    .filter(({ text }) => /^\s*https?:\/\/\S+\s*$/.test(text))
    .map(({ line }) => ({ ...tell('address'), line }));
}

// The first line of a block is enough to see what the others are.
function output(step: CommandsStep): readonly Report[] {
  const first = firstStray(step);
  if (first === undefined) {
    return [];
  }
  const output = isBroken(step) ? 'output.broken' : 'output.run';
  return [{ ...tell(first.kind === 'output' ? output : 'prose.broken'), line: first.line }];
}
