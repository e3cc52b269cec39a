import { execFileSync } from 'node:child_process';
import { checkAll, done, type Case } from './checkRun.ts';
import { bash } from './handrail.ts';
import { describe, expect, test } from 'vitest';
import { Place } from './handrail.ts';

const runbook = (seconds: number): string => `# D\n${bash(`sleep ${seconds} &`)}${bash('echo on')}`;

const background: readonly Case[] = [
  {
    name: 'what is alive at the end is printed, and hung up as in a terminal that is closed',
    runbook: runbook(401),
    exit: 0,
    prints: ['on', '-- still running in the background: hung up, as in a terminal that is closed', done],
  },
  {
    name: '--background end ends it',
    runbook: runbook(402),
    args: ['--yes', '--background', 'end'],
    exit: 0,
    prints: ['-- still running in the background: ended', done],
  },
  {
    name: '--background takes nothing else',
    runbook: runbook(403),
    args: ['--background', 'kill'],
    exit: 2,
    stderr: /--background is one of end, leave, hang-up/,
  },
  {
    name: 'a run that stays open hangs up too, and says so',
    runbook: `# D\n${bash('sleep 404 &', 'false')}`,
    exit: 1,
    prints: ['-- still running in the background: hung up, as in a terminal that is closed'],
  },
  {
    name: 'a loop in the background does not keep anybody',
    runbook: `# D\n${bash('while true; do sleep 1; done &', 'echo on')}`,
    exit: 0,
    prints: ['on', done],
  },
];

checkAll({ background });

function living(command: string): readonly number[] {
  const all = execFileSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return all
    .filter(line => line.trim().replace(/^\d+ /, '') === command)
    .map(line => Number.parseInt(line, 10));
}

describe('what a walk leaves running', () => {
  test('lives on with --background leave, and the log says so', async () => {
    using place = new Place({ 'a.md': runbook(405) });
    const { exit, stdout } = await place.run(['run', 'a.md', '--background', 'leave']);
    expect(exit).toBe(0);
    expect(stdout).not.toContain('builtin');
    const left = living('sleep 405');
    for (const pid of left) process.kill(pid, 'SIGKILL');
    expect(left).toHaveLength(1);
    expect(place.entries().find(({ type }) => type === 'jobs')).toMatchObject({
      decision: 'leave',
      by: 'unattended',
      alive: [{ pid: left[0] }],
    });
    // The shell's farewell is nobody's output.
    expect(place.entries().filter(({ type }) => type === 'background')).toEqual([]);
  });

  test('is gone without it', async () => {
    using place = new Place({ 'a.md': runbook(406) });
    const { exit } = await place.run(['run', 'a.md', '--json']);
    expect(exit).toBe(0);
    // It is told to end, and takes its time.
    await expect.poll(() => living('sleep 406')).toEqual([]);
  });
});
