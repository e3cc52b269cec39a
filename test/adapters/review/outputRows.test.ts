import * as fs from 'node:fs';
import { join } from 'node:path';
import { fc } from '../../seeded.ts';
import { expect, test } from 'vitest';
import { storeContent } from '../../../src/adapters/audit/objectStore.ts';
import type { OutputParts } from '../../../src/adapters/review/outputParts.ts';
import { OutputRows, widestRow, type Row } from '../../../src/adapters/review/outputRows.ts';
import { temporaryFolder } from '../audit/kit.ts';

/** Contents stored as the parts of one output, each in a file of its own. */
function stored(pieces: readonly (string | Uint8Array)[]): OutputParts {
  const folder = temporaryFolder();
  fs.mkdirSync(join(folder, 'objects'));
  const digests = pieces.flatMap(piece =>
    storeContent(folder, typeof piece === 'string' ? Buffer.from(piece) : piece).map(({ sha256 }) => sha256),
  );
  return { folder, digests };
}

async function counted(parts: OutputParts): Promise<OutputRows> {
  const rows = new OutputRows(parts);
  await rows.count(() => undefined);
  return rows;
}

const texts = (rows: readonly Row[]): readonly string[] => rows.map(({ text }) => text);

test.each<[string, readonly string[], readonly string[]]>([
  ['nothing', [''], []],
  ['lines', ['a\nb\n'], ['a', 'b']],
  ['a last line without an end', ['a\nb'], ['a', 'b']],
  ['empty lines', ['\n\nx\n'], ['', '', 'x']],
  ['a line over a border', ['a\nbe', 'gun\nc\n'], ['a', 'begun', 'c']],
  ['a line over many short parts', ['a', 'b', 'c', 'd\ne'], ['abcd', 'e']],
  ['a border right behind a line', ['a\n', 'b\n'], ['a', 'b']],
  ['a terminal’s line ends and colours', ['\u001b[31mred\u001b[0m\r\nplain\r\n'], ['red', 'plain']],
  ['a title and other strings of a terminal', ['\u001b]0;evil\u0007ok\n'], ['ok']],
  ['progress on one line', ['10%\r20%\r\n'], ['10%␍20%']],
  ['what cannot be seen', ['a\u0000b\u202ec\u200b\n'], ['a␀b<U+202E>c<U+200B>']],
])('%s', async (_name, pieces, expected) => {
  const rows = await counted(stored(pieces));
  expect(texts(rows.rows(0, 100))).toEqual(expected);
  expect(rows.size).toMatchObject({ rows: expected.length, whole: true });
});

test('a line that is too long goes on in the next row, and no character is cut', async () => {
  const line = 'ğ'.repeat(5000);
  const rows = await counted(stored([`${line}\nshort\n`]));
  const found = rows.rows(0, 10);
  expect(found.map(({ joined }) => joined ?? false)).toEqual([false, true, true, false]);
  expect(
    found
      .slice(0, 3)
      .map(({ text }) => text)
      .join(''),
  ).toBe(line);
});

test('rows anywhere are those of the whole, however it is cut into parts', async () => {
  const piece = fc.string({ unit: fc.constantFrom('a', 'ş', '\n', '€', ' '), maxLength: 60 });
  const wide = fc.integer({ min: widestRow - 3, max: 2 * widestRow + 3 }).map(length => 'x'.repeat(length));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 8, arbitrary: piece }, wide), { maxLength: 8 }),
      fc.nat(40),
      fc.integer({ min: 1, max: 9 }),
      async (pieces, from, count) => {
        const one = await counted(stored([pieces.join('')]));
        const many = await counted(stored(pieces.length === 0 ? [''] : pieces));
        expect(many.size.rows).toBe(one.size.rows);
        expect(many.rows(from, count)).toEqual(one.rows(0, 100_000).slice(from, from + count));
      },
    ),
    { numRuns: 60 },
  );
});

test('a search finds every row that holds the text, also over a border, once each', async () => {
  const rows = await counted(stored(['one Needle needle\ntwo\nnee', 'dle three\n', 'four\nNEEDLE']));
  const found: Row[] = [];
  for await (const some of rows.search('needle')) found.push(...some);
  expect(found.map(({ row, text }) => [row, text])).toEqual([
    [0, 'one Needle needle'],
    [2, 'needle three'],
    [4, 'NEEDLE'],
  ]);
});

test.each<[string, readonly string[], string, readonly number[]]>([
  ['a Turkish word by an English keyboard', ['İzleme\nışık\nizleme\n'], 'IZLEME', [0, 2]],
  ['an English word by a Turkish keyboard', ['INFO up\nno\ninfo down\n'], 'ınfo', [0, 2]],
  ['other letters by their capitals', ['ŞİŞLİ\nüsküdar\n'], 'ÜSKÜDAR', [1]],
  ['a character over a border of parts', ['a\nbaş', 'ka\nb\n'], 'BAŞKA', [1]],
  ['a row that goes on in the next', [`${'x'.repeat(widestRow - 2)}işık\nb\n`], 'IŞIK', [0]],
  ['a row that went on from another', [`${'x'.repeat(widestRow + 2)}işık\nb\n`], 'IŞIK', [1]],
  ['empty lines before it', ['\n\n\nb', '\n\nb'], 'B', [3, 5]],
])('a search compares as every other does: %s', async (...[, pieces, typed, expected]) => {
  const rows = await counted(stored(pieces));
  const found: Row[] = [];
  for await (const some of rows.search(typed)) found.push(...some);
  expect(found.map(({ row }) => row)).toEqual(expected);
});

test('a part that is missing leaves its rows out and the others where they are', async () => {
  const parts = stored(['a\n', 'b\n', 'c\n']);
  const [first = '', , last = ''] = parts.digests;
  const rows = await counted({ ...parts, digests: [first, '0'.repeat(64), last] });
  expect(texts(rows.rows(0, 9))).toEqual(['a', 'c']);
});
