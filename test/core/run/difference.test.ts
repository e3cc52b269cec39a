import { fc } from '../../seeded.ts';
import { expect, test } from 'vitest';
import {
  hunksOf,
  lineDifference,
  unifiedDifference,
  type DiffLine,
} from '../../../src/core/run/change/difference.ts';

const marks = { same: ' ', added: '+', removed: '-' } as const;

const drawn = (lines: readonly DiffLine[]): readonly string[] =>
  lines.map(line => (line.kind === 'gap' ? `~${line.lines}` : `${marks[line.kind]}${line.text}`));

const numbers = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index)).join('\n');

interface Case {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly lines: readonly string[];
  /** before.line,lines after.line,lines */
  readonly hunks: readonly string[];
}

const cases: readonly Case[] = [
  { name: 'one line', before: 'a', after: 'b', lines: ['-a', '+b'], hunks: ['1,1 1,1'] },
  { name: 'nothing', before: 'a\nb', after: 'a\nb', lines: ['~2'], hunks: [] },
  { name: 'the last line end', before: 'a\nb', after: 'a\nb\n', lines: ['~2'], hunks: [] },
  { name: 'from nothing', before: '', after: 'a\nb', lines: ['+a', '+b'], hunks: ['1,0 1,2'] },
  { name: 'to nothing', before: 'a\n', after: '', lines: ['-a'], hunks: ['1,1 1,0'] },
  {
    name: 'a line between',
    before: 'a\nc',
    after: 'a\nb\nc',
    lines: [' a', '+b', ' c'],
    hunks: ['2,0 2,1'],
  },
  {
    name: 'far apart',
    before: `x\n${numbers(1, 9)}\ny`,
    after: `X\n${numbers(1, 9)}\nY`,
    lines: ['-x', '+X', ' 1', ' 2', '~5', ' 8', ' 9', '-y', '+Y'],
    hunks: ['1,1 1,1', '11,1 11,1'],
  },
  {
    name: 'long on both sides',
    before: numbers(1, 9),
    after: numbers(1, 9).replace('5', 'five'),
    lines: ['~2', ' 3', ' 4', '-5', '+five', ' 6', ' 7', '~2'],
    hunks: ['5,1 5,1'],
  },
];

test.for(cases)('$name', ({ before, after, lines, hunks }) => {
  expect(drawn(lineDifference(before, after))).toEqual(lines);
  expect(
    hunksOf(before, after).map(
      hunk => `${hunk.before.line},${hunk.before.lines} ${hunk.after.line},${hunk.after.lines}`,
    ),
  ).toEqual(hunks);
});

const anyLines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 });

test('whatever changed, the lines that stay and those of one side make up that side', () => {
  fc.assert(
    fc.property(anyLines, anyLines, (left, right) => {
      const [before, after] = [
        left.map(line => `${line}\n`).join(''),
        right.map(line => `${line}\n`).join(''),
      ];
      const told = lineDifference(before, after);
      const count = (...kinds: readonly DiffLine['kind'][]): number =>
        told
          .filter(({ kind }) => kinds.includes(kind))
          .reduce((sum, line) => sum + (line.kind === 'gap' ? line.lines : 1), 0);
      expect(count('same', 'gap', 'removed')).toBe(left.length);
      expect(count('same', 'gap', 'added')).toBe(right.length);
      const texts = (kind: 'added' | 'removed'): readonly string[] =>
        told.flatMap(line => (line.kind === kind ? [line.text] : []));
      const hunks = hunksOf(before, after);
      const part = (
        all: readonly string[],
        { line, lines }: { line: number; lines: number },
      ): readonly string[] => all.slice(line - 1, line - 1 + lines);
      expect(hunks.flatMap(hunk => part(left, hunk.before))).toEqual(texts('removed'));
      expect(hunks.flatMap(hunk => part(right, hunk.after))).toEqual(texts('added'));
    }),
  );
});

test('the difference that is kept is one that patch understands', () => {
  const text = unifiedDifference({ name: 'runbook', text: 'a\nb\n' }, { name: 'edited', text: 'a\nc\n' });
  expect(text.split('\n').slice(1)).toEqual([
    '--- runbook',
    '+++ edited',
    '@@ -1,2 +1,2 @@',
    ' a',
    '-b',
    '+c',
    '',
  ]);
  expect(unifiedDifference({ name: 'a', text: 'same' }, { name: 'b', text: 'same' })).toBe('');
});

test('texts that share next to nothing are told apart in bounded time', () => {
  const [before, after] = ['a', 'b'].map(
    letter => `${Array.from({ length: 6000 }, (_, at) => `${letter}${at}`).join('\n')}\n`,
  );
  const hunks = hunksOf(before ?? '', after ?? '');
  expect(hunks).toEqual([{ before: { line: 1, lines: 6000 }, after: { line: 1, lines: 6000 } }]);
  const patch = unifiedDifference({ name: 'a', text: before ?? '' }, { name: 'b', text: after ?? '' });
  expect(patch.split('\n').filter(line => line.startsWith('+b'))).toHaveLength(6000);
  expect(patch).toContain('@@ -1,6000 +1,6000 @@');
});
