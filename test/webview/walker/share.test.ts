import { fc } from '../../seeded.ts';
import { expect, test } from 'vitest';

import { share } from '../../../src/webview/walker/share.ts';

test('sharing changes no value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (previous, next) => {
      expect(share(previous, next)).toEqual(next);
    }),
  );
});

test('an equal copy is the previous one itself', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noNegativeZero: true } as object), value => {
      expect(share(value, structuredClone(value))).toBe(value);
    }),
  );
});

test('what did not change keeps its identity beside what did', () => {
  const previous = { a: { deep: [1, 2] }, b: { n: 1 }, c: [{ x: 1 }, { x: 2 }] };
  const next = share(previous, { a: { deep: [1, 2] }, b: { n: 2 }, c: [{ x: 1 }, { x: 3 }] });
  expect(next.a).toBe(previous.a);
  expect(next.b).not.toBe(previous.b);
  expect(next.c).not.toBe(previous.c);
  expect(next.c[0]).toBe(previous.c[0]);
});

test('a key that went away is a change', () => {
  const previous: Record<string, number> = { a: 1, b: 2 };
  expect(share(previous, { a: 1 })).toEqual({ a: 1 });
});
