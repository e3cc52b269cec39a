import { fc } from '../../seeded.ts';
import { expect, test } from 'vitest';
import { changeBetween } from '../../../src/core/authoring/mend.ts';
import { applyEdits } from '../../../src/core/lint/fix.ts';

test('one edit makes a text another, and none is needed where they are the same', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 12 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const edit = changeBetween(before, after);
      expect(edit === undefined).toBe(before === after);
      expect(applyEdits(before, edit === undefined ? [] : [edit])).toBe(after);
    }),
  );
});

test('only what differs is touched', () => {
  expect(changeBetween('one two three', 'one 2 three')).toEqual({ range: [4, 7], text: '2' });
});
