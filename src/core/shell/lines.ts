/** Finds the line of an offset in logarithmic time. */
export interface LineIndex {
  /** 0-based row of a UTF-16 offset. */
  rowOf(offset: number): number;
  /** Offset of the first character of a row. */
  startOf(row: number): number;
  readonly rows: readonly string[];
}

/** Splits a text at its line feeds; an empty text has one empty row. */
export function indexLines(text: string): LineIndex {
  const rows = text.split('\n');
  const starts: number[] = [];
  let at = 0;
  for (const row of rows) {
    starts.push(at);
    at += row.length + 1;
  }
  return {
    rows,
    startOf: row => starts[row] ?? text.length,
    rowOf: offset => rowAt(starts, offset),
  };
}

/** 0-based row of an offset, where each row begins at its `starts`. */
export function rowAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}
