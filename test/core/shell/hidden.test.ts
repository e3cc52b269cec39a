import { expect, test } from 'vitest';
import { findHidden } from '../../../src/core/shell/hidden.ts';

const cases: readonly (readonly [text: string, ...kinds: readonly string[]])[] = [
  ['ls\u00a0-l', 'no-break space'],
  ['ls\u200b -l\ufeff', 'zero-width', 'zero-width'],
  ['rm \u202etxt', 'bidirectional'],
  ['echo \u001b[1m', 'control'],
  ['echo \u201chi\u201d', 'look-alike', 'look-alike'],
  ['kubectl \u2014help', 'look-alike'],
  ['echo \u201a\u00fa\u00d6', 'mis-encoded'],
  ['echo \u00e2\u0153\u2026', 'mis-encoded'],
  ['echo caf\u00c3\u00a9', 'mis-encoded'],
  ['echo café ✅ größe İstanbul', ...[]],
  ['echo 👩‍💻', ...[]],
  ['echo a\tb\nc', ...[]],
];

test.each(cases)('%j', (text, ...kinds) => {
  const found = findHidden(text);
  expect(found.map(({ kind }) => kind)).toEqual(kinds);
  for (const { start, end } of found) {
    expect(end).toBeGreaterThan(start);
  }
});
