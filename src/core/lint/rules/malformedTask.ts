import { showProblems } from '../problems.ts';
import type { Rule } from '../rule.ts';

export const malformedTask: Rule = {
  code: 'HR106',
  name: 'malformed-task',
  severity: 'info',
  ...showProblems(['malformed-task']),
};
