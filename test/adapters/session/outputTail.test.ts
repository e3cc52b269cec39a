import { fc } from '../../seeded.ts';
import { expect, test, vi } from 'vitest';
import { OutputTail } from '../../../src/adapters/session/screen/outputTail.ts';
import type { Ink, OutputView, Paint } from '../../../src/core/run/view/outputView.ts';

interface Case {
  readonly name: string;
  readonly output: string | Uint8Array;
  readonly tail: readonly string[];
  readonly lines: number;
}

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${String(from + index)}`);

const table: readonly Case[] = [
  { name: 'nothing', output: '', tail: [], lines: 0 },
  { name: 'a line', output: 'a\r\n', tail: ['a'], lines: 1 },
  { name: 'a line without its end', output: 'a\r\nb', tail: ['a', 'b'], lines: 2 },
  { name: 'an empty line between', output: 'a\r\n\r\nb\r\n', tail: ['a', '', 'b'], lines: 3 },
  { name: 'colours', output: '\u001b[1;31mred\u001b[0m\r\n', tail: ['red'], lines: 1 },
  { name: 'a title', output: '\u001b]0;title\u0007text\r\n', tail: ['text'], lines: 1 },
  { name: 'a progress bar', output: '10%\r50%\r100%\r\ndone\r\n', tail: ['100%', 'done'], lines: 2 },
  {
    name: 'a line written over by two above',
    output: 'a\r\nb\r\n\u001b[2Ax\r\n',
    tail: ['x', 'b'],
    lines: 3,
  },
  { name: 'a line erased', output: 'secret\u001b[2K\rshown\r\n', tail: ['shown'], lines: 1 },
  {
    name: 'a line wider than the terminal',
    output: `${'x'.repeat(300)}\r\nshort\r\n`,
    tail: ['x'.repeat(300), 'short'],
    lines: 2,
  },
  {
    name: 'more lines than are shown',
    output: numbered(1, 1000).join('\r\n'),
    tail: numbered(801, 1000),
    lines: 1000,
  },
  {
    name: 'more bytes than the model is given',
    output: numbered(1, 300_000).join('\r\n'),
    tail: numbered(299_801, 300_000),
    lines: 300_000,
  },
  { name: 'a broken character', output: Uint8Array.of(97, 0xe2, 0x82, 98), tail: ['ab'], lines: 1 },
  { name: 'zeros and a bell', output: 'a\0b\u0007c', tail: ['abc'], lines: 1 },
];

interface PaintCase {
  readonly name: string;
  readonly output: string;
  readonly paints: OutputView['paints'];
}

const red = { color: 1 };
const painted: readonly PaintCase[] = [
  { name: 'plain text', output: 'a\r\n', paints: undefined },
  { name: 'a colour that ends', output: 'a \u001b[31mred\u001b[0m b', paints: [at(0, [2, 5], red)] },
  {
    name: 'neighbours with one ink, sent apart',
    output: '\u001b[31mre\u001b[31md\u001b[0m',
    paints: [at(0, [0, 3], red)],
  },
  {
    name: 'bold, dim, underlined, each on its line',
    output: '\u001b[1mb\u001b[0m\r\n\u001b[2md\u001b[0m\r\n\u001b[4mu\u001b[0m',
    paints: [at(0, [0, 1], { bold: true }), at(1, [0, 1], { dim: true }), at(2, [0, 1], { underline: true })],
  },
  {
    name: 'bright, of the cube, grey and direct colours',
    output: '\u001b[91mA\u001b[38;5;208mB\u001b[38;5;244mC\u001b[38;2;1;2;255mD\u001b[0m',
    paints: [
      at(0, [0, 1], { color: 9 }),
      at(0, [1, 2], { color: '#ff8700' }),
      at(0, [2, 3], { color: '#808080' }),
      at(0, [3, 4], { color: '#0102ff' }),
    ],
  },
  { name: 'a background', output: '\u001b[41mA\u001b[0m', paints: [at(0, [0, 1], { paper: 1 })] },
  {
    name: 'reversed, with and without colours',
    output: '\u001b[31;42;7mA\u001b[0m\u001b[7mB\u001b[0m',
    paints: [at(0, [0, 1], { color: 2, paper: 1 }), at(0, [1, 2], { paper: 8 })],
  },
  {
    name: 'letters of two cells and of two units',
    output: '漢字\u001b[31m漢\u001b[0m \u{1F600}\u001b[31mx\u001b[0m',
    paints: [at(0, [2, 3], red), at(0, [6, 7], red)],
  },
  {
    name: 'a line over several rows',
    output: `${'x'.repeat(118)}\u001b[31mabcd\u001b[0m`,
    paints: [at(0, [118, 120], red), at(0, [120, 122], red)],
  },
  {
    name: 'the end of a line that is too long',
    output: `\u001b[32m${'x'.repeat(10)}\u001b[0m${'y'.repeat(4090)}\u001b[31mend\u001b[0m`,
    paints: [at(0, [1, 4], { color: 2 }), at(0, [4094, 4097], red)],
  },
];

function at(line: number, [start, end]: readonly [number, number], ink: Ink): Paint {
  return { line, start, end, ink };
}

test.each(painted)('$name is painted as a terminal would', async ({ output, paints }) => {
  const view = await viewOf([Buffer.from(output)]);
  expect(view.paints).toEqual(paints);
});

test('a rainbow is painted at its end only, and its text is whole', async () => {
  const rainbow = Array.from({ length: 100 }, (_, line) =>
    Array.from({ length: 100 }, (_, column) => `\u001b[3${String((line + column) % 8)}mx`).join(''),
  ).join('\u001b[0m\r\n');
  const { tail, paints = [] } = await viewOf([Buffer.from(rainbow)]);
  expect(tail).toEqual(Array.from({ length: 100 }, () => 'x'.repeat(100)));
  expect(paints).toHaveLength(2000);
  expect(Math.min(...paints.map(({ line }) => line))).toBe(80);
});

async function check({ output, tail, lines }: Case): Promise<void> {
  const bytes = Buffer.from(output);
  const view = await viewOf([bytes]);
  expect(view).toMatchObject({ bytes: bytes.length, lines });
  expect(view.tail).toEqual(tail);
}

test.each(table)('$name', check);

test('ten million characters on a line are shown from their end', async () => {
  const { tail, bytes, lines } = await viewOf(
    Array.from({ length: 160 }, () => Buffer.alloc(64 * 1024, 'x')),
  );
  expect({ bytes, lines, shown: tail.length }).toEqual({ bytes: 160 * 64 * 1024, lines: 1, shown: 1 });
  expect(tail[0]?.length).toBe(4097);
  expect(tail[0]).toMatch(/^…x+$/);
});

test('where it is cut does not matter', async () => {
  const part = fc.constantFrom(
    'text',
    'é',
    '\r\n',
    '\r',
    '\u001b[31m',
    '\u001b[2A',
    '\u001b[K',
    '\t',
    '漢字',
    '\b',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part), fc.integer({ min: 1, max: 5 }), async (parts, size) => {
      const bytes = Buffer.from(parts.join(''));
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      expect(await viewOf(pieces)).toEqual(await viewOf([bytes]));
    }),
    { numRuns: 50 },
  );
});

async function viewOf(pieces: readonly Uint8Array[]): Promise<OutputView> {
  const tail = new OutputTail();
  for (const piece of pieces) tail.write(piece);
  const view = await tail.view();
  tail.dispose();
  return view;
}

test('bytes of any kind are read without a word of the terminal model’s own', async () => {
  const said = (['log', 'info', 'warn', 'error'] as const).map(name =>
    vi.spyOn(console, name).mockImplementation(() => undefined),
  );
  try {
    const tail = new OutputTail();
    tail.write(Uint8Array.from({ length: 4096 }, (_, index) => (index * 167 + (index >> 3)) % 256));
    tail.write(Buffer.from('\u001b[\u007f\u009b\u007f\u001bP\u007f\u001b\\\r\n'));
    await tail.view();
    expect(said.flatMap(({ mock }) => mock.calls)).toEqual([]);
  } finally {
    vi.restoreAllMocks();
  }
});
