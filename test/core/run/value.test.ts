import { expect, test } from 'vitest';
import { inputSet, wrongValue } from '../../../src/core/run/value.ts';
import type { Input } from '../../../src/core/runbook/runbook.ts';

const input: Input = {
  name: 'N',
  kind: 'variable',
  text: 'N',
  prompt: 'N',
  secret: true,
  line: 1,
  steps: [],
};

const cases: readonly (readonly [asked: Partial<Input>, value: string, why: RegExp | undefined])[] = [
  [{}, 'anything', undefined],
  [{}, '', /^N needs a value\.$/],
  [{}, 'a\0b', /NUL/],
  [{ choices: ['a', 'b'] }, 'a', undefined],
  [{ choices: ['a', 'b'] }, 'A', /one of a, b\.$/],
  [{ pattern: 'v\\d+' }, 'v12', undefined],
  [{ pattern: 'v\\d+' }, 'xv12', /must match/],
  [{ pattern: 'a|b' }, 'bb', /must match/],
  [{ pattern: '(' }, 'x', undefined],
  [{ type: 'number' }, '-0.5', undefined],
  [{ type: 'number' }, '5m', /must be a number/],
  [{ type: 'number' }, '1,000', /must be a number/],
];

test.each(cases)('%j and %j', (asked, value, why) => {
  const said = wrongValue({ ...input, ...asked }, value);
  if (why === undefined) expect(said).toBeUndefined();
  else expect(said).toMatch(why);
});

const kinds: readonly (readonly [asked: Partial<Input>, recorded: object])[] = [
  [{}, { kind: 'secret' }],
  [{ secret: false }, { kind: 'text', value: '2' }],
  [
    { secret: false, type: 'number' },
    { kind: 'number', value: '2' },
  ],
  [
    { secret: false, choices: ['1', '2'], type: 'number' },
    { kind: 'choice', value: '2' },
  ],
];

test.each(kinds)('%j is recorded as %j', (asked, recorded) => {
  const entry = inputSet({ ...input, ...asked }, '2', 'typed');
  expect(entry).toEqual({ type: 'input.set', name: 'N', source: 'typed', ...recorded });
});
