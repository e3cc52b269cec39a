import type { Hole } from './hole.ts';
import type { Placeholder } from '../statement.ts';
import type { Placed } from '../tree.ts';

/** A hole with the innermost node that holds all of it. */
export interface PlacedHole {
  readonly hole: Hole;
  readonly leaf?: Placed;
}

/** Finds for each hole the innermost node around it; `holes` and `nodes` in document order. */
export function placeHoles(holes: readonly Hole[], nodes: readonly Placed[]): readonly PlacedHole[] {
  if (holes.length === 0) {
    return [];
  }
  const leaves: (Placed | undefined)[] = holes.map(() => undefined);
  for (const placed of nodes) {
    const { node } = placed;
    let index = firstAt(holes, node.startIndex);
    // A node with children is walked for one hole only, or long lists would cost a square; a text node has none.
    const last = node.children.length === 0 || node.type === 'heredoc_body' ? holes.length : index + 1;
    for (; index < last; index += 1) {
      const hole = holes[index];
      if (hole === undefined || hole.end > node.endIndex) {
        break;
      }
      leaves[index] = placed;
    }
  }
  return holes.map((hole, index) => {
    const leaf = leaves[index];
    return leaf === undefined ? { hole } : { hole, leaf };
  });
}

function firstAt(holes: readonly Hole[], offset: number): number {
  let low = 0;
  let high = holes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((holes[middle]?.start ?? 0) < offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

const neverHoles = new Set(['comment', 'heredoc_start', 'heredoc_end']);

/** Decides with the tree which holes an operator fills. */
export function isFillable({ hole, leaf }: PlacedHole, text: string): boolean {
  if (leaf === undefined) {
    return !hole.bareOnly;
  }
  const { type } = leaf.node;
  if (neverHoles.has(type) || leaf.parent?.node.type === 'simple_expansion') {
    return false;
  }
  if (hole.bareOnly && type !== 'word' && type !== 'concatenation') {
    return false;
  }
  // What stands in single quotes or in a file's text is as often awk, jq, Python or YAML.
  if (/^\{(?!\{)/.test(hole.text) && (type === 'raw_string' || type.startsWith('heredoc'))) {
    return false;
  }
  const lead = text.slice(Math.max(0, hole.start - 200), hole.start);
  return !/\busage:[^\n]*$/i.test(lead);
}

/** The placeholder of a hole, its range counted from the statement's own start. */
export function toPlaceholder({ hole }: PlacedHole, from: Origin): Placeholder {
  const named = /[\p{L}\d]/u.test(hole.name);
  return {
    text: hole.text,
    name: named ? hole.name : `value-line-${from.line}`,
    range: [hole.start - from.offset, hole.end - from.offset],
  };
}

/** Where a statement begins: its offset in the parsed text and its 1-based source line. */
export interface Origin {
  readonly offset: number;
  readonly line: number;
}
