import { showProblems } from '../problems.ts';
import type { Rule } from '../rule.ts';

export const mojibake: Rule = {
  code: 'HR104',
  name: 'mojibake',
  severity: 'warning',
  ...showProblems(['mojibake']),
};
