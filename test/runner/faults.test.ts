// What can go wrong around a real runner: killed at the very line of an entry, a disk that is full, a connection that is cut.
// boundary.test.ts tries every line of a log; here a real process dies at some of them.
import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Request } from '../../src/protocol/request.ts';
import { frame } from '../../src/protocol/frame.ts';
import { fence, Place } from './place.ts';
import { until, type Viewer } from './viewer.ts';

const runbook = `# Faults

- [ ] Look

${fence('# Work\necho ran >>ran; echo "fine <target>"\n# Expected: "fine blue"')}
`;

async function verify(place: Place): Promise<number | undefined> {
  const { exit, said } = await place.handrail(['verify', place.runFolder]);
  expect(said).not.toMatch(/tampered/i);
  return exit;
}

const script: readonly ((viewer: Viewer) => Request)[] = [
  viewer => ({ type: 'check.set', step: viewer.id('Look'), checked: true }),
  () => ({ type: 'input.set', name: 'target', value: 'blue' }),
  viewer => ({ type: 'run.step', step: viewer.id('Work'), revision: 1e6 }),
  () => ({ type: 'close', result: 'done' }),
];

/** Asks one thing after the other until the runner has died of one. */
async function perform(viewer: Viewer): Promise<void> {
  for (const request of script) {
    await viewer.ask(request(viewer));
    await until('it rests', () => viewer.lost || viewer.step('Work').state !== 'running');
    if (viewer.lost) return;
  }
}

interface Death {
  readonly at: string;
  /** How often the command has run at the end. */
  readonly ran: 0 | 1;
  readonly work: 'ready' | 'blocked' | 'unknown' | 'passed' | 'judge';
}

test.each<Death>([
  { at: 'check.set:after', ran: 0, work: 'blocked' },
  { at: 'input.set:before', ran: 0, work: 'blocked' },
  { at: 'input.set:after', ran: 0, work: 'ready' },
  { at: 'step.started:after', ran: 0, work: 'ready' },
  // On disk before the shell sees a byte: whether it saw one, nobody knows.
  { at: 'attempt.started:after', ran: 0, work: 'unknown' },
  { at: 'attempt.finished:before', ran: 1, work: 'unknown' },
  { at: 'attempt.finished:after', ran: 1, work: 'judge' },
  { at: 'judged:after', ran: 1, work: 'ready' },
  { at: 'step.finished:after', ran: 1, work: 'passed' },
])('a runner killed at $at', async ({ at, ran, work }) => {
  const place = new Place(runbook);
  const tear = join(import.meta.dirname, 'tornAppend.ts');
  const before = await place.open({ environment: { NODE_OPTIONS: `--import ${tear}`, HANDRAIL_TEAR: at } });
  await perform(before);
  await until('the runner has died', async () => !(await place.runnerLives()));
  expect(await verify(place)).toBe(2);
  const after = await place.open();
  expect(after.step('Work').state).toBe(work);
  expect(after.step('Look').state).toBe('by-hand');
  expect(fs.existsSync(join(place.workspace, 'ran')) ? 1 : 0).toBe(ran);
  const finished = (await place.log()).entries.flatMap(entry =>
    entry.type === 'attempt.finished' ? [entry.attemptId] : [],
  );
  expect(before.done.filter(id => !finished.includes(id))).toEqual([]);
  await after.do({ type: 'close', result: 'aborted', reason: 'enough of it' });
  expect(await verify(place)).toBe(0);
});

test('a runner killed right behind the seal leaves a log that verifies', async () => {
  const place = new Place(runbook);
  const tear = join(import.meta.dirname, 'tornAppend.ts');
  const viewer = await place.open({
    environment: { NODE_OPTIONS: `--import ${tear}`, HANDRAIL_TEAR: 'seal:after' },
  });
  await perform(viewer);
  await until('the runner has died', async () => !(await place.runnerLives()));
  expect(await verify(place)).toBe(0);
});

const canMount = process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0;

