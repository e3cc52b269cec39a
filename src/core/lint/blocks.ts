import type { Block } from '../runbook/markdown/blocks.ts';
import { indentOf } from './edits.ts';
import type { Document } from './rule.ts';

/** A block among its siblings. */
export interface PlacedBlock {
  readonly block: Block;
  readonly siblings: readonly Block[];
  readonly at: number;
  /** From the outermost. */
  readonly above: readonly Block[];
}

/** Every block with its place, in the file's order. */
export function* placedBlocks(
  siblings: readonly Block[],
  above: readonly Block[] = [],
): Generator<PlacedBlock> {
  for (const [at, block] of siblings.entries()) {
    yield { block, siblings, at, above };
    if (block.children.length > 0) {
      yield* placedBlocks(block.children, [...above, block]);
    }
  }
}

/** The innermost block of one of these kinds that each of the lines stands in. */
export function blocksAt(
  document: Document,
  lines: readonly number[],
  kinds: ReadonlySet<Block['kind']>,
): ReadonlyMap<number, PlacedBlock> {
  const found = new Map<number, PlacedBlock>();
  if (lines.length === 0) {
    return found;
  }
  const wanted = [...lines].sort((a, b) => a - b);
  for (const placed of placedBlocks(document.outline.blocks)) {
    if (kinds.has(placed.block.kind)) {
      for (
        let at = firstFrom(wanted, placed.block.line);
        (wanted[at] ?? Infinity) <= placed.block.endLine;
        at += 1
      ) {
        found.set(wanted[at] ?? 0, placed);
      }
    }
  }
  return found;
}

function firstFrom(sorted: readonly number[], line: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < line) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The column at which the text of a block's list item begins, 0 outside of lists; undefined if quotes or admonitions leave it unclear. */
export function contentColumn(document: Document, above: readonly Block[]): number | undefined {
  if (above.some(({ kind }) => kind === 'quote' || kind === 'admonition')) {
    return undefined;
  }
  const item = above.findLast(({ kind }) => kind === 'item');
  return item === undefined ? 0 : itemColumn(document, item);
}

/** The column at which an item's own text begins; undefined if its blanks leave it unclear. */
export function itemColumn({ lines }: Document, item: Block): number | undefined {
  const [marker, mark] =
    /^((?:[ \t]*(?:[-*+]|\d{1,9}[.)]))+)[ \t]+(?=\S)/.exec(lines[item.line - 1] ?? '') ?? [];
  if (marker === undefined || mark === undefined) {
    return undefined;
  }
  const column = columnsOf(marker);
  return column - columnsOf(mark) <= 4 ? column : undefined;
}

// With each of its letters as a blank; a tab stays one.
function columnsOf(text: string): number {
  return indentOf(text.replaceAll(/[^\t]/g, ' '));
}
