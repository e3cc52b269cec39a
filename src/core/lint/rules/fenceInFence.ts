import { titled } from '../../message/message.ts';
import { insertAfter } from '../edits.ts';
import type { Fix } from '../finding.ts';
import { problemsOf, reportOf } from '../problems.ts';
import type { Document, Rule } from '../rule.ts';

const slugs = ['fence-in-fence'];

export const fenceInFence: Rule = {
  code: 'HR108',
  name: 'fence-in-fence',
  severity: 'warning',
  problems: slugs,
  check: document =>
    problemsOf(document, slugs).map(problem =>
      reportOf(problem, closeBefore(document, problem.line, problem.endLine)),
    ),
};

// The first fence ended somewhere before the second opened: most likely at its first blank line.
function closeBefore(document: Document, line: number, inner: number): readonly Fix[] {
  const opening = /^(\s*(?:[-*+]|\d{1,9}[.)])?\s*?)(`{3,}|~{3,})/.exec(document.lines[line - 1] ?? '');
  if (opening === null) {
    return [];
  }
  let last = line;
  while (last + 1 < inner && (document.lines[last] ?? '').trim() !== '') {
    last += 1;
  }
  const text = (opening[1] ?? '').replace(/\S/g, ' ') + (opening[2] ?? '```');
  return [
    {
      ...titled('fix.closeFirstFence', { line: last }),
      safe: false,
      edits: [insertAfter(document, last, text)],
    },
  ];
}
