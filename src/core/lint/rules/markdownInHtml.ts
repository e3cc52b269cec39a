import { showProblems } from '../problems.ts';
import type { Rule } from '../rule.ts';

export const markdownInHtml: Rule = {
  code: 'HR107',
  name: 'markdown-in-html',
  severity: 'warning',
  ...showProblems(['markdown-in-html']),
};
