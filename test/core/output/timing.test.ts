import { fc } from '../../seeded.ts';
import { expect, test } from 'vitest';
import { timingFormat } from '../../../src/core/audit/line/format.ts';
import { TimingTrack, parseTiming } from '../../../src/core/output/timing.ts';

const written = (track: TimingTrack): string =>
  JSON.stringify({ fmt: timingFormat, grainMs: track.grainMs, pairs: track.pairs });

test('what comes close together is one pair, and pauses are kept', () => {
  const track = new TimingTrack();
  for (const [offset, ms] of [
    [0, 3],
    [5, 4],
    [9, 12],
    [20, 13],
    [30, 900],
  ] as const)
    track.note(offset, ms);
  expect(track.pairs).toEqual([
    [0, 3],
    [20, 13],
    [30, 900],
  ]);
});

test('a day of output, a byte each ms, stays small and readable, and no time is wrong by more than the grain', () => {
  const track = new TimingTrack();
  const day = 24 * 3600 * 1000;
  for (let ms = 0; ms < day; ms += 7) track.note(ms, ms);
  expect(written(track).length).toBeLessThan(512 * 1024);
  expect(track.pairs.length).toBeGreaterThan(8000);
  expect(parseTiming(written(track))).toEqual({ grainMs: track.grainMs, pairs: track.pairs });
  for (const [index, [, ms]] of track.pairs.entries())
    expect((track.pairs[index + 1]?.[1] ?? day) - ms).toBeLessThan(2 * track.grainMs + 7);
});

test('what was noted is read back, whatever it was', () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 1e6 }), fc.nat(1e5)), { maxLength: 50 });
  fc.assert(
    fc.property(steps, given => {
      const track = new TimingTrack();
      let [offset, ms] = [0, 0];
      for (const [bytes, pause] of given) {
        ms += pause;
        track.note(offset, ms);
        offset += bytes;
      }
      expect(parseTiming(written(track))).toEqual({ grainMs: 10, pairs: track.pairs });
    }),
  );
});

test.for([
  '',
  'null',
  '{}',
  '{"fmt":"handrail-timing/9","grainMs":10,"pairs":[]}',
  '{"fmt":"handrail-timing/1","grainMs":10,"pairs":[[5,5],[5,6]]}',
  '{"fmt":"handrail-timing/1","grainMs":10,"pairs":[[5,5],[6,4]]}',
  '{"fmt":"handrail-timing/1","grainMs":10,"pairs":[[-1,0]]}',
  '{"fmt":"handrail-timing/1","grainMs":0,"pairs":[]}',
])('no timing: %s', text => {
  expect(parseTiming(text)).toBeUndefined();
});
