import { fc } from '../seeded.ts';
import { expect, test } from 'vitest';
import type { OutputView } from '../../src/core/run/view/outputView.ts';
import { shortened, ShownOutputs } from '../../src/runner/output/shownOutputs.ts';

function output(lines: number, width = 10): OutputView {
  const tail = Array.from({ length: lines }, (_, index) => `${index} `.padEnd(width, 'x'));
  const paints = [{ line: 0, start: 0, end: 1, ink: { color: 1 } }];
  return { lines: lines + 1000, bytes: 5, masked: 2, tail, paints };
}

test('the newest attempts are whole, and older ones have their last lines', () => {
  const shown = new ShownOutputs();
  for (let attempt = 0; attempt < 100; attempt++) shown.show(`a${attempt}`, output(200));
  const lengths = [...shown.all.values()].map(({ tail }) => tail.length);
  expect(lengths).toEqual([
    ...Array.from({ length: 60 }, () => 10),
    ...Array.from({ length: 40 }, () => 200),
  ]);
  const old = shown.all.get('a0');
  expect(old).toMatchObject({ lines: 1200, bytes: 5, masked: 2 });
  expect(old?.tail.at(-1)).toBe(output(200).tail.at(-1));
  expect(old?.paints).toBeUndefined();
  expect(shown.all.get('a99')).toEqual(output(200));
});

test('what goes on printing stays whole however often it is shown', () => {
  const shown = new ShownOutputs();
  for (let round = 0; round < 100; round++) shown.show('a', output(round));
  shown.show('b', output(3));
  expect(shown.all.get('a')).toEqual(output(99));
});

test('of old attempts a view holds at most two kilobytes each', () => {
  const shown = new ShownOutputs();
  for (let attempt = 0; attempt < 1040; attempt++) shown.show(`a${attempt}`, output(200, 4000));
  const old = [...shown.all.values()].slice(0, 1000);
  expect(JSON.stringify(old).length).toBeLessThan(2.5 * 1024 * 1024);
  expect(JSON.stringify(old[0]).length).toBeLessThan(2.5 * 1024);
});

test('a shortened output is the end of the whole one, and shortening it again changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 500 }), { maxLength: 40 }), tail => {
      const short = shortened({ lines: tail.length, bytes: 1, masked: 0, tail });
      for (const [index, line] of short.tail.entries()) {
        const full = tail[tail.length - short.tail.length + index] ?? '';
        expect(full.endsWith(line.replace(/^…/, ''))).toBe(true);
      }
      expect(shortened(short)).toEqual(short);
    }),
  );
});
