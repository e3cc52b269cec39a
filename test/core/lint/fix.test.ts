// Which fixes `--fix` takes together, by rules that are made up: each writes one text in place of another.
import { expect, test } from 'vitest';
import type { Finding } from '../../../src/core/lint/finding.ts';
import { fixAll } from '../../../src/core/lint/fix.ts';

interface Case {
  readonly of: string;
  readonly text: string;
  /** What each rule finds, and what it writes there. */
  readonly rules: readonly (readonly [from: string, to: string])[];
  readonly after: string;
  /** What was mended, in order. */
  readonly mended: readonly string[];
}

const cases: readonly Case[] = [
  { of: 'nothing to mend', text: 'abc', rules: [['x', 'y']], after: 'abc', mended: [] },
  {
    of: 'two apart, in one round',
    text: 'a-b',
    rules: [
      ['b', '2'],
      ['a', '1'],
    ],
    after: '1-2',
    mended: ['a', 'b'],
  },
  {
    of: 'two that overlap, one after the other',
    text: 'abc',
    rules: [
      ['ab', 'b'],
      ['bc', 'c'],
    ],
    after: 'c',
    mended: ['ab', 'bc'],
  },
  {
    of: 'the second of two that overlap, which the first has mended',
    text: 'abc',
    rules: [
      ['ab', 'x'],
      ['bc', 'y'],
    ],
    after: 'xc',
    mended: ['ab'],
  },
  {
    of: 'two that touch',
    text: 'ab',
    rules: [
      ['a', '1'],
      ['b', '2'],
    ],
    after: '12',
    mended: ['a', 'b'],
  },
  {
    of: 'what a fix brings about',
    text: 'a',
    rules: [
      ['a', 'b'],
      ['b', 'c'],
    ],
    after: 'c',
    mended: ['a', 'b'],
  },
];

test.each(cases)('$of', ({ text, rules, after, mended }) => {
  const look = (now: string): readonly Finding[] => rules.flatMap(rule => findingIn(now, rule));
  const fixed = fixAll(text, look);
  expect(fixed.text).toBe(after);
  expect(fixed.mended.map(({ title }) => title)).toEqual(mended);
});

test('rules that undo each other come to an end', () => {
  const turned = (now: string): readonly Finding[] => findingIn(now, now === 'a' ? ['a', 'b'] : ['b', 'a']);
  expect(['a', 'b']).toContain(fixAll('a', turned).text);
});

function findingIn(text: string, [from, to]: readonly [string, string]): readonly Finding[] {
  const start = text.indexOf(from);
  const range = [start, start + from.length] as const;
  const fix = { title: from, says: [], safe: true, edits: [{ range, text: to }] };
  const finding: Finding = {
    code: 'HR999',
    name: 'made-up',
    severity: 'warning',
    message: '',
    says: [],
    line: 1,
    endLine: 1,
    range,
    fixes: [fix],
  };
  return start < 0 ? [] : [finding];
}
