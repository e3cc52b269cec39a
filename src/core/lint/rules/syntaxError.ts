import { placedSteps } from '../commands.ts';
import { firstStray } from '../output.ts';
import { problemsOf, reportOf } from '../problems.ts';
import type { Rule } from '../rule.ts';

const slugs = ['syntax-error'];

/** A block that bash would not understand; none of it is run. Where output or prose stands among the commands, HR211 says why. */
export const syntaxError: Rule = {
  code: 'HR201',
  name: 'syntax-error',
  severity: 'error',
  problems: slugs,
  check(document) {
    const found = problemsOf(document, slugs);
    const explained = new Set(
      (found.length === 0 ? [] : placedSteps(document)).flatMap(([step]) =>
        step.kind === 'commands' && firstStray(step) !== undefined
          ? step.statements.flatMap(({ problems }) =>
              problems.filter(({ code }) => slugs.includes(code)).map(({ line }) => line),
            )
          : [],
      ),
    );
    return found.filter(({ line }) => !explained.has(line)).map(problem => reportOf(problem));
  },
};
