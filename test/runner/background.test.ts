// What commands leave running is listed until it ends, can be stopped, and is never ended or left without a word in the log.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JobView } from '../../src/core/run/job.ts';
import { Place } from './place.ts';
import { until, type Viewer } from './viewer.ts';

const text = (...lines: readonly string[]): string =>
  `# L\n\n## Begin\n\n\`\`\`bash\n${lines.join('\n')}\n\`\`\`\n\n## Go on\n\n\`\`\`bash\necho on\n\`\`\`\n`;

async function job(viewer: Viewer, is: (job: JobView) => boolean): Promise<JobView> {
  const find = (): JobView | undefined => viewer.view.background?.jobs.find(is);
  await until('the job is shown', () => find() !== undefined);
  return find() as JobView;
}

async function entriesOf(place: Place, ...types: readonly string[]): Promise<readonly object[]> {
  return (await place.log()).entries.filter(({ type }) => types.includes(type));
}

test('a job is shown with what started it, and how it ended', async () => {
  // The next command begins in the same moment, and has nothing to do with it.
  const waits = '(until [ -e go ]; do sleep 0.1; done; echo from the job; exit 3) &';
  const place = new Place(text(waits, ':'));
  const viewer = await place.open();
  await viewer.runTo('Begin', 'passed');
  const { attemptId } = viewer.step('Begin').commands[0] ?? {};
  const shown = await job(viewer, ({ state }) => state === 'running');
  expect(shown).toMatchObject({ attemptId, command: expect.stringContaining('exit 3) &') as string });
  await writeFile(join(place.workspace, 'go'), '');
  await job(viewer, ({ exit }) => exit === 3);
  await until('its output is shown', () =>
    (viewer.view.background?.output?.tail ?? []).includes('from the job'),
  );
  await viewer.runTo('Go on', 'passed');
  await viewer.do({ type: 'close', result: 'done' });
  const entries = await entriesOf(place, 'job', 'background', 'jobs');
  expect(entries).toMatchObject([
    { type: 'job', event: 'left', attemptId, pid: shown.pid },
    { type: 'job', event: 'ended', pid: shown.pid, exit: 3 },
    { type: 'background', attempts: [attemptId] },
  ]);
  expect((await place.handrail(['verify', place.runFolder])).exit).toBe(0);
});

test('stopping goes from INT to TERM to the offer of force, and each is in the log', async () => {
  // It may say anything of whose it is.
  const says = 'export HANDRAIL_SESSION=$HANDRAIL_SESSION.x';
  const stubborn = `bash -c 'trap "" INT TERM; ${says}; exec bash -c "echo up; while :; do sleep 0.2; done"' &`;
  const place = new Place(text(stubborn));
  const viewer = await place.open();
  await viewer.runTo('Begin', 'passed');
  const { attemptId } = viewer.step('Begin').commands[0] ?? {};
  const { id, pid } = await job(viewer, ({ state }) => state === 'running');
  await until('it is deaf', () => (viewer.view.background?.output?.tail ?? []).includes('up'));
  await viewer.do({ type: 'job.stop', job: id });
  await job(viewer, ({ stopping }) => stopping === 'can-force');
  // A view may come and go before anybody looks, but each was shown.
  for (const stopping of ['interrupted', 'terminated', 'can-force'])
    expect(viewer.heard.some(event => event.includes(`"stopping":"${stopping}"`))).toBe(true);
  await viewer.do({ type: 'job.force', job: id });
  expect(await job(viewer, ({ state, exit }) => state === 'ended' && exit !== undefined)).toMatchObject({
    exit: 137,
    stopped: true,
  });
  expect(await viewer.ask({ type: 'job.stop', job: id })).toMatchObject({ code: 'not-running' });
  expect(await entriesOf(place, 'job')).toMatchObject([
    { event: 'left', pid, attemptId },
    { event: 'stopped', by: 'person' },
    { event: 'forced', by: 'person' },
    { event: 'ended', exit: 137 },
  ]);
});

interface Case {
  readonly decision: 'end' | 'leave' | 'hang-up';
  /** Which of two live on: one as it is, and one that ignores a hang-up. */
  readonly lives: readonly [boolean, boolean];
}

test.each<Case>([
  { decision: 'end', lives: [false, false] },
  { decision: 'leave', lives: [true, true] },
  { decision: 'hang-up', lives: [false, true] },
])('closing asks once what becomes of what is alive: $decision', async ({ decision, lives }: Case) => {
  const place = new Place(text('sleep 301 &', 'nohup sleep 302 >/dev/null 2>&1 &'));
  const viewer = await place.open();
  await viewer.runTo('Begin', 'passed');
  await viewer.runTo('Go on', 'passed');
  const refused = await viewer.ask({ type: 'close', result: 'done' });
  expect(refused).toMatchObject({ ok: false, code: 'jobs-alive' });
  expect(refused).toMatchObject({ message: expect.stringContaining('sleep 301 (process') as string });
  expect(viewer.view.closed).toBeUndefined();
  // Pressed twice, it is closed once.
  const close = { type: 'close', result: 'done', jobs: decision } as const;
  const replies = await Promise.all([viewer.ask(close), viewer.ask(close)]);
  expect(replies).toMatchObject([
    { ok: true },
    { ok: false, code: expect.stringMatching(/^(?:busy|closed)$/) as string },
  ]);
  const alive = async (seconds: number): Promise<boolean> =>
    (await place.processes()).some(({ command }) => command.includes(`sleep ${seconds}`));
  await until(
    'what is to end has ended',
    async () => (await alive(301)) === lives[0] && (await alive(302)) === lives[1],
  );
  const [left, right] = await entriesOf(place, 'job');
  const decided = await entriesOf(place, 'jobs');
  expect([left, right]).toMatchObject([{ event: 'left' }, { event: 'left' }]);
  const both = [{}, {}];
  // What no closed terminal reaches is left, and the log says so.
  const told = decision === 'hang-up' ? { 'hang-up': [{}], leave: [{}] } : { [decision]: both };
  expect(decided).toMatchObject(
    Object.entries(told).map(([what, alive]) => ({ type: 'jobs', decision: what, by: 'person', alive })),
  );
  expect(await entriesOf(place, 'session.ended', 'seal')).toHaveLength(2);
  expect((await place.handrail(['verify', place.runFolder])).exit).toBe(0);
});

test('a secret that a job prints or is called with is masked', async () => {
  const called = `bash -c 'sleep 1; echo "got $0"; sleep 300; :' "$API_TOKEN" &`;
  const place = new Place(text(called));
  const viewer = await place.open();
  await viewer.give('API_TOKEN', 'hunter2-hunter2');
  await viewer.runTo('Begin', 'passed');
  const printed = (): readonly string[] => viewer.view.background?.output?.tail ?? [];
  await until('it has printed', () => printed().some(line => line.startsWith('got')));
  expect(viewer.view.background?.output).toMatchObject({ masked: 1 });
  expect(JSON.stringify(viewer.view)).not.toContain('hunter2');
  await viewer.runTo('Go on', 'passed');
  await viewer.do({ type: 'close', result: 'done', jobs: 'end' });
  expect(JSON.stringify((await place.log()).entries)).not.toContain('hunter2');
});
