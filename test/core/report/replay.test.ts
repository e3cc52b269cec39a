import { expect, test } from 'vitest';
import { toAsciicast, type Recording } from '../../../src/core/report/asciicast.ts';
import { fc } from '../../seeded.ts';
import { Player, readCast } from './replay.ts';
import { verified } from './verdict.ts';

// What a player shows of a recording is what a terminal shows of the bytes, after every event and at the end.

const base: Recording = {
  title: 'a test',
  command: 'top',
  startedAt: 1_700_000_000_123,
  durationMs: 60_000,
  exit: 0,
  ending: 'with exit code 0',
  chunks: [],
  verdict: verified,
};

/** Pieces of what programs print, each with ms since the one before. */
type Piece = readonly [text: string, pause: number];

async function check(pieces: readonly Piece[], cut: number): Promise<void> {
  const bytes = Buffer.from(pieces.map(([text]) => text).join(''));
  let [offset, ms] = [0, 0];
  const pairs: [number, number][] = [];
  for (const [text, pause] of pieces) {
    if (text !== '') pairs.push([offset, (ms += pause)]);
    offset += Buffer.byteLength(text);
  }
  const chunks = [bytes.subarray(0, cut % (bytes.length + 1)), bytes.subarray(cut % (bytes.length + 1))];
  const cast = readCast([...toAsciicast({ ...base, chunks, timing: { grainMs: 10, pairs } })].join(''));
  const [played, fed] = [new Player(cast), new Player(cast)];
  let at = 0;
  for (const [, code, data] of cast.events) {
    if (code !== 'o') continue;
    const next = at + Buffer.byteLength(data);
    expect(await played.write(data)).toEqual(await fed.write(bytes.subarray(at, next)));
    at = next;
  }
  expect(at).toBe(bytes.length);
}

interface Case {
  readonly name: string;
  readonly pieces: readonly Piece[];
}

const cases: readonly Case[] = [
  {
    name: 'a line that is drawn anew',
    pieces: [
      ['10 %', 0],
      ['\r20 %', 100],
      ['\r\u001B[Kdone\r\n', 100],
    ],
  },
  {
    name: 'a whole screen that is entered and left',
    pieces: [
      ['before\r\n', 0],
      ['\u001B[?1049h\u001B[2J\u001B[3;5Hinside', 50],
      ['\u001B[7m bar \u001B[0m', 50],
      ['\u001B[?1049lafter\r\n', 50],
    ],
  },
  {
    name: 'colours, wide and combined characters',
    pieces: [
      ['\u001B[31mred\u001B[1;38;5;200mpink\u001B[0m', 0],
      ['日本語 e\u0301 👩‍💻\r\n', 20],
      ['\u2028\u0085x', 20],
    ],
  },
  {
    name: 'more rows than the screen, and a scrolled region',
    pieces: [
      [Array.from({ length: 80 }, (_, row) => `row ${row}\r\n`).join(''), 0],
      ['\u001B[2;5r\u001B[5;1H\n\nx', 40],
    ],
  },
  {
    name: 'an escape that a pause cuts in two',
    pieces: [
      ['a\u001B[3', 0],
      ['1mred', 500],
      ['\u001B]0;ti', 10],
      ['tle\u0007b', 900],
    ],
  },
];

test.each(cases)('$name', async ({ pieces }) => {
  for (const cut of [0, 7]) await check(pieces, cut);
});

test('whatever is printed, whenever, however it was stored', async () => {
  const sequence = fc.constantFrom(
    '\r\n',
    '\r',
    '\t',
    '\b',
    '\u001B[2J',
    '\u001B[H',
    '\u001B[5;9H',
    '\u001B[1;32m',
    '\u001B[0m',
    '\u001B[?1049h',
    '\u001B[?1049l',
    '\u001B[L',
    '\u001B[2P',
    '\u001B7',
    '\u001B8',
    '\u001B[',
    '\u009B',
    '\u0007',
  );
  const text = fc.array(fc.oneof(sequence, fc.string({ unit: 'grapheme', maxLength: 12 })), { maxLength: 6 });
  const piece = fc.tuple(
    text.map(parts => parts.join('')),
    fc.nat(2000),
  );
  await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 8 }), fc.nat(400), check), { numRuns: 40 });
});
