import type { IBuffer, IBufferCell, IBufferLine, Terminal } from '@xterm/headless';
import { plainTerminal } from '../../../protocol/terminal.ts';
import { hiddenState, noSaved, type HiddenScreen, type HiddenState, type Pen } from './hiddenState.ts';

const escape = '\u001B[';
const save = '\u001B7';

/** What another terminal of the same size is sent so that it shows this one's screen; what has scrolled away is not in it. */
export function redrawOf(terminal: Terminal): string {
  const hidden = hiddenState(terminal);
  const { normal, alternate, active } = terminal.buffer;
  const onAlternate = active.type === 'alternate';
  // Below another screen lies the one that comes back when its program ends.
  const below = onAlternate ? `${drawn(terminal, normal, hidden?.normal)}${escape}?1047h` : '';
  const screen = onAlternate ? hidden?.alternate : hidden?.normal;
  return [
    plainTerminal,
    below,
    drawn(terminal, onAlternate ? alternate : normal, screen),
    terminal.modes.originMode ? `${escape}?6h` : '',
    placed(terminal, active, screen),
    modesOf(terminal, hidden),
    hidden === undefined ? '' : penAndLetters(hidden),
    // Last: what is held back until a picture is complete begins with what comes next.
    terminal.modes.synchronizedOutputMode ? `${escape}?2026h` : '',
  ].join('');
}

/** A buffer's rows, and what the program has kept there to come back to; the margins come last, for they stay. */
function drawn(terminal: Terminal, buffer: IBuffer, hidden: HiddenScreen | undefined): string {
  const rows = rowsOf(buffer).slice(0, terminal.rows);
  const { x, y, pen, letters } = hidden?.saved ?? noSaved;
  const kept = [
    cursorAt(buffer, { x, y: Math.min(y, terminal.rows - 1) }, { cols: terminal.cols, first: 0 }),
    pen === undefined ? '' : `${escape}${paintOf(pen)}m`,
    letters === '' ? '' : `\u001B(${letters}`,
    save,
    `${escape}0m\u001B(B`,
  ];
  const { top = 0, bottom = terminal.rows - 1 } = hidden?.margins ?? {};
  const margins = top === 0 && bottom >= terminal.rows - 1 ? '' : `${escape}${top + 1};${bottom + 1}r`;
  return [`${escape}2J`, ...rows, ...kept, margins].join('');
}

/** The rows of the screen, each put where it stands, but one that goes on from the row above: that is found by printing on. */
function rowsOf(buffer: IBuffer): readonly string[] {
  const lines = Array.from({ length: buffer.length - buffer.baseY }, (_, row) =>
    buffer.getLine(buffer.baseY + row),
  );
  return lines.map((line, row) => {
    if (line === undefined) return '';
    const goesOn = lines[row + 1]?.isWrapped === true;
    const text = rowOf(line, goesOn);
    const put = row > 0 && line.isWrapped ? '' : `${escape}${row + 1};1H`;
    return text === '' ? '' : `${put}${text}`;
  });
}

/** A row with its paint; without the blanks behind it, where no row goes on from it. */
function rowOf(line: IBufferLine, whole: boolean): string {
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
    if (whole || cell.getChars() !== '' || next !== '0') kept = text.length;
  }
  return kept === 0 ? '' : `${text.slice(0, kept)}${escape}0m`;
}

/** Parameters of SGR (ECMA-48, 8.3.117) that paint as a cell is painted, whatever was painted before. */
function paintOf(cell: Pen): string {
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
  ].flatMap((is, index) => (is ? [String(index + 1)] : []));
  const front = colorOf(38, cell.getFgColorMode(), cell.getFgColor());
  const back = colorOf(48, cell.getBgColorMode(), cell.getBgColor());
  return ['0', ...marks, ...(cell.isOverline() ? ['53'] : []), ...front, ...back].join(';');
}

/** How a model names the sixteen colours of the theme, and the 256; the rest but none are mixed. */
const ofTheme = 1 << 24;
const numbered = 2 << 24;

/** A colour as it was asked for: what is bold may be brighter in the theme's own. */
function colorOf(plane: 38 | 48, mode: number, color: number): readonly number[] {
  if (mode === 0) return [];
  if (mode === numbered) return [plane, 5, color];
  if (mode !== ofTheme) return [plane, 2, color >> 16, (color >> 8) & 255, color & 255];
  return [plane - 8 + (color < 8 ? color : 60 + color - 8)];
}

/** Puts the cursor where rows are counted from the first of the margins (DECOM), too. */
function placed({ cols, modes }: Terminal, buffer: IBuffer, hidden: HiddenScreen | undefined): string {
  const first = modes.originMode ? (hidden?.margins.top ?? 0) : 0;
  return cursorAt(buffer, { x: buffer.cursorX, y: buffer.cursorY }, { cols, first });
}

interface Origin {
  readonly cols: number;
  /** The row that is called 1. */
  readonly first: number;
}

/** A cursor that waits behind the last column gets there only by what is printed in it. */
function cursorAt(
  buffer: IBuffer,
  { x, y }: { readonly x: number; readonly y: number },
  { cols, first }: Origin,
): string {
  const put = (column: number): string => `${escape}${y - first + 1};${column + 1}H`;
  if (x < cols) return put(x);
  const line = buffer.getLine(buffer.baseY + y);
  const last = line?.getCell(cols - 1);
  const column = last?.getWidth() === 0 ? cols - 2 : cols - 1;
  const cell = line?.getCell(column);
  if (cell === undefined) return put(cols - 1);
  return `${put(column)}${escape}${paintOf(cell)}m${cell.getChars() || ' '}${escape}0m`;
}

const mice = { none: undefined, x10: 9, vt200: 1000, drag: 1002, any: 1003 } as const;

/** What a program has asked of the keyboard, the mouse and the cursor. */
function modesOf({ modes }: Terminal, hidden: HiddenState | undefined): string {
  const mouse = mice[modes.mouseTrackingMode];
  const encoding = hidden?.mouseEncoding;
  const numbers = [
    ...(modes.applicationCursorKeysMode ? [1] : []),
    ...(mouse === undefined ? [] : [mouse]),
    ...(encoding === undefined ? [] : [encoding]),
    ...(modes.sendFocusMode ? [1004] : []),
    ...(modes.reverseWraparoundMode ? [45] : []),
    ...(modes.bracketedPasteMode ? [2004] : []),
  ];
  return [
    ...numbers.map(mode => `${escape}?${mode}h`),
    modes.applicationKeypadMode ? '\u001B=' : '',
    modes.wraparoundMode ? '' : `${escape}?7l`,
    modes.insertMode ? `${escape}4h` : '',
    hidden?.cursorHidden === true ? `${escape}?25l` : '',
    hidden === undefined || hidden.cursorShape === 0 ? '' : `${escape}${hidden.cursorShape} q`,
  ].join('');
}

const designations = ['(', ')', '*', '+'];
const shifts = ['', '\u000E', '\u001Bn', '\u001Bo'];

/** What is printed next is painted, and means, what it would have. */
function penAndLetters({ pen, letters, level }: HiddenState): string {
  const sets = letters.map((one, index) => (one === '' ? '' : `\u001B${designations[index] ?? '('}${one}`));
  return [`${escape}${paintOf(pen)}m`, ...sets, shifts[level] ?? ''].join('');
}
