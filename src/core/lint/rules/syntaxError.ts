import { showProblems } from '../problems.ts';
import type { Rule } from '../rule.ts';

/** A block that bash would not understand; none of it is run. */
export const syntaxError: Rule = {
  code: 'HR201',
  name: 'syntax-error',
  severity: 'error',
  ...showProblems(['syntax-error']),
};
