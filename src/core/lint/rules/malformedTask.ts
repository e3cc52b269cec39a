import { titled } from '../../message/message.ts';
import { editLine } from '../edits.ts';
import type { Fix } from '../finding.ts';
import { problemsOf, reportOf } from '../problems.ts';
import type { Document, Rule } from '../rule.ts';

const slugs = ['malformed-task'];

export const malformedTask: Rule = {
  code: 'HR106',
  name: 'malformed-task',
  severity: 'info',
  problems: slugs,
  check: document =>
    problemsOf(document, slugs).map(problem => reportOf(problem, asTask(document, problem.line))),
};

// It makes a step of what was text, so a person decides.
function asTask(document: Document, line: number): readonly Fix[] {
  const match = /^([\s>]*)([-*+]?)\s*\\?\[([ xX]?)\\?\](?:\s+|(?=[\p{L}\d*`]))/u.exec(
    document.lines[line - 1] ?? '',
  );
  if (match === null) {
    return [];
  }
  const [whole, before = '', dash = '', mark = ''] = match;
  const text = `${before}${dash || '-'} [${mark || ' '}] `;
  return [
    {
      ...titled('fix.makeTask'),
      safe: false,
      edits: [editLine(document, line, { from: 0, to: whole.length, text })],
    },
  ];
}
