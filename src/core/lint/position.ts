import { rowAt } from '../shell/lines.ts';
import { indexText } from './document.ts';

/** 1-based line and column; columns count UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Gives the positions of a text's offsets. */
export function positionsIn(text: string): (offset: number) => Position {
  const { starts } = indexText(text);
  return offset => {
    const row = rowAt(starts, offset);
    return { line: row + 1, column: Math.max(0, offset - (starts[row] ?? 0)) + 1 };
  };
}
