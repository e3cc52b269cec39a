import { titled } from '../../message/message.ts';
import { blocksAt } from '../blocks.ts';
import { editLine, insertAfter } from '../edits.ts';
import type { Fix } from '../finding.ts';
import { problemsOf, reportOf } from '../problems.ts';
import type { Document, Rule } from '../rule.ts';

const slugs = ['unclosed-fence'];
const kinds = new Set(['fence'] as const);

export const unclosedFence: Rule = {
  code: 'HR101',
  name: 'unclosed-fence',
  severity: 'error',
  problems: slugs,
  check(document) {
    // The commands inside say it once more, each for itself.
    const problems = problemsOf(document, slugs).filter(({ line }, at, all) => all[at - 1]?.line !== line);
    const places = blocksAt(
      document,
      problems.map(({ line }) => line),
      kinds,
    );
    return problems.map(problem => {
      const block = places.get(problem.line)?.block;
      const fix =
        block === undefined || block.closed ? undefined : closeFence(document, block.line, block.endLine);
      return { ...reportOf(problem, fix === undefined ? [] : [fix]), endLine: problem.line };
    });
  },
};

// Where a block ends is a guess, so it is only offered.
function closeFence(document: Document, line: number, endLine: number): Fix | undefined {
  const opening = /^([\s>]*(?:[-*+]|\d{1,9}[.)])?\s*?)(`{3,}|~{3,})/.exec(document.lines[line - 1] ?? '');
  if (opening === null) {
    return undefined;
  }
  const marks = opening[2] ?? '```';
  const indent = (opening[1] ?? '').replace(/[^\s>]/g, ' ');
  let last = line;
  for (let at = line + 1; at <= endLine; at += 1) {
    const text = document.lines[at - 1] ?? '';
    if (/^[\s>]*(?:`{3,}|~{3,})\s*$/.test(text)) {
      const edit = editLine(document, at, { from: 0, to: text.length, text: indent + marks });
      return { ...titled('fix.endFence', { line: at }), safe: false, edits: [edit] };
    }
    if (text.replace(/^[\s>]+/, '') === '') {
      continue;
    }
    if (last > line && cannotBeCode(text)) {
      break;
    }
    last = at;
  }
  return {
    ...titled('fix.closeFence', { line: last }),
    safe: false,
    edits: [insertAfter(document, last, indent + marks)],
  };
}

// Headings of one # are comments of many languages.
function cannotBeCode(text: string): boolean {
  return /^[\s>]*(?:#{2,6}\s|[-*+]\s+\[[ xX]\]\s|\d{1,9}[.)]\s+\p{Lu}|\*\*\S|`{3,}\w|~{3,}\w)/u.test(text);
}
