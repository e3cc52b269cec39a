import { showProblems } from '../problems.ts';
import type { Rule } from '../rule.ts';

export const frontMatter: Rule = {
  code: 'HR109',
  name: 'front-matter',
  severity: 'warning',
  ...showProblems([
    'front-matter-unclosed',
    'front-matter-unusual',
    'front-matter-duplicate-key',
    'front-matter-invalid',
  ]),
};
