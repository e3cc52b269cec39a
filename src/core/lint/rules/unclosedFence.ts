import { showProblems } from '../problems.ts';
import type { Rule } from '../rule.ts';

export const unclosedFence: Rule = {
  code: 'HR101',
  name: 'unclosed-fence',
  severity: 'error',
  ...showProblems(['unclosed-fence']),
};