test.skipIf(!canMount)('a disk that fills up under a command (a small tmpfs; needs root)', async () => {
  const place = new Place(
    `# Full\n\n${fence('# Flood\nhead -c 3000000 /dev/zero | tr "\\0" x')}\n\n- [ ] Look\n`,
  );
  const disk = join(place.workspace, '.handrail');
  fs.mkdirSync(disk);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]).status !== 0) return;
  onTestFinished(() => void execFileSync('umount', ['-l', disk]));
  const viewer = await place.open();
  await viewer.run('Flood');
  await until(
    'it is said',
    () => !viewer.view.recording.ok,
    () => viewer.view.recording,
  );
  expect(viewer.view.recording).toMatchObject({
    reason: expect.stringContaining('disk is full') as string,
    why: { code: 'disk-full' },
  });
  expect(viewer.view.now.kind).toBe('not-recording');
  expect(viewer.done).toEqual([]);
  execFileSync('mount', ['-o', 'remount,size=16m', disk]);
  await viewer.do({ type: 'log.retry' });
  expect(viewer.view.recording.ok).toBe(true);
  await viewer.do({ type: 'check.set', step: viewer.id('Look'), checked: true });
  expect(viewer.step('Flood').state).toBe('unknown');
  await viewer.settle('Flood', 'again');
  await until(
    'it has passed',
    () => viewer.step('Flood').state === 'passed',
    () => viewer.step('Flood'),
  );
  await viewer.do({ type: 'close', result: 'done' });
  expect(await verify(place)).toBe(0);
});

/** Says something to the runner as a window does, and is gone. */
async function cutOff(place: Place, ...said: readonly string[]): Promise<void> {
  const runner = await place.runner();
  if (runner === undefined) throw new Error('There is no runner.');
  const socket = createConnection(runner.socket);
  await new Promise(resolve => socket.once('connect', resolve));
  socket.write(frame({ type: 'hello', token: runner.token }) + said.join(''));
  await new Promise(resolve => setTimeout(resolve, 100));
  socket.destroy();
}

test('a connection that is cut in the middle of a request, or before its answer', async () => {
  const place = new Place(runbook);
  const first = await place.open();
  await first.give('target', 'blue');
  const run = frame({
    type: 'request',
    id: 1,
    request: { type: 'run.step', step: first.id('Work'), revision: first.view.revision },
  });
  first.close();
  await cutOff(place, run.slice(0, run.length >> 1));
  await cutOff(place, '{"type":"request","id":2\n');
  await cutOff(place, frame({ type: 'request', id: 3, request: { type: 'no.such' } }));
  const second = await place.open();
  expect(second.step('Work').state).toBe('ready');
  expect((await place.log()).entries.filter(({ type }) => type === 'attempt.started')).toEqual([]);
  second.close();
  // Asked for, and then nobody waits for the answer: it is done, once.
  await cutOff(place, run);
  const third = await place.open();
  await until(
    'it has passed',
    () => third.step('Work').state === 'passed',
    () => third.step('Work'),
  );
  expect(fs.readFileSync(join(place.workspace, 'ran'), 'utf8')).toBe('ran\n');
  await third.do({ type: 'check.set', step: third.id('Look'), checked: true });
  await third.do({ type: 'close', result: 'done' });
  expect(await verify(place)).toBe(0);
});

test('two windows that press at once: one acts, and the step runs once', async () => {
  const place = new Place(runbook);
  const first = await place.open();
  const second = await place.open();
  await first.give('target', 'blue');
  await until('both see it', () => second.view.revision === first.view.revision);
  const press = (viewer: Viewer): Promise<unknown> =>
    viewer.ask({ type: 'run.step', step: viewer.id('Work'), revision: viewer.view.revision });
  const replies = await Promise.all([press(second), press(first), press(second), press(first)]);
  expect(replies).toMatchObject([
    { code: 'reading-along' },
    { ok: true },
    { code: 'reading-along' },
    { ok: false },
  ]);
  await until('both see the end', () => [first, second].every(one => one.step('Work').state === 'passed'));
  expect(fs.readFileSync(join(place.workspace, 'ran'), 'utf8')).toBe('ran\n');
});
