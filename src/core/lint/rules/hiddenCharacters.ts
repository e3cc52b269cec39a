import { titled } from '../../message/message.ts';
import { findHidden } from '../../shell/hidden.ts';
import type { Problem } from '../../shell/statement.ts';
import { editLine } from '../edits.ts';
import type { Edit, Fix } from '../finding.ts';
import { problemsOf, reportOf } from '../problems.ts';
import type { Document, Rule } from '../rule.ts';

const slugs = ['zero-width', 'hidden-characters'];
const removable: ReadonlySet<string> = new Set(['no-break space', 'zero-width', 'bidirectional']);

export const hiddenCharacters: Rule = {
  code: 'HR105',
  name: 'hidden-characters',
  severity: 'warning',
  problems: slugs,
  check: document =>
    problemsOf(document, slugs).map(problem => {
      const fixes = remove(document, problem);
      const edits = fixes[0]?.edits ?? [];
      const [first, last] = [edits[0], edits.at(-1)];
      const report = reportOf(problem, fixes);
      return first === undefined || last === undefined
        ? report
        : { ...report, range: [first.range[0], last.range[1]] };
    }),
};

function remove(document: Document, { code, line, endLine }: Problem): readonly Fix[] {
  const edits: Edit[] = [];
  let certain = true;
  for (let at = line; at <= endLine; at += 1) {
    const text = document.lines[at - 1] ?? '';
    // A quote or here-document may hold such a character on purpose, and so may text that runs from right to left.
    certain &&= !/[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/.test(text);
    certain &&= code === 'zero-width' || !/['"`]|<</.test(text);
    edits.push(...editsOf(document, at, code));
  }
  return edits.length === 0 ? [] : [{ ...titled('fix.removeHidden'), safe: certain, edits }];
}

// Prose keeps its no-break spaces and its joiners between letters; commands keep nothing that hides.
function editsOf(document: Document, line: number, code: string): readonly Edit[] {
  const text = document.lines[line - 1] ?? '';
  return findHidden(text)
    .filter(
      ({ kind, start }) => removable.has(kind) && (code !== 'zero-width' || isHiddenInProse(text, start)),
    )
    .map(({ kind, start, end }) =>
      editLine(document, line, { from: start, to: end, text: kind === 'no-break space' ? ' ' : '' }),
    );
}

function isHiddenInProse(text: string, at: number): boolean {
  const letter = text.charAt(at);
  return (
    /[\u200B\u2060\u180E\uFEFF\u202A-\u202E\u2066-\u2069]/.test(letter) ||
    (letter === '\u200D' && !/\p{L}\p{M}*$/u.test(text.slice(Math.max(0, at - 8), at)))
  );
}
