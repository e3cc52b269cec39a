import { fc } from '../seeded.ts';
import { expect, test } from 'vitest';
import { Deframer, frame } from '../../src/protocol/frame.ts';

test('messages come out as they went in, however the stream is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { maxLength: 6 }), fc.array(fc.nat(400)), (messages, cuts) => {
      const stream = messages.map(frame).join('');
      const borders = [0, ...cuts.filter(cut => cut < stream.length).sort((a, b) => a - b), stream.length];
      const deframer = new Deframer();
      const out = borders.slice(1).flatMap((to, at) => [...deframer.push(stream.slice(borders[at], to))]);
      expect(out).toEqual(messages.map(message => JSON.parse(JSON.stringify(message)) as unknown));
    }),
  );
});

test('a frame is one line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      expect(frame(text).indexOf('\n')).toBe(frame(text).length - 1);
    }),
  );
});

test('what is no JSON is refused, blank lines are not messages, and half a line waits', () => {
  const deframer = new Deframer();
  expect(deframer.push('\n\n{"a":')).toEqual([]);
  expect(deframer.push('1}\n')).toEqual([{ a: 1 }]);
  expect(() => deframer.push('nonsense\n')).toThrow(SyntaxError);
});

test('a line without end is refused before it fills the memory', () => {
  const deframer = new Deframer();
  const piece = 'x'.repeat(16 * 1024 * 1024);
  expect(() => {
    for (let count = 0; count < 5; count += 1) deframer.push(piece);
  }).toThrow(RangeError);
});
