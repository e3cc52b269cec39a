import { expect, test } from 'vitest';
import { alike, type Told } from '../../../src/core/review/lookAlikes.ts';
import { fc } from '../../seeded.ts';

const at = (time: string): number => Date.parse(`2026-10-12T${time}Z`);

const run = (title: string, time: string, end: string): Told => ({
  folder: `/runs/${title}-${time}-${end}`,
  run: `20261012T${time.replaceAll(':', '')}Z-${title}-${end}`,
  title,
  startedAt: at(time),
});

interface Case {
  readonly name: string;
  readonly runs: readonly Told[];
  /** Of each run: nothing, `seconds`, or its mark. */
  readonly said: readonly (string | undefined)[];
}

const cases: readonly Case[] = [
  {
    name: 'minutes tell runs apart',
    runs: [run('deploy', '09:15:59', 'aaaaaa'), run('deploy', '09:16:00', 'bbbbbb')],
    said: [undefined, undefined],
  },
  {
    name: 'titles tell runs apart',
    runs: [run('deploy', '09:15:00', 'aaaaaa'), run('restore', '09:15:00', 'bbbbbb')],
    said: [undefined, undefined],
  },
  {
    name: 'in one minute it needs seconds',
    runs: [
      run('deploy', '09:15:01', 'aaaaaa'),
      run('deploy', '09:15:40', 'bbbbbb'),
      run('deploy', '09:17:00', 'cccccc'),
    ],
    said: ['seconds', 'seconds', undefined],
  },
  {
    name: 'in one second it needs a mark',
    runs: [
      run('deploy', '09:15:01', 'k7f3q2m9'),
      run('deploy', '09:15:01', 'x4t8a222'),
      run('deploy', '09:15:40', 'k7f3zzzz'),
    ],
    said: ['k7f3', 'x4t8', 'seconds'],
  },
  {
    name: 'a mark is as long as it has to be',
    runs: [run('deploy', '09:15:01', 'k7f3q2m9'), run('deploy', '09:15:01', 'k7f3q3a2')],
    said: ['k7f3q2', 'k7f3q3'],
  },
];

test.each(cases)('$name', ({ runs, said }) => {
  const exact = alike(runs);
  const told = runs.map(({ folder }) => {
    const one = exact.get(folder);
    return one === undefined ? undefined : (one.mark ?? 'seconds');
  });
  expect(told).toEqual(said);
});

test('no two runs of one list are said alike, whenever they began', () => {
  const end = fc.string({ unit: fc.constantFrom('a', 'b', '2'), minLength: 13, maxLength: 13 });
  const one = fc.tuple(fc.constantFrom('deploy', 'restore'), fc.nat(180), end);
  fc.assert(
    fc.property(fc.uniqueArray(one, { selector: ([, , id]) => id, maxLength: 12 }), all => {
      const runs = all.map(([title, seconds, id]) => ({
        ...run(title, '09:15:00', id),
        startedAt: at('09:15:00') + seconds * 1000,
      }));
      const exact = alike(runs);
      const said = runs.map(({ folder, title, startedAt }) => {
        const shown = exact.get(folder);
        const time = new Date(startedAt).toISOString().slice(0, shown === undefined ? 16 : 19);
        return [title, time, shown?.mark].join(' ');
      });
      expect(new Set(said).size).toBe(runs.length);
    }),
  );
});
