import { titled } from '../../message/message.ts';
import { insertAfter } from '../edits.ts';
import { problemsOf, reportOf } from '../problems.ts';
import type { Rule } from '../rule.ts';

const slugs = ['markdown-in-html'];

export const markdownInHtml: Rule = {
  code: 'HR107',
  name: 'markdown-in-html',
  severity: 'warning',
  problems: slugs,
  check: document =>
    problemsOf(document, slugs).map(problem => {
      const before = document.lines[problem.line - 2] ?? '';
      const quotes = /^\s*>[\s>]*/.exec(before)?.[0].trimEnd() ?? '';
      const edits = [insertAfter(document, problem.line - 1, quotes)];
      return reportOf(problem, [{ ...titled('fix.blankLine'), safe: false, edits }]);
    }),
};
