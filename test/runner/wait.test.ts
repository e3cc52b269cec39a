// Where the words say to wait, a person starts the countdown and may end it; nothing begins by itself.
import { expect, test } from 'vitest';
import { Place } from './place.ts';
import { until, type Viewer } from './viewer.ts';

const text = `# L
## Settle
Wait 15 minutes before you go on.

- [ ] Wait 2 seconds for the queue
- [ ] Look at the graphs
`;

const look = 'Look at the graphs';
const queue = 'Wait 2 seconds for the queue';

test('a wait is counted down from where it was started, also for a window that comes later', async () => {
  const place = new Place('# L\n- [ ] Wait 15 minutes for the queue\n- [ ] Look at the graphs\n');
  const viewer = await place.open();
  const title = 'Wait 15 minutes for the queue';
  expect(viewer.step(title).wait).toMatchObject({ minMs: 900_000, maxMs: 900_000 });
  const step = viewer.id(title);
  await viewer.do({ type: 'wait.start', step });
  await until('it is counted down', () => viewer.step(title).wait?.startedAt !== undefined);
  const { startedAt } = viewer.step(title).wait ?? {};
  await viewer.do({ type: 'wait.start', step });
  const later: Viewer = await place.open();
  expect(later.step(title).wait?.startedAt).toBe(startedAt);
  await viewer.do({ type: 'wait.end', step });
  await until('it is over', () => viewer.step(title).wait?.waitedMs !== undefined);
  expect(viewer.step(title)).toMatchObject({ state: 'ready' });
  expect(viewer.step(title).wait?.startedAt).toBeUndefined();
  expect(await viewer.ask({ type: 'wait.end', step })).toMatchObject({ code: 'not-running' });
  const waits = (await place.log()).entries.filter(({ type }) => type === 'wait');
  expect(waits).toMatchObject([{ step, plannedMs: 900_000, by: 'person' }]);
});

test('a wait that is over is recorded and begins nothing; without words to wait there is none', async () => {
  const place = new Place(text);
  const viewer = await place.open();
  expect(await viewer.ask({ type: 'wait.start', step: viewer.id(look) })).toMatchObject({
    code: 'not-allowed',
  });
  await viewer.do({ type: 'wait.start', step: viewer.id(queue) });
  await until('it is over', () => (viewer.step(queue).wait?.waitedMs ?? 0) >= 1900);
  expect(viewer.step(queue).state).not.toBe('passed');
  expect(viewer.step(look).wait).toBeUndefined();
});

test('a wait goes on in the next runner, from where it was started', async () => {
  const long = 'Wait 15 minutes for the queue';
  const place = new Place(`# L\n- [ ] ${long}\n- [ ] Wait 2 seconds for the cache\n`);
  const viewer = await place.open();
  const short = 'Wait 2 seconds for the cache';
  for (const title of [long, short]) await viewer.do({ type: 'wait.start', step: viewer.id(title) });
  await until('it is counted down', () => viewer.step(long).wait?.startedAt !== undefined);
  const { startedAt = 0 } = viewer.step(long).wait ?? {};
  await place.killRunner();
  // Over, while nobody counts.
  await new Promise(resolve => setTimeout(resolve, 2100));
  const later = await place.open();
  await until('it is counted on', () => later.step(long).wait?.startedAt !== undefined);
  expect(Math.abs((later.step(long).wait?.startedAt ?? 0) - startedAt)).toBeLessThan(1000);
  await until('the other has come to its end', () => later.step(short).wait?.waitedMs !== undefined);
  await later.do({ type: 'wait.end', step: later.id(long) });
  const entries = (await place.log()).entries.filter(({ type }) => type.startsWith('wait'));
  expect(entries.map(({ type }) => type)).toEqual(['wait.started', 'wait.started', 'wait', 'wait']);
});

const block = `# L

\`\`\`bash
# Begin
echo one
# Wait 15 minutes for the queue
echo two
# Wait 1 second
sleep 1
echo three
\`\`\`
`;

test('a step stops before a command whose words ask to wait, and the next press goes on', async () => {
  const place = new Place(block);
  const viewer = await place.open();
  const states = (): readonly string[] => viewer.step('Begin').commands.map(({ state }) => state);
  await viewer.run('Begin');
  await until('the first has run', () => states()[0] === 'passed' && viewer.view.now.kind !== 'running');
  expect(states()).toEqual(['passed', 'waiting', 'waiting', 'waiting']);
  expect(viewer.step('Begin')).toMatchObject({ state: 'ready', wait: { minMs: 900_000 } });
  await viewer.runTo('Begin', 'passed');
  expect(states()).toEqual(['passed', 'passed', 'passed', 'passed']);
});

test('a step stops before what a person has to see first, and passes over what is for a failure', async () => {
  const place = new Place(`# L

\`\`\`bash
# Begin
echo one
# If the login failed:
echo back
echo out
# If validation passed, scale up
echo two

# Clear the cache (if needed)
echo three
\`\`\`
`);
  const viewer = await place.open();
  const states = (): readonly string[] => viewer.step('Begin').commands.map(({ state }) => state);
  await viewer.run('Begin');
  await until('the first has run', () => states()[0] === 'passed' && viewer.view.now.kind !== 'running');
  expect(states()).toEqual(['passed', 'waiting', 'waiting']);
  await viewer.run('Begin');
  await until('the next has run', () => states()[1] === 'passed' && viewer.view.now.kind !== 'running');
  expect(states()).toEqual(['passed', 'passed', 'waiting']);
  await viewer.runTo('Begin', 'passed');
  expect((await place.log()).entries.filter(({ type }) => type === 'attempt.started')).toHaveLength(3);
});

test('on the command line, where nobody looks on, it goes through', async () => {
  const place = new Place(block);
  const { exit, said } = await place.handrail(['run', 'walk.md', '--yes']);
  expect(said).toContain('three');
  expect(exit).toBe(0);
});
