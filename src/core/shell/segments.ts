import type { SyntaxNode } from './grammar.ts';
import type { LineIndex } from './lines.ts';

/** The rows of one statement (0-based, both inclusive) and the nodes that begin on them. */
export interface Segment {
  startRow: number;
  endRow: number;
  readonly roots: SyntaxNode[];
}

/** Cuts a program into statements of whole lines; what lies between them is comments and blank lines only. */
export function cutStatements(program: SyntaxNode, lines: LineIndex): readonly Segment[] {
  const segments: Segment[] = [];
  const commentRows = new Set<number>();
  for (const node of program.children) {
    if (node.type === 'comment') {
      const row = lines.rowOf(node.startIndex);
      commentRows.add(row);
      const last = segments.at(-1);
      if (last !== undefined && row <= last.endRow) {
        last.roots.push(node);
      }
    } else if (node.endIndex > node.startIndex) {
      join(segments, {
        startRow: lines.rowOf(node.startIndex),
        endRow: lines.rowOf(node.endIndex - 1),
        roots: [node],
      });
    }
  }
  return addSkippedRows(continueLines(segments, lines, commentRows), lines);
}

function join(segments: Segment[], next: Segment): void {
  const last = segments.at(-1);
  if (last !== undefined && next.startRow <= last.endRow) {
    last.endRow = Math.max(last.endRow, next.endRow);
    for (const root of next.roots) {
      last.roots.push(root);
    }
  } else {
    segments.push(next);
  }
}

// A backslash at the end of a line takes the next line along, although no node may lie there.
function continueLines(
  segments: readonly Segment[],
  lines: LineIndex,
  commentRows: ReadonlySet<number>,
): Segment[] {
  const out: Segment[] = [];
  for (const segment of segments) {
    const lastRow = lines.rows.length - 1;
    while (
      segment.endRow < lastRow &&
      !commentRows.has(segment.endRow) &&
      endsInBackslash(lines.rows[segment.endRow] ?? '')
    ) {
      segment.endRow += 1;
    }
    join(out, segment);
  }
  return out;
}

function endsInBackslash(row: string): boolean {
  return (/\\+$/.exec(row)?.[0].length ?? 0) % 2 === 1;
}

// The grammar may skip a line that bash sees, a lone backslash for example: it goes with the statement before it.
function addSkippedRows(segments: readonly Segment[], lines: LineIndex): readonly Segment[] {
  const out: Segment[] = [];
  let row = 0;
  const addUntil = (end: number): void => {
    for (; row < end; row += 1) {
      const text = (lines.rows[row] ?? '').replace(/^[ \t]+/, '');
      if (text !== '' && !text.startsWith('#')) {
        join(out, { startRow: row, endRow: row, roots: [] });
      }
    }
  };
  for (const segment of segments) {
    addUntil(segment.startRow);
    join(out, segment);
    row = Math.max(row, segment.endRow + 1);
  }
  addUntil(lines.rows.length);
  return out;
}
