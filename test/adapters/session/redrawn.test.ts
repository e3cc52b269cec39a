// A terminal that is attached anywhere in the middle of an output ends as one that has seen all of it: its cells, its cursor, its modes and
// margins, and the paint of what comes next. Programs are made of pieces of what real ones print.
import { expect, test } from 'vitest';
import xterm from '@xterm/headless';
import { fc } from '../../seeded.ts';
import { hiddenState } from '../../../src/adapters/session/screen/hiddenState.ts';
import { OutputTail } from '../../../src/adapters/session/screen/outputTail.ts';
import { unfinishedEnd } from '../../../src/adapters/session/screen/unfinished.ts';

const size = { columns: 12, rows: 6 };

type Model = InstanceType<typeof xterm.Terminal>;

function model(): Model {
  return new xterm.Terminal({ cols: size.columns, rows: size.rows, allowProposedApi: true, logLevel: 'off' });
}

async function fed(terminal: Model, bytes: Uint8Array): Promise<void> {
  await new Promise<void>(resolve => terminal.write(bytes, resolve));
}

/** Where the first bytes are read by the runner's own model, and a window is attached then. */
async function attachedAt(bytes: Uint8Array, cut: number): Promise<Model> {
  const tail = new OutputTail(size);
  tail.write(bytes.subarray(0, cut));
  const window = model();
  // What another program has left there before.
  await fed(
    window,
    Buffer.from(
      'old\r\nold\u001B[?1049h\u001B[31mold\u001B[2;3r\u001B(0\u001B[?25l\u001B[?6h\u001B[?1003h\u001B[?1006h',
    ),
  );
  let redraw: Uint8Array = new Uint8Array();
  await tail.redraw(taken => (redraw = taken));
  tail.dispose();
  await fed(window, redraw);
  await fed(window, bytes.subarray(cut));
  return window;
}

/** All that can be seen, and all that decides about what comes next. */
function seen(terminal: Model): unknown {
  const { buffer, modes, rows, cols } = terminal;
  const { active } = buffer;
  const hidden = hiddenState(terminal);
  if (hidden === undefined) throw new Error('The model has become another.');
  return {
    screen: active.type,
    cursor: [active.cursorX, active.cursorY],
    rows: Array.from({ length: rows }, (_, row) => {
      const line = active.getLine(active.baseY + row);
      return Array.from({ length: cols }, (__, column) => painted(line?.getCell(column)));
    }),
    modes: { ...modes },
    cursorHidden: hidden.cursorHidden,
    cursorShape: hidden.cursorShape,
    mouse: hidden.mouseEncoding,
    margins:
      active.type === 'normal' ? hidden.normal.margins : [hidden.normal.margins, hidden.alternate.margins],
  };
}

type Cell = NonNullable<ReturnType<NonNullable<ReturnType<Model['buffer']['active']['getLine']>>['getCell']>>;

function painted(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  const marks = [cell.isBold(), cell.isDim(), cell.isInverse(), cell.isUnderline(), cell.isOverline()];
  const colors = [cell.getFgColorMode(), cell.getFgColor(), cell.getBgColorMode(), cell.getBgColor()];
  // A blank that was printed looks like one that was not.
  return `${cell.getChars() || ' '} ${marks.map(mark => (mark === 0 ? '-' : '+')).join('')} ${colors.join()}`;
}

async function check(output: string | Uint8Array, cut: number): Promise<void> {
  const bytes = Buffer.from(output);
  const whole = model();
  await fed(whole, bytes);
  const late = await attachedAt(bytes, cut);
  expect(seen(late)).toEqual(seen(whole));
}

