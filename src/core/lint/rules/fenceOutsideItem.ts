import { titled } from '../../message/message.ts';
import { countOwned } from '../../runbook/markdown/ownership.ts';
import { contentColumn, itemColumn, placedBlocks, type PlacedBlock } from '../blocks.ts';
import { shift } from '../edits.ts';
import type { Fix } from '../finding.ts';
import { overlapWith } from '../overlap.ts';
import { problemsOf, reportOf } from '../problems.ts';
import type { Document, Rule } from '../rule.ts';

const slugs = ['fence-outside-item'];

export const fenceOutsideItem: Rule = {
  code: 'HR103',
  name: 'fence-outside-item',
  severity: 'info',
  problems: slugs,
  check(document) {
    const problems = problemsOf(document, slugs);
    const places = problems.length === 0 ? new Map<number, PlacedBlock>() : behindLists(document);
    const broken = problemsOf(document, ['unclosed-fence', 'overindented-fence', 'fence-in-fence']);
    const isBroken = overlapWith(broken.map(({ line, endLine }) => ({ from: line, to: endLine })));
    return problems.map(problem => {
      const place = places.get(problem.line);
      const fix = place === undefined ? undefined : moveIn(document, place, isBroken);
      return reportOf(problem, fix === undefined ? [] : [fix]);
    });
  },
};

function behindLists(document: Document): Map<number, PlacedBlock> {
  const found = new Map<number, PlacedBlock>();
  for (const placed of placedBlocks(document.outline.blocks)) {
    if (placed.siblings[placed.at - 1]?.kind === 'list') {
      found.set(placed.block.line, placed);
    }
  }
  return found;
}

// Handrail reads the fence as the item's already, so that moving it changes nothing but how others read it.
function moveIn(
  document: Document,
  { block, siblings, at, above }: PlacedBlock,
  isBroken: ReturnType<typeof overlapWith>,
): Fix | undefined {
  const item = siblings[at - 1]?.children.at(-1);
  const last = siblings[at - 1 + countOwned(siblings, at - 1)];
  const outer = contentColumn(document, above);
  const inner = item === undefined ? undefined : itemColumn(document, item);
  const moved = { line: block.line, endLine: last?.endLine ?? block.endLine };
  if (outer === undefined || inner === undefined || inner <= outer) {
    return undefined;
  }
  // What is broken inside may not belong to the fence at all, and marks right beside it could become a fence of the item.
  if (isBroken({ from: moved.line - 2, to: moved.endLine + 2 }) || holdsTabs(document, moved)) {
    return undefined;
  }
  return {
    ...titled('fix.indentInto'),
    safe: true,
    edits: shift(document, moved, inner - outer),
  };
}

// Tabs move by other widths.
function holdsTabs(document: Document, { line, endLine }: { line: number; endLine: number }): boolean {
  return document.lines.slice(line - 1, endLine).some(text => /^ *\t/.test(text));
}
