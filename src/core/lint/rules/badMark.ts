import { showProblems } from '../problems.ts';
import type { Rule } from '../rule.ts';

export const badMark: Rule = {
  code: 'HR111',
  name: 'bad-mark',
  severity: 'warning',
  ...showProblems(['bad-mark']),
};
