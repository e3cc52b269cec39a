// A runbook's file as an editor leaves it: some remove it for a moment to write it anew.
import { expect, test } from 'vitest';
import type { ReadRunbook } from '../../src/adapters/runbookFile.ts';
import { readToday } from '../../src/runner/text/readToday.ts';

const text: ReadRunbook = { ok: true, text: { path: 'a.md', bytes: new Uint8Array(), sha256: '' } };
const fails = (code: 'missing' | 'too-large'): ReadRunbook => ({
  ok: false,
  failure: { code, message: code },
});

interface Case {
  readonly name: string;
  readonly reads: readonly ReadRunbook[];
  readonly pauses: number;
}

const cases: readonly Case[] = [
  { name: 'is read once', reads: [text], pauses: 0 },
  { name: 'that is being saved is read once it is there again', reads: [fails('missing'), text], pauses: 1 },
  { name: 'that stays away is missing', reads: [fails('missing'), fails('missing')], pauses: 1 },
  { name: 'that cannot be read is not waited for', reads: [fails('too-large')], pauses: 0 },
];

test.each(cases)('a file $name', async ({ reads, pauses }) => {
  const left = [...reads];
  let paused = 0;
  const read = await readToday({ read: () => Promise.resolve(left.shift() ?? fails('missing')) }, () => {
    paused += 1;
    return Promise.resolve();
  });
  expect(read).toBe(reads.at(-1));
  expect([left, paused]).toEqual([[], pauses]);
});
