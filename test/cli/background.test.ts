import { execFileSync } from 'node:child_process';
import { checkAll, done, type Case } from './checkRun.ts';
import { bash } from './handrail.ts';
import { describe, expect, test } from 'vitest';
import { cli } from '../built.ts';
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

  // Elsewhere nobody says what a process was started by.
  test.skipIf(process.platform !== 'linux')(
    'is ended where the run is gone on with inside of it, but for what it is gone on with in',
    async () => {
      // As in an editor or a terminal's server that a command has opened.
      const inside = `until [ -e go ]; do sleep 0.1; done
sleep 411 &
"${process.execPath}" "${cli}" run --resume .handrail/runs/*/* --yes --background end > told 2>&1
echo "exit $?" > ended
`;
      const apart = (command: string): string => `setsid ${command} </dev/null >/dev/null 2>&1 &`;
      using place = new Place({
        'inside.sh': inside,
        'a.md': `# D\n${bash(apart('bash inside.sh'), apart('sleep 407'))}${bash('test -e go')}`,
      });
      expect((await place.run(['run', 'a.md', '--background', 'leave'])).exit).toBe(1);
      const [beside] = living('sleep 407');
      place.write('go', '');
      await expect
        .poll(() => place.has('ended') && place.read('ended'), { timeout: 60_000 })
        .toBe('exit 0\n');
      const stays = living('sleep 411');
      for (const pid of stays) process.kill(pid, 'SIGKILL');
      expect(stays).toHaveLength(1);
      expect(living('sleep 407')).toEqual([]);
      expect(place.read('told')).toContain(`running in the background: sleep 407 (process ${beside})`);
      expect(place.entries().findLast(({ type }) => type === 'jobs')).toMatchObject({
        decision: 'end',
        alive: [{ pid: beside }],
      });
    },
  );

  test.skipIf(process.platform !== 'linux')(
    'is named where the run is gone on with, left where nothing hangs it up, and its end is told',
    async () => {
      const apart = (seconds: number): string => `setsid sleep ${seconds} </dev/null >/dev/null 2>&1 &`;
      using place = new Place({ 'a.md': `# D\n${bash(apart(408), apart(409))}${bash('test -e go')}` });
      expect((await place.run(['run', 'a.md'])).exit).toBe(1);
      const [stays] = living('sleep 408');
      const [ends] = living('sleep 409');
      process.kill(ends ?? 0, 'SIGKILL');
      place.write('go', '');
      const { exit, stdout, stderr } = await place.run(['run', '--resume', place.last]);
      for (const pid of living('sleep 408')) process.kill(pid, 'SIGKILL');
      expect(exit).toBe(0);
      expect(stderr).toContain(
        `An earlier session left running in the background: sleep 408 (process ${stays})`,
      );
      expect(stderr).not.toContain('sleep 409');
      const lines = stdout.split('\n').filter(line => line.includes('background'));
      expect(lines).toEqual([
        `-- ended in the background: process ${ends}`,
        '-- still running in the background: left running',
      ]);
      const told = place.entries().filter(({ type }) => type === 'job' || type === 'jobs');
      expect(told.slice(3)).toMatchObject([
        { event: 'ended', pid: ends },
        { decision: 'leave', alive: [{ pid: stays }] },
      ]);
      expect((await place.run(['verify', place.last])).exit).toBe(0);
    },
  );
});
