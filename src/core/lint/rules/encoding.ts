import { showProblems } from '../problems.ts';
import type { Rule } from '../rule.ts';

export const encoding: Rule = {
  code: 'HR110',
  name: 'encoding',
  severity: 'warning',
  ...showProblems(['not-utf8', 'invalid-utf8', 'nul-character']),
};
