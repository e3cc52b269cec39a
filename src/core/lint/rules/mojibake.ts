import { titled } from '../../message/message.ts';
import { findRepair } from '../../runbook/markdown/mojibake.ts';
import { editLine } from '../edits.ts';
import type { Fix } from '../finding.ts';
import { problemsOf, reportOf } from '../problems.ts';
import type { Document, Rule } from '../rule.ts';

const slugs = ['mojibake'];

export const mojibake: Rule = {
  code: 'HR104',
  name: 'mojibake',
  severity: 'warning',
  problems: slugs,
  check: document => problemsOf(document, slugs).map(problem => reportOf(problem, restore(document))),
};

// One repair for all lines: what is proof in the whole file may be none in one line.
function restore(document: Document): readonly Fix[] {
  const repair = findRepair(document.lines);
  const edits = (repair?.lines ?? []).map(line => {
    const text = document.lines[line - 1] ?? '';
    return editLine(document, line, { from: 0, to: text.length, text: repair?.repair(text) ?? text });
  });
  return edits.length === 0 ? [] : [{ ...titled('fix.restoreLetters'), safe: true, edits }];
}
