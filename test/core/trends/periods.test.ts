import { expect, test } from 'vitest';
import type { RunFacts } from '../../../src/core/trends/facts.ts';
import { calendarOf, type Unit } from '../../../src/core/trends/periods.ts';

// Many runs are told by the calendar, in stretches that are few enough to be drawn and full enough to say something.

const day = 86_400_000;

function runs(count: number, days: number, from = Date.UTC(2026, 10, 18, 15)): readonly RunFacts[] {
  return Array.from({ length: count }, (_, at): RunFacts => {
    const startedAt = from + Math.floor((at * days) / count) * day;
    const result = at % 4 === 3 ? 'aborted' : 'done';
    return {
      run: `r${at}`,
      runbook: 'a.md',
      text: '',
      startedAt,
      lastAt: startedAt + 1000 * (at + 1),
      tookMs: 1000 * (at + 1),
      result,
      clean: false,
      steps: {},
    };
  });
}

interface Case {
  readonly name: string;
  readonly count: number;
  readonly days: number;
  readonly unit: Unit;
  readonly first: string;
}

test.for<Case>([
  { name: 'one run', count: 1, days: 1, unit: 'day', first: '2026-11-18' },
  { name: 'a busy week', count: 30, days: 7, unit: 'day', first: '2026-11-18' },
  { name: 'a quiet month', count: 20, days: 30, unit: 'week', first: '2026-11-16' },
  { name: 'half a year', count: 40, days: 180, unit: 'month', first: '2026-11-01' },
  { name: 'two quiet years', count: 40, days: 730, unit: 'quarter', first: '2026-10-01' },
  { name: 'fifty years', count: 400, days: 18_000, unit: 'year', first: '2026-01-01' },
])('$name is told by the $unit', ({ count, days, unit, first }) => {
  const told = calendarOf(runs(count, days));
  expect(told.unit).toBe(unit);
  expect(new Date(told.periods[0]?.from ?? 0).toISOString()).toBe(`${first}T00:00:00.000Z`);
  expect(told.periods.reduce((sum, period) => sum + period.runs, 0)).toBe(count);
  for (const { from, until } of told.periods) expect(until).toBeGreaterThan(from);
});

test('a period counts its runs, and spreads those that were done', () => {
  const [only] = calendarOf(runs(4, 1)).periods;
  expect(only).toMatchObject({ runs: 4, done: 3, aborted: 1, open: 0 });
  expect(only?.duration).toMatchObject({ runs: 3, least: 1000, middle: 2000, most: 3000 });
  expect(calendarOf([]).periods).toEqual([]);
});
