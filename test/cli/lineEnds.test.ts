import { fc } from '../seeded.ts';
import { expect, test } from 'vitest';
import { LineEnds } from '../../src/cli/run/lineEnds.ts';

test('line ends are the same however the bytes are cut', () => {
  const text = fc.array(fc.constantFrom('\r', '\n', '\r\n', 'a', 'é', '\r\r\n'), { maxLength: 20 });
  fc.assert(
    fc.property(text, fc.array(fc.nat(60), { maxLength: 6 }), (parts, cuts) => {
      const bytes = Buffer.from(parts.join(''));
      const borders = [0, ...cuts.filter(cut => cut < bytes.length).sort((a, b) => a - b), bytes.length];
      const ends = new LineEnds();
      const pieces = borders.slice(1).map((to, at) => ends.push(bytes.subarray(borders[at], to)));
      expect(Buffer.concat([...pieces, ends.end()]).toString()).toBe(parts.join('').replaceAll('\r\n', '\n'));
    }),
  );
});
