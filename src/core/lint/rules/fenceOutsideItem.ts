import { showProblems } from '../problems.ts';
import type { Rule } from '../rule.ts';

export const fenceOutsideItem: Rule = {
  code: 'HR103',
  name: 'fence-outside-item',
  severity: 'info',
  ...showProblems(['fence-outside-item']),
};
