import { titled } from '../../message/message.ts';
import { editLine } from '../edits.ts';
import type { Fix } from '../finding.ts';
import { problemsOf, reportOf } from '../problems.ts';
import type { Document, Rule } from '../rule.ts';

const slugs = ['not-utf8', 'invalid-utf8', 'nul-character'];

export const encoding: Rule = {
  code: 'HR110',
  name: 'encoding',
  severity: 'warning',
  problems: slugs,
  check: document =>
    problemsOf(document, slugs).map(problem =>
      reportOf(problem, problem.code === 'nul-character' ? withoutNul(document) : []),
    ),
};

// Letters that are lost cannot be guessed, and the encoding of a file is not part of its text.
function withoutNul(document: Document): readonly Fix[] {
  const edits = document.lines.flatMap((text, index) =>
    Array.from(text.matchAll(/\0+/g), ({ index: from, 0: found }) =>
      editLine(document, index + 1, { from, to: from + found.length, text: '' }),
    ),
  );
  return edits.length === 0 ? [] : [{ ...titled('fix.removeNul'), safe: false, edits }];
}
