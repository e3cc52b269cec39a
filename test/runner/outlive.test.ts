// What a killed runner leaves alive: ended where nobody meant it to stay, else listed and asked about where the run is gone on with.
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JobView } from '../../src/core/run/job.ts';
import { fence, Place } from './place.ts';
import { until, type Viewer } from './viewer.ts';

/** Elsewhere nobody says what a process was started by, and what it holds open. */
const isLinux = process.platform === 'linux';

test('a killed runner leaves no command behind, but for what was detached on purpose', async () => {
  const detached =
    '# Detached\nsetsid sleep 301 </dev/null >/dev/null 2>&1 &\nnohup sleep 302 >/dev/null 2>&1 &';
  const waits = '# Waits\nsleep 303 & sleep 304 | sleep 305';
  const place = new Place(`# Orphans\n\n${fence(detached)}\n\n${fence(waits)}\n`);
  const viewer = await place.open();
  await viewer.runTo('Detached', 'passed');
  await viewer.run('Waits');
  const sleeping = async () =>
    (await place.processes())
      .map(({ command }) => command)
      .filter(command => /^sleep 30/.test(command))
      .sort();
  await until('all run', async () => (await sleeping()).length === 5, sleeping);
  await place.killRunner();
  const foreground = ['sleep 304', 'sleep 305'];
  await until(
    'the foreground is gone',
    async () => !(await sleeping()).some(command => foreground.includes(command)),
    sleeping,
  );
  // The window opens it again at once; the shell could not pass the hang-up on to its background job.
  await place.open();
  await until('the rest is gone', async () => (await sleeping()).join() === 'sleep 301,sleep 302', sleeping);
});

test.skipIf(!isLinux)(
  'what outlives a killed runner is listed where the run is gone on with, and asked about once',
  async () => {
    const outlives = '# Outlives\nnohup sleep 301 >/dev/null 2>&1 &\n( trap "" HUP; sleep 302; : ) &';
    // Left by a command that was still running, so nobody had looked yet.
    const late = '# Late\nsetsid sleep 303 & until false; do sleep 0.1; done';
    const place = new Place(`# Left\n\n${fence(outlives)}\n\n${fence(late)}\n`);
    const before = await place.open();
    const { commands } = await before.runTo('Outlives', 'passed');
    const shown = (viewer: Viewer): readonly JobView[] => viewer.view.background?.jobs ?? [];
    await until('both are listed', () => shown(before).length === 2);
    await before.run('Late');
    await until('it sleeps', async () =>
      (await place.processes()).some(({ command }) => command === 'sleep 303'),
    );
    await place.killRunner();
    const after = await place.open();
    await until('all are listed', () => shown(after).length === 3);
    const own = new Map(shown(before).map(({ id, command, attemptId }) => [id, { command, attemptId }]));
    expect([...own.values()].map(({ attemptId }) => attemptId)).toEqual(
      commands.map(({ attemptId }) => attemptId),
    );
    const again = shown(after).filter(({ id }) => own.has(id));
    expect(again.map(({ command, attemptId }) => ({ command, attemptId }))).toEqual([...own.values()]);
    const fresh = shown(after).find(({ id }) => !own.has(id));
    const { attemptId } = after.step('Late').commands[0] ?? {};
    expect(fresh).toMatchObject({ command: 'sleep 303', attemptId, state: 'running' });
    await after.settle('Late', 'failed');
    await after.do({ type: 'step.hand', step: after.id('Late'), reason: 'it is there' });
    expect(await after.ask({ type: 'close', result: 'done' })).toMatchObject({ code: 'jobs-alive' });
    await after.do({ type: 'close', result: 'done', jobs: 'end' });
    expect((await place.processes()).filter(({ command }) => command.startsWith('sleep'))).toEqual([]);
    const { entries } = await place.log();
    const left = entries.filter(entry => entry.type === 'job' && entry.event === 'left');
    expect(left).toHaveLength(3);
    expect(entries.filter(({ type }) => type === 'jobs')).toMatchObject([{ decision: 'end', by: 'person' }]);
    expect((await place.handrail(['verify', place.runFolder])).exit).toBe(0);
  },
);

test('a session that refuses to hang up is ended when its run is gone on with', async () => {
  const place = new Place(`# Stubborn\n\n${fence("# Ignores\ntrap '' HUP\necho $$\nsleep 1; sleep 300")}\n`);
  const viewer = await place.open();
  await viewer.run('Ignores');
  await until('it sleeps', () => viewer.step('Ignores').commands[2]?.state === 'running');
  const shell = Number(viewer.step('Ignores').commands[1]?.output?.tail[0]);
  await place.killRunner();
  await place.open();
  await until('the shell is gone', async () => !(await place.processes()).some(({ pid }) => pid === shell));
});

test.skipIf(!isLinux)(
  'a daemon that a look at the place has started does not keep the shell of a killed runner alive',
  async () => {
    const place = new Place(`# Daemon\n\n${fence('# Quick\necho $$')}\n\n${fence('# Slow\nsleep 303')}\n`);
    place.program('git', 'setsid sleep 301 </dev/null >/dev/null 2>&1 &\nexec /usr/bin/git "$@"');
    const PATH = `${place.programs}:${place.environment['PATH'] ?? ''}`;
    const viewer = await place.open({ environment: { PATH } });
    const shell = Number((await viewer.runTo('Quick', 'passed')).commands[0]?.output?.tail[0]);
    const before = new Set(await daemons(place));
    await viewer.run('Slow');
    await viewer.do({ type: 'context.check' });
    await until('another has begun', async () => (await daemons(place)).some(pid => !before.has(pid)));
    for (const pid of await daemons(place))
      expect(heldBy(pid).filter(held => held.endsWith('/ptmx'))).toEqual([]);
    await place.killRunner();
    await until('the shell is gone', async () => !(await place.processes()).some(({ pid }) => pid === shell));
    expect(await daemons(place)).not.toEqual([]);
  },
);

async function daemons(place: Place): Promise<readonly number[]> {
  return (await place.processes()).flatMap(({ pid, command }) => (command === 'sleep 301' ? [pid] : []));
}

function heldBy(pid: number): readonly string[] {
  const folder = `/proc/${pid}/fd`;
  return fs.readdirSync(folder).map(name => fs.readlinkSync(join(folder, name)));
}
