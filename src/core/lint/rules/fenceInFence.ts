import { showProblems } from '../problems.ts';
import type { Rule } from '../rule.ts';

export const fenceInFence: Rule = {
  code: 'HR108',
  name: 'fence-in-fence',
  severity: 'warning',
  ...showProblems(['fence-in-fence']),
};
