import { expect, test } from 'vitest';
import { readSpan } from '../../../src/core/shell/span.ts';

const cases: readonly (readonly [text: string, ms: number | undefined])[] = [
  ['90s', 90_000],
  ['10m', 600_000],
  ['10 min', 600_000],
  ['1h30m', 5_400_000],
  ['1h 30m 5s', 5_405_000],
  ['0.5s', 500],
  ['250ms', 250],
  ['45', 45_000],
  ['10M', 600_000],
  ['0', undefined],
  ['0s', undefined],
  ['-1s', undefined],
  ['soon', undefined],
  ['10 minutes', undefined],
  ['', undefined],
  ['9999h', undefined],
];

test.each(cases)('%j is %s ms', (text, ms) => {
  expect(readSpan(text)).toBe(ms);
});
