import type { CommandsStep } from '../../runbook/runbook.ts';
import { isBroken, placedSteps } from '../commands.ts';
import { firstStray } from '../output.ts';
import { problemsOf, reportOf } from '../problems.ts';
import type { Fix } from '../finding.ts';
import { closed } from '../repairs/closed.ts';
import { tagAs } from '../repairs/tag.ts';
import type { Document, Rule } from '../rule.ts';

const slugs = ['syntax-error', 'comment-in-command'];

/** A block that bash would not understand; none of it is run. Where output or prose stands among the commands, HR211 says why. */
export const syntaxError: Rule = {
  code: 'HR201',
  name: 'syntax-error',
  severity: 'error',
  problems: slugs,
  check(document) {
    const found = problemsOf(document, slugs);
    if (found.length === 0) {
      return [];
    }
    const broken = placedSteps(document).flatMap(([step]) =>
      step.kind === 'commands' && isBroken(step) ? [step] : [],
    );
    const explained = new Set(broken.filter(step => firstStray(step) !== undefined).flatMap(linesOf));
    const places = new Map(broken.flatMap(step => linesOf(step).map(line => [line, step] as const)));
    return found
      .filter(({ line }) => !explained.has(line))
      .map(problem => reportOf(problem, mended(document, places.get(problem.line), problem.line)));
  },
};

function linesOf({ statements }: CommandsStep): readonly number[] {
  return statements.flatMap(({ problems }) =>
    problems.filter(({ code }) => slugs.includes(code)).map(({ line }) => line),
  );
}

function mended(document: Document, step: CommandsStep | undefined, line: number): readonly Fix[] {
  return step === undefined ? [] : [...closed(document, step, line), ...tagAs(document, step, 'text')];
}
