import { showProblems } from '../problems.ts';
import type { Rule } from '../rule.ts';

export const hiddenCharacters: Rule = {
  code: 'HR105',
  name: 'hidden-characters',
  severity: 'warning',
  ...showProblems(['zero-width', 'hidden-characters']),
};
