import type { IBufferCell, IBufferLine } from '@xterm/headless';
import type { Color, Ink } from '../../../core/run/view/outputView.ts';

/** A stretch of a row with its ink; UTF-16 offsets. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly ink: Ink;
}

export interface PaintedRow {
  readonly text: string;
  readonly stretches: readonly Stretch[];
}

/** One row of a terminal's buffer as text, and how a terminal would paint it. */
export function paintedRow(row: IBufferLine): PaintedRow {
  const stretches: Stretch[] = [];
  let text = '';
  let cell: IBufferCell | undefined;
  for (let column = 0; column < row.length; column++) {
    cell = row.getCell(column, cell);
    // The second half of a wide character is a cell of its own, with nothing in it.
    if (cell === undefined || cell.getWidth() === 0) continue;
    const start = text.length;
    text += cell.getChars() || ' ';
    const ink = cell.isAttributeDefault() ? undefined : inkOf(cell);
    if (ink !== undefined) append(stretches, { start, end: text.length, ink });
  }
  return { text, stretches };
}

function append(stretches: Stretch[], next: Stretch): void {
  const last = stretches.at(-1);
  if (last?.end === next.start && isSame(last.ink, next.ink))
    stretches[stretches.length - 1] = { ...last, end: next.end };
  else stretches.push(next);
}

function isSame(one: Ink, other: Ink): boolean {
  return (
    one.color === other.color &&
    one.paper === other.paper &&
    one.bold === other.bold &&
    one.dim === other.dim &&
    one.underline === other.underline
  );
}

function inkOf(cell: IBufferCell): Ink | undefined {
  const front = colorOf(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor());
  const back = colorOf(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor());
  // Reversed default colours have no number of their own: grey stands behind the text.
  const [color, paper] = cell.isInverse() !== 0 ? [back, front ?? grey] : [front, back];
  const ink: Ink = {
    ...(color === undefined ? {} : { color }),
    ...(paper === undefined ? {} : { paper }),
    ...(cell.isBold() === 0 ? {} : { bold: true }),
    ...(cell.isDim() === 0 ? {} : { dim: true }),
    ...(cell.isUnderline() === 0 ? {} : { underline: true }),
  };
  return Object.keys(ink).length === 0 ? undefined : ink;
}

const grey = 8;

function colorOf(isDefault: boolean, isRgb: boolean, color: number): Color | undefined {
  if (isDefault) return undefined;
  return isRgb ? hex(color) : paletteColor(color);
}

/** The first sixteen belong to the theme; the others are those of xterm's 256 colours. */
function paletteColor(index: number): Color {
  if (index < 16) return index;
  if (index >= 232) return hex((8 + 10 * (index - 232)) * 0x010101);
  const [red, green, blue] = [36, 6, 1].map(weight => cube[Math.floor((index - 16) / weight) % 6] ?? 0);
  return hex(((red ?? 0) << 16) | ((green ?? 0) << 8) | (blue ?? 0));
}

const cube = [0, 95, 135, 175, 215, 255];

function hex(color: number): string {
  return `#${color.toString(16).padStart(6, '0')}`;
}