const written: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'a hidden cursor': ['\u001B[?25l', 'x'],
  'the shape of the cursor': ['\u001B[5 q', 'x'],
  'margins that scroll alone': ['a\r\nb\r\nc\r\nd\u001B[2;4r\u001B[4;1H', 'e\r\nf\r\ng'],
  'rows counted from the margins': ['\u001B[3;5r\u001B[?6h\u001B[2;2H', 'x\u001B[1;1Hy'],
  'the paint of what comes next': ['\u001B[1;4;38;5;200;48;2;1;2;3m', 'painted'],
  'a mouse in pixels': ['\u001B[?1000h\u001B[?1016h', ''],
  'keys and pastes': ['\u001B[?1h\u001B[?2004h\u001B[?1004h\u001B=', ''],
  'the screen below another': [
    'one\r\n\u001B[31mtwo\u001B[?1049h\u001B[0mabove\u001B[2;3r',
    '\u001B[?1049l after',
  ],
  'a cursor that was kept': ['ab\u001B[33m\u001B7\u001B[5;5H\u001B[0mfar', '\u001B8back'],
  'a cursor behind the last column': ['x'.repeat(12), 'y'],
  'a wide letter in the last column': ['xxxxxxxxxx日', 'y'],
  'letters that draw lines': ['\u001B(0lqq', 'qk\u001B(Bq'],
  'the second set of letters': ['\u001B)0\u000E', 'qq\u000Fq'],
  'a row that goes on': ['x'.repeat(20), '\r\u001B[Az'],
  'half a sequence': ['a\u001B[1;3', '1mred'],
  'half a title': ['a\u001B]0;tit', 'le\u0007b'],
  'a title that ends by two': ['a\u001B]0;title\u001B', '\\b'],
  'a picture that is being drawn': ['\u001B[?2026h\u001B[2Jhalf', ' whole\u001B[?2026l'],
};

test.each(Object.entries(written))('%s', async (_, [before, after]) => {
  await check(before + after, Buffer.byteLength(before));
});

test('half a character', async () => {
  const bytes = Buffer.from('price 10 €👍.');
  for (let cut = 0; cut <= bytes.length; cut++) await check(bytes, cut);
});

const small = fc.integer({ min: 1, max: 13 });
// No accents of their own: one that comes after the attaching finds its letter drawn already.
const pieces = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('a', 'lq', '日', 'ü', '👍', 'word and word ', 'x'.repeat(13)),
  },
  { weight: 2, arbitrary: fc.constantFrom('\r\n', '\n', '\r', '\b', '\t') },
  fc.tuple(small, small).map(([row, column]) => `\u001B[${row};${column}H`),
  fc
    .tuple(fc.constantFrom(...Array.from('ABCDEGPX@LMSTd')), small)
    .map(([final, count]) => `\u001B[${count}${final}`),
  fc
    .tuple(fc.constantFrom('J', 'K'), fc.integer({ min: 0, max: 2 }))
    .map(([final, how]) => `\u001B[${how}${final}`),
  fc
    .constantFrom(
      '',
      '1',
      '2;3',
      '4',
      '7',
      '9',
      '53',
      '22;27',
      '31',
      '97;44',
      '38;5;120',
      '48;2;9;8;7',
      '39;49',
    )
    .map(paint => `\u001B[${paint}m`),
  fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }))
    .map(([top, more]) => `\u001B[${top};${top + more}r`),
  fc
    .tuple(
      fc.constantFrom(1, 6, 7, 9, 25, 45, 1000, 1002, 1003, 1004, 1006, 1016, 1049, 2004),
      fc.constantFrom('h', 'l'),
    )
    .map(([mode, how]) => `\u001B[?${mode}${how}`),
  fc.constantFrom('\u001B[4h', '\u001B[4l', '\u001B=', '\u001B>', '\u001B[3 q', '\u001B[0 q'),
  fc.constantFrom('\u001B7', '\u001B8', '\u001BM', '\u001BD', '\u001BE', '\u001B[r', '\u001B[!p'),
  fc.constantFrom('\u001B(0', '\u001B(B', '\u001B)0', '\u000E', '\u000F'),
  fc.constantFrom('\u001B]0;title\u0007', '\u001B]8;;http://x\u001B\\', '\u001BP+q\u001B\\'),
);

test('a terminal attached anywhere ends as one that has seen everything', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { maxLength: 30 }), fc.nat(), async (parts, at) => {
      const bytes = Buffer.from(parts.join(''));
      await check(bytes, at % (bytes.length + 1));
    }),
    { numRuns: 150 },
  );
});

test.each([
  ['text', '', 0],
  ['\u001B', '\u001B', 0],
  ['a\u001B[0', '\u001B[0', 0],
  ['a\u001B[0m', '', 0],
  ['a\u001B(', '\u001B(', 0],
  ['a\u001B[0\u0018', '', 0],
  ['a\u001BPq#0', '\u001BPq#0', 0],
  [`a\u001BP${'x'.repeat(100_000)}`, '', 0],
])('%j leaves %j unfinished', (bytes, left) => {
  expect(Buffer.from(unfinishedEnd(new Uint8Array(), Buffer.from(bytes))).toString()).toBe(left);
});
