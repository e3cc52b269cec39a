import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { provideDist } from '../built.ts';
import { bash, Place } from './handrail.ts';

beforeAll(provideDist);

test('of two that go on with one run one writes, and the other says who does', async () => {
  using place = new Place({
    'a.md': `# D\n${bash('test -e go')}${bash('touch here; while ! test -e on; do sleep 0.1; done')}`,
  });
  expect((await place.run(['run', 'a.md'])).exit).toBe(1);
  place.write('go', '');
  const first = place.start(['run', '--resume', place.last]);
  await expect.poll(() => place.has('here')).toBe(true);
  const second = await place.run(['run', '--resume', place.last]);
  expect(second.exit).toBe(5);
  expect(second.stderr).toMatch(/This run is open in process \d+ on .*One writer at a time/);
  writeFileSync(join(place.work, 'on'), '');
  expect((await first).exitCode).toBe(0);
  expect((await place.run(['verify', place.last])).exit).toBe(0);
});

test.each(['/proc/x', '/dev/null/x', '/proc/self/fd'])('a log cannot be kept in %s', async folder => {
  using place = new Place({ 'a.md': `# D\n${bash('touch ran')}` });
  const { exit, stderr } = await place.run(['run', 'a.md', '--state', folder]);
  expect(exit, stderr).toBe(5);
  expect(stderr).toContain(folder);
  expect(stderr).not.toContain('bug');
  expect(place.has('ran')).toBe(false);
});
