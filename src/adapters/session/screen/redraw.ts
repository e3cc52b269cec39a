import type { IBufferCell, IBufferLine, Terminal } from '@xterm/headless';
import { plainTerminal } from '../../../protocol/terminal.ts';

const escape = '\u001B[';

/** What another terminal of the same size is sent so that it shows this one's screen; what has scrolled away is not in it. */
export function redrawOf(terminal: Terminal): string {
  const { active: buffer } = terminal.buffer;
  const screen = buffer.type === 'alternate' ? `${escape}?1049h` : '';
  const rows = Array.from({ length: terminal.rows }, (_, row) => {
    const line = buffer.getLine(buffer.baseY + row);
    const text = line === undefined ? '' : rowOf(line);
    return text === '' ? '' : `${escape}${row + 1};1H${text}`;
  });
  const cursor = `${escape}${buffer.cursorY + 1};${Math.min(buffer.cursorX, terminal.cols - 1) + 1}H`;
  return [plainTerminal, screen, `${escape}2J`, ...rows, cursor, modesOf(terminal)].join('');
}

/** A row with its paint, without the blanks behind it. */
function rowOf(line: IBufferLine): string {
  let text = '';
  let kept = 0;
  let paint = '0';
  let cell: IBufferCell | undefined;
  for (let column = 0; column < line.length; column++) {
    cell = line.getCell(column, cell);
    // The second half of a wide character is a cell of its own, with nothing in it.
    if (cell === undefined || cell.getWidth() === 0) continue;
    const next = paintOf(cell);
    if (next !== paint) text += `${escape}${next}m`;
    paint = next;
    text += cell.getChars() || ' ';
    if (cell.getChars() !== '' || next !== '0') kept = text.length;
  }
  return kept === 0 ? '' : `${text.slice(0, kept)}${escape}0m`;
}

/** Parameters of SGR (ECMA-48, 8.3.117) that paint as a cell is painted, whatever was painted before. */
function paintOf(cell: IBufferCell): string {
  if (cell.isAttributeDefault()) return '0';
  const marks = [
    cell.isBold(),
    cell.isDim(),
    cell.isItalic(),
    cell.isUnderline(),
    cell.isBlink(),
    0,
    cell.isInverse(),
    cell.isInvisible(),
    cell.isStrikethrough(),
  ].flatMap((is, index) => (is === 0 ? [] : [String(index + 1)]));
  const front = cell.isFgDefault() ? [] : colorOf(38, cell.isFgRGB(), cell.getFgColor());
  const back = cell.isBgDefault() ? [] : colorOf(48, cell.isBgRGB(), cell.getBgColor());
  return ['0', ...marks, ...front, ...back].join(';');
}

function colorOf(plane: 38 | 48, isRgb: boolean, color: number): readonly number[] {
  return isRgb ? [plane, 2, color >> 16, (color >> 8) & 255, color & 255] : [plane, 5, color];
}

const mice = { none: undefined, x10: 9, vt200: 1000, drag: 1002, any: 1003 } as const;

/** What a program has asked of the keyboard and the mouse. How the mouse is written cannot be asked for: programs of today want 1006. */
function modesOf({ modes }: Terminal): string {
  const mouse = mice[modes.mouseTrackingMode];
  const numbers = [
    ...(modes.applicationCursorKeysMode ? [1] : []),
    ...(mouse === undefined ? [] : [mouse, 1006]),
    ...(modes.sendFocusMode ? [1004] : []),
    ...(modes.bracketedPasteMode ? [2004] : []),
  ];
  return [
    ...numbers.map(mode => `${escape}?${mode}h`),
    modes.applicationKeypadMode ? '\u001B=' : '',
    modes.wraparoundMode ? '' : `${escape}?7l`,
    modes.insertMode ? `${escape}4h` : '',
  ].join('');
}
