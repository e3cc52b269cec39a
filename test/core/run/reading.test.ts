import { expect, test } from 'vitest';
import { brokenLimit, firstLimit, limitIn } from '../../../src/core/run/expectation/reading.ts';

// Which limit a reading is said to lie outside of; none where nobody can tell.
const cases: readonly (readonly [hint: string, reading: string, broken: string | undefined])[] = [
  ['< 100 ms', '140', '< 100 ms'],
  ['< 100 ms', '140 ms', '< 100 ms'],
  ['< 100 ms', '99', undefined],
  ['< 100 ms', '1 s', undefined],
  ['< 100 ms', '', undefined],
  ['< 100 ms', 'slow', undefined],
  ['>= 100', '12', '>= 100'],
  // One or a thousand.
  ['< 1,000 ms', '850', undefined],
  ['< 1,000 ms', '1200', undefined],
  ['< 1.000 ms', '850', undefined],
  ['< 12,500,000', '20000000', undefined],
  ['< 2', '1.234', undefined],
  ['< 2', '1,234', undefined],
  // Decimals, however they are written.
  ['< 0,5', '0.3', undefined],
  ['< 0,5', '0,7', '< 0,5'],
  ['< 0.5', '0,3', undefined],
  ['< 0,125 s', '0.2', '< 0,125 s'],
  ['<= 1,25', '1.3', '<= 1,25'],
  ['en fazla 1,5 sn', '2', 'en fazla 1,5 sn'],
  ['< 1000.125', '1000.5', '< 1000.125'],
  // Several in one cell, and a unit behind them.
  ['> 5, < 10', '12', '< 10'],
  ['> 5; < 10', '3', '> 5'],
  ['> 5; < 1,000', '3', '> 5'],
  ['< 0,5, %', '0,7 %', '< 0,5'],
  ['no errors', '3', undefined],
];

test.each(cases)('%s with %s: %s', (hint, reading, broken) => {
  expect(brokenLimit(hint, reading)).toBe(broken);
});

test.each([
  ['ms, < 100', '< 100'],
  ['between 1 and 5', 'between 1 and 5'],
  ['< 1,000 ms', undefined],
  ['rps', undefined],
  ['', undefined],
])('the first limit of "%s" that can be decided: %s', (hint, limit) => {
  expect(firstLimit(hint)).toBe(limit);
});

test.each([
  ['Error rate < 1%', '< 1%'],
  ['Replication lag < 1MB', '< 1MB'],
  ['P95 latency is below 200 ms on every pod', 'below 200 ms'],
  ['Code review approved by at least 2 reviewers', 'at least 2 reviewers'],
  ['CPU under 0,5 of a core, memory < 70%', 'under 0,5 of'],
  ['Gecikme en fazla 1,5 sn', 'en fazla 1,5 sn'],
  ['Lag < 1,000 ms', undefined],
  ['Version v2 or above is deployed', undefined],
  ['moreover 3 people know', undefined],
  ['On-call knows', undefined],
])('the limit that "%s" names: %s', (sentence, limit) => {
  expect(limitIn(sentence)).toBe(limit);
});
