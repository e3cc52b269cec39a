import { expect, test } from 'vitest';
import { readShellChange, shellSentences } from '../../../src/core/run/shellChange.ts';
import { fc } from '../../seeded.ts';

// No tier of the log rests on what it says of the shell, so anything may stand there.

const cases: readonly (readonly [said: unknown, sentences: string | undefined])[] = [
  [undefined, undefined],
  ['ended', undefined],
  [{ event: 'toString' }, undefined],
  [{ event: 'exploded' }, undefined],
  [
    { event: 'resumed', missing: ['A', 7, 'B'], from: 3 },
    'The shell goes on from the state of the earlier session. Not restored, since it held a secret: A, B.',
  ],
  [
    { event: 'foreign', missing: 'A', gone: 1, jobs: 'yes' },
    'Another folder lay in the place of the private one of the shell, and a new shell has taken its place. Directory, variables, functions and aliases are as they were before the command; open files are not.',
  ],
  [
    { event: 'endedBefore', from: 'before', missing: [], gone: '/gone', jobs: true },
    'The shell had ended before the command, and a new one has taken its place. Directory, variables, functions and aliases are as they were before the command; open files are not. /gone is not there any more, so the shell stands in /here. fg and wait no longer know what runs in the background.',
  ],
];

test.each(cases)('%j', (said, sentences) => {
  const change = readShellChange(said);
  expect(change === undefined ? undefined : shellSentences(change, '/here')).toBe(sentences);
});

test('anything is read without an error', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (missing, gone) => {
      const change = readShellChange({ event: 'ended', missing, gone });
      expect(typeof shellSentences(change ?? { event: 'mended' }, '/')).toBe('string');
    }),
  );
});
