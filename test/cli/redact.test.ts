import { beforeAll, expect, test } from 'vitest';
import { provideDist } from '../built.ts';
import { bash, Place } from './handrail.ts';

beforeAll(provideDist);

test('an output is deleted from a sealed run; the log verifies, and the report says so', async () => {
  using place = new Place({ 'a.md': `# A\n${bash('echo "the password is swordfish" | rev | rev')}` });
  expect((await place.run(['run', 'a.md'])).exit).toBe(0);
  const started = place.entries().find(({ type }) => type === 'attempt.started');
  const attempt = String(started?.['attemptId']);
  const reason = ['--reason', 'it printed a password'];
  const before = await place.run(['report', place.last]);
  expect(before.stdout.match(/swordfish/g)).toHaveLength(3);
  expect((await place.run(['redact', place.last, attempt])).exit).toBe(2);
  expect((await place.run(['redact', place.last, ...reason])).exit).toBe(2);
  expect((await place.run(['redact', place.last, 'nothing-like-it', ...reason])).exit).toBe(1);
  expect((await place.run(['redact', '.', attempt, ...reason])).exit).toBe(5);
  const done = await place.run(['redact', place.last, attempt, ...reason]);
  expect([done.exit, done.stderr]).toEqual([0, '']);
  expect(done.stdout).toMatch(/^Deleted [0-9a-f]{64}\nSigned: .*\nCopies elsewhere are not touched/);
  const verified = await place.run(['verify', place.last]);
  expect([verified.exit, verified.stdout.includes('[REDACTED]')]).toEqual([0, true]);
  const { stdout } = await place.run(['report', place.last]);
  // The command itself still holds the word; what it printed is gone.
  expect(stdout.match(/swordfish/g)).toHaveLength(2);
  expect(stdout).toMatch(/\[deleted on purpose by .*: it printed a password\]/);
  expect(stdout).toContain('deleted an output: it printed a password');
});
