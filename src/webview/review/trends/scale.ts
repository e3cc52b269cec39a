/** A page can only be so high; browsers stop drawing near 33 million px. */
const highest = 8_000_000;

/** How rows of one height stand on a page that may be too low for all of them. */
export interface Scale {
  /** px */
  readonly height: number;
  /** The first row that is seen at a scroll offset. */
  rowAt(offset: number): number;
  /** The scroll offset that shows a row first. */
  offsetOf(row: number): number;
  /** Where a row is drawn while the page stands at an offset, px from its top. */
  topOf(row: number, offset: number): number;
}

/** One px is one px up to 400,000 rows of 20 px; above that, an offset is a share of all rows. */
export function scaleOf(page: {
  readonly rows: number;
  readonly rowHeight: number;
  readonly viewport: number;
}): Scale {
  const { rows, rowHeight, viewport } = page;
  const natural = rows * rowHeight;
  const height = Math.min(natural, highest);
  const room = Math.max(1, height - viewport);
  const shown = viewport / rowHeight;
  const ratio = natural <= highest ? 1 / rowHeight : Math.max(0, rows - shown) / room;
  const clamp = (row: number): number => Math.min(Math.max(0, row), Math.max(0, rows - 1));
  return {
    height,
    rowAt: offset => Math.floor(clamp(offset * ratio)),
    offsetOf: row => Math.round(clamp(row) / ratio),
    topOf: (row, offset) =>
      natural <= highest ? row * rowHeight : offset + (row - offset * ratio) * rowHeight,
  };
}
