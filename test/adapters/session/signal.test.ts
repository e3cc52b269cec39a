// A shell that has no process yet is number 0, which the system takes for the group of whoever asks: a runner would end itself.
import { afterEach, expect, test, vi } from 'vitest';
import { signal } from '../../../src/adapters/session/processes/foreground.ts';
import { processes, type Member } from '../../../src/adapters/session/processes/members.ts';
import { aboveUs } from '../../../src/adapters/session/processes/ancestors.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test.each([0, -0, 1, -1])('%i is no target', target => {
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
  signal(target, 'SIGKILL');
  expect(kill).not.toHaveBeenCalled();
});

test('a group is, and one that has gone is no error', () => {
  const kill = vi.spyOn(process, 'kill').mockImplementation(() => {
    throw new Error('ESRCH');
  });
  signal(-4711, 'SIGINT');
  expect(kill).toHaveBeenCalledExactlyOnceWith(-4711, 'SIGINT');
});

test.skipIf(process.platform !== 'linux')('nothing that this process lives in is a target', async () => {
  const above = aboveUs(await processes());
  expect(above.map(({ pid }) => pid)).toEqual(expect.arrayContaining([process.pid, process.ppid]));
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
  const targets = above.flatMap(({ pid, group }: Member) => [pid, -group]);
  for (const target of targets) signal(target, 'SIGKILL');
  expect(kill).not.toHaveBeenCalled();
});
