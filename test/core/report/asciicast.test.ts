import { fc } from '../../seeded.ts';
import { expect, test } from 'vitest';
import { toAsciicast, type Recording } from '../../../src/core/report/asciicast.ts';
import type { Verdict } from '../../../src/core/audit/verdict.ts';
import { verified } from './verdict.ts';

const verdict: Verdict = {
  ...verified,
  tiers: [{ tier: 'STRUCTURE', state: 'proven', required: true, detail: 'all\nof it' }],
};

const base: Recording = {
  title: 'a test',
  command: 'echo "hello"',
  startedAt: 1_700_000_000_123,
  durationMs: 2500,
  exit: 3,
  ending: 'with exit code 3',
  chunks: [],
  verdict,
};

type Event = readonly [number, string, string];

function read(recording: Recording): {
  header: Record<string, unknown>;
  events: Event[];
  comments: string[];
} {
  const text = [...toAsciicast(recording)].join('');
  const [first = '', ...rest] = text.trimEnd().split('\n');
  const comments = rest.filter(line => line.startsWith('#'));
  const events = rest.filter(line => !line.startsWith('#')).map(line => JSON.parse(line) as Event);
  return { header: JSON.parse(first) as Record<string, unknown>, events, comments };
}

const bytes = (text: string): Uint8Array => Buffer.from(text);

test('what was printed comes when it was printed, and the exit code at the end', () => {
  const { header, events, comments } = read({
    ...base,
    chunks: [bytes('onetwo'), bytes('three')],
    timing: {
      grainMs: 10,
      pairs: [
        [0, 100],
        [3, 600],
        [6, 1600],
      ],
    },
  });
  expect(header).toMatchObject({
    version: 3,
    timestamp: 1_700_000_000,
    title: 'a test',
    command: 'echo "hello"',
  });
  expect(events).toEqual([
    [0.1, 'o', 'one'],
    [0.5, 'o', 'two'],
    [1, 'o', 'three'],
    [0.9, 'x', '3'],
  ]);
  expect(comments.join('\n')).toMatch(/# Verified\. r1\n[\s\S]*handrail verify FOLDER/);
});

test('without times nothing is spread, and that is said', () => {
  const { events, comments } = read({ ...base, chunks: [bytes('one'), bytes('two')] });
  expect(events).toEqual([
    [0, 'o', 'onetwo'],
    [2.5, 'x', '3'],
  ]);
  expect(comments.join('\n')).toContain('the pauses are not known');
});

test('a command that did not exit has no exit event, and parts that are gone are named', () => {
  const { exit, ...rest } = base;
  expect(exit).toBe(3);
  const { events, comments } = read({ ...rest, ending: 'stopped', gone: 'deleted on purpose by alice' });
  expect(events).toEqual([]);
  expect(comments[0]).toBe('# The command ended: stopped.');
  expect(comments.join('\n')).toContain('not here: deleted on purpose by alice');
});

test('any bytes, cut anywhere, at any times: the text is that of the bytes, and time never runs backwards', () => {
  const cuts = fc.array(fc.tuple(fc.uint8Array({ maxLength: 9 }), fc.nat(3000)), { maxLength: 12 });
  const text = fc.string({ unit: 'binary', maxLength: 20 }).map(bytes);
  fc.assert(
    fc.property(cuts, text, (pieces, more) => {
      const chunks = [...pieces.map(([piece]) => piece), more];
      let [offset, ms] = [0, 0];
      const pairs: [number, number][] = [];
      for (const [piece, pause] of pieces) {
        if (piece.length > 0) pairs.push([offset, (ms += pause)]);
        offset += piece.length;
      }
      const { events } = read({ ...base, chunks, timing: { grainMs: 10, pairs } });
      const shown = events.filter(([, code]) => code === 'o').map(([, , data]) => data);
      expect(shown.join('')).toBe(Buffer.concat(chunks).toString('utf8'));
      expect(events.every(([interval]) => interval >= 0)).toBe(true);
    }),
  );
});
