import { expect, test } from 'vitest';
import { trace, type Origin, type ShellVariable, type Traced } from '../../../src/core/run/environment.ts';

const first: Origin = { step: 's1', statement: 0, line: 5 };
const second: Origin = { step: 's1', statement: 1, line: 6 };

const shell = (
  ...pairs: readonly (readonly [name: string, value: string, exported?: boolean])[]
): ShellVariable[] => pairs.map(([name, value, exported = true]) => ({ name, value, exported }));

const start: Traced = new Map([
  ['A', { name: 'A', value: '1', exported: true, by: 'inherited' }],
  ['PAGER', { name: 'PAGER', value: 'cat', exported: true, by: 'handrail' }],
]);

interface Case {
  readonly title: string;
  readonly now: readonly ShellVariable[];
  readonly given?: Readonly<Record<string, string>>;
  readonly by: Readonly<Record<string, Origin>>;
  readonly removed?: readonly string[];
}

const cases: readonly Case[] = [
  {
    title: 'what nobody touched keeps its origin',
    now: shell(['A', '1'], ['PAGER', 'cat']),
    by: { A: 'inherited', PAGER: 'handrail' },
  },
  {
    title: "another value is the command's",
    now: shell(['A', '2'], ['PAGER', 'cat']),
    by: { A: first, PAGER: 'handrail' },
  },
  {
    title: 'so is a value that is exported no more',
    now: shell(['A', '1', false], ['PAGER', 'cat']),
    by: { A: first, PAGER: 'handrail' },
  },
  {
    title: "a value of the run is the run's",
    now: shell(['A', '1'], ['PAGER', 'cat'], ['V', 'x']),
    given: { V: 'x' },
    by: { A: 'inherited', PAGER: 'handrail', V: 'value' },
  },
  {
    title: "and the command's where the command changed it at once",
    now: shell(['A', '1'], ['PAGER', 'cat'], ['V', 'y']),
    given: { V: 'x' },
    by: { A: 'inherited', PAGER: 'handrail', V: first },
  },
  {
    title: 'what is gone was removed',
    now: shell(['PAGER', 'cat']),
    by: { A: first, PAGER: 'handrail' },
    removed: ['A'],
  },
];

test.each(cases)('$title', ({ now, given, by, removed = [] }) => {
  const after = trace(start, now, { by: first, ...(given === undefined ? {} : { given }) });
  expect(Object.fromEntries([...after].map(([name, one]) => [name, one.by]))).toEqual(by);
  expect([...after.values()].filter(({ value }) => value === undefined).map(({ name }) => name)).toEqual(
    removed,
  );
});

test('who removed a variable stays known until it is set again', () => {
  const gone = trace(start, shell(['PAGER', 'cat']), { by: first });
  const later = trace(gone, shell(['PAGER', 'cat']), { by: second });
  expect(later.get('A')).toEqual({ name: 'A', exported: false, by: first });
  expect(trace(later, shell(['A', '1'], ['PAGER', 'cat']), { by: second }).get('A')?.by).toEqual(second);
});
