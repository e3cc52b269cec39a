import { placedSteps } from '../commands.ts';
import { firstStray } from '../output.ts';
import { problemsOf, reportOf } from '../problems.ts';
import type { Fix } from '../finding.ts';
import { closed } from '../repairs/closed.ts';
import { tagAs } from '../repairs/tag.ts';
import type { Document, Rule } from '../rule.ts';

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
    return found
      .filter(({ line }) => !explained.has(line))
      .map(problem => reportOf(problem, mended(document, problem.line)));
  },
};

function mended(document: Document, line: number): readonly Fix[] {
  const [step] = placedSteps(document).flatMap(([one]) =>
    one.kind === 'commands' && one.line <= line && line <= one.endLine ? [one] : [],
  );
  return step === undefined ? [] : [...closed(document, step, line), ...tagAs(document, step, 'text')];
}
