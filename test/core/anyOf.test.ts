import { fc } from '../seeded.ts';
import { expect, test } from 'vitest';
import { anyOf } from '../../src/core/anyOf.ts';

const piece = fc.constantFrom(
  'ab',
  '^a',
  'b$',
  '[a-c]{2}',
  '\\bi',
  '(?:a|ı)b',
  '(?<!a)c',
  'İ+',
  '',
  'a\u0301',
);
const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'i', 'I', 'İ', 'ı', '\u0301', ' ', '\n') });

test('one pattern of several matches where any of them does', () => {
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 1, maxLength: 5 }),
      fc.constantFrom('', 'u', 'i', 'iu', 'm'),
      letters,
      (sources, flags, text) => {
        const patterns = sources.map(source => new RegExp(source, flags));
        expect(anyOf(...patterns).test(text)).toBe(patterns.some(pattern => pattern.test(text)));
      },
    ),
  );
});
