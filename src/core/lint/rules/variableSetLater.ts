import { showProblems } from '../problems.ts';
import type { Rule } from '../rule.ts';

/** A variable that is read above the command that sets it. */
export const variableSetLater: Rule = {
  code: 'HR302',
  name: 'variable-set-later',
  severity: 'warning',
  ...showProblems(['variable-set-later']),
};
