import { titled } from '../../message/message.ts';
import type { Block } from '../../runbook/markdown/blocks.ts';
import { blocksAt, contentColumn, type PlacedBlock } from '../blocks.ts';
import { indentOf, shift } from '../edits.ts';
import type { Fix } from '../finding.ts';
import { problemsOf, reportOf } from '../problems.ts';
import type { Document, Rule } from '../rule.ts';

const slugs = ['overindented-fence'];
const kinds: ReadonlySet<Block['kind']> = new Set(['fence', 'code', 'paragraph']);

export const overindentedFence: Rule = {
  code: 'HR102',
  name: 'overindented-fence',
  severity: 'warning',
  problems: slugs,
  check(document) {
    const problems = problemsOf(document, slugs);
    const places = blocksAt(
      document,
      problems.map(({ line }) => line),
      kinds,
    );
    return problems.map(problem => {
      const place = places.get(problem.line);
      const fix = place === undefined ? undefined : dedent(document, problem.line, place);
      return reportOf(problem, fix === undefined ? [] : [fix]);
    });
  },
};

// It turns text into commands, so a person decides.
function dedent(document: Document, line: number, { block, above }: PlacedBlock): Fix | undefined {
  const column = contentColumn(document, above);
  const indent = indentOf(document.lines[line - 1] ?? '');
  const endLine = block.kind === 'fence' ? line : closing(document, line, block.endLine);
  if (column === undefined || indent <= column || endLine === undefined) {
    return undefined;
  }
  const edits = shift(document, { line, endLine }, column - indent);
  return { ...titled('fix.indentLike'), safe: false, edits };
}

function closing({ lines }: Document, line: number, endLine: number): number | undefined {
  const marks = /^\s*(`{3,}|~{3,})/.exec(lines[line - 1] ?? '')?.[1] ?? '```';
  for (let at = line + 1; at <= endLine; at += 1) {
    const text = (lines[at - 1] ?? '').trim();
    if (text.startsWith(marks) && text.replaceAll(marks.charAt(0), '') === '') {
      return at;
    }
  }
  return undefined;
}
