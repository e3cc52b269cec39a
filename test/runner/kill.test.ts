// SIGKILL, which nobody can catch: what was shown as done is in the log, and what nobody knows is said to be unknown.
import * as fs from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { fence, Place } from './place.ts';
import { until } from './viewer.ts';

const runbook = `# Killed

## Work

${fence('# Quick\necho first\necho second')}

${fence('# Slow\necho before\nsleep 300; echo never\necho after')}

- [ ] Look at it
`;

/** The log of an open run: nothing was changed, and it is not at its end. */
async function expectIncomplete(place: Place): Promise<void> {
  const { exit, said } = await place.handrail(['verify', place.runFolder]);
  expect(said).not.toMatch(/tampered/i);
  expect(exit).toBe(2);
}

async function expectVerified(place: Place): Promise<void> {
  const { exit, said } = await place.handrail(['verify', place.runFolder]);
  expect(said).toMatch(/^Verified\./);
  expect(exit).toBe(0);
}

/** Everything a view ever showed with an outcome has that outcome in the log. */
async function expectRecorded(place: Place, shown: readonly string[]): Promise<void> {
  const { entries } = await place.log();
  const finished = entries.flatMap(entry => (entry.type === 'attempt.finished' ? [entry.attemptId] : []));
  expect(shown.filter(id => !finished.includes(id))).toEqual([]);
}

test('a runner killed between steps: the log says incomplete, and the run goes on where it was', async () => {
  const place = new Place(runbook);
  const before = await place.open();
  await before.runTo('Quick', 'passed');
  await place.killRunner();
  await expectIncomplete(place);
  await expectRecorded(place, before.done);
  const after = await place.open();
  expect(after.step('Quick')).toMatchObject({ state: 'passed' });
  expect(after.step('Quick').commands.map(({ output }) => output?.tail)).toEqual([['first'], ['second']]);
  expect(after.view.now).toMatchObject({ kind: 'ready', step: after.id('Slow') });
});

test('a runner killed in the middle of a statement: its outcome is unknown, and what it had said is there', async () => {
  const place = new Place(runbook);
  const before = await place.open();
  await before.runTo('Quick', 'passed');
  await before.run('Slow');
  await until('it sleeps', () => before.step('Slow').commands[1]?.state === 'running');
  await place.killRunner();
  await expectIncomplete(place);
  await expectRecorded(place, before.done);

  const refused = await place.handrail(['run', '--resume', place.runFolder, '--yes']);
  expect(refused.said).toMatch(/unknown/);
  expect(refused.exit).toBe(3);

  const after = await place.open();
  const slow = after.step('Slow');
  expect(slow.state).toBe('unknown');
  expect(slow.commands.map(({ state }) => state)).toEqual(['passed', 'unknown', 'waiting']);
  expect(slow.commands[0]?.output?.tail).toEqual(['before']);
  expect(after.view.now).toMatchObject({ kind: 'unknown', step: after.id('Slow') });
  expect(
    await after.ask({ type: 'run.step', step: after.id('Slow'), revision: after.view.revision }),
  ).toMatchObject({
    ok: false,
  });

  await after.settle('Slow', 'finished');
  await after.runTo('Slow', 'passed');
  await after.do({ type: 'check.set', step: after.id('Look at it'), checked: true });
  await after.do({ type: 'close', result: 'done' });
  await expectVerified(place);
});

test('what a killed statement had written is shown, and is part of the log', async () => {
  const place = new Place(
    `# Killed\n\n${fence('# Talks\nfor i in 1 2 3; do echo part $i; done; sleep 300')}\n`,
  );
  const before = await place.open();
  await before.run('Talks');
  await until('it has talked', () => [...before.tails.values()].some(tail => tail.includes('part 3')));
  await place.killRunner();
  const after = await place.open();
  const [command] = after.step('Talks').commands;
  expect(command).toMatchObject({ state: 'unknown', output: { tail: ['part 1', 'part 2', 'part 3'] } });
  expect(await after.ask({ type: 'output.read', attemptId: command?.attemptId ?? '' })).toEqual({
    ok: true,
    text: 'part 1\npart 2\npart 3\n',
  });
  await after.do({ type: 'close', result: 'aborted', reason: 'enough' });
  await expectVerified(place);
});

test('a runner killed at any moment of a fast sequence loses nothing that was shown', async () => {
  const statements = Array.from({ length: 400 }, (_, index) => `echo line-${index}`).join('\n');
  const place = new Place(`# Fast\n\n${fence(`# Fast\n${statements}`)}\n`);
  const shown: string[] = [];
  for (let round = 0; round < 6; round++) {
    const viewer = await place.open();
    expect(viewer.view.recording).toMatchObject({ ok: true });
    if (viewer.step('Fast').state === 'unknown') await viewer.settle('Fast', 'finished');
    // Whoever is held up for long enough finds that all of it has run.
    if (viewer.step('Fast').state === 'passed') break;
    await viewer.run('Fast');
    const goal = shown.length + 1 + Math.floor(Math.random() * 30);
    const enough = (): boolean => new Set([...shown, ...viewer.done]).size >= goal;
    await until('some are done', () => enough() || viewer.step('Fast').state === 'passed');
    await sleep(Math.random() * 40);
    await place.killRunner();
    shown.push(...viewer.done.filter(id => !shown.includes(id)));
    await expectIncomplete(place);
    await expectRecorded(place, shown);
  }
  const last = await place.open();
  const outputs = last
    .step('Fast')
    .commands.flatMap(({ state, output }, index) =>
      state === 'passed' && output !== undefined ? [[index, output.tail]] : [],
    );
  expect(outputs.length).toBeGreaterThan(20);
  for (const [index, tail] of outputs) expect(tail).toEqual([`line-${String(index)}`]);
});

test.each(['attempt.started', 'attempt.finished', 'step.started', 'checkpoint'])(
  'a runner killed in the middle of writing %s: the torn line stays, and the run goes on behind it',
  async type => {
    const place = new Place(runbook);
    const tear = join(import.meta.dirname, 'tornAppend.ts');
    const before = await place.open({
      environment: { NODE_OPTIONS: `--import ${tear}`, HANDRAIL_TEAR: type },
    });
    await before.ask({ type: 'run.step', step: before.id('Quick'), revision: before.view.revision });
    await until('the runner has died', async () => !(await place.runnerLives()));
    expect(fs.readFileSync(join(place.runFolder, segmentOf(place)), 'utf8')).not.toMatch(/\n$/);
    await expectIncomplete(place);
    await expectRecorded(place, before.done);
    const after = await place.open();
    if (after.step('Quick').state === 'unknown') await after.settle('Quick', 'failed');
    if (after.step('Quick').state !== 'passed') await after.runTo('Quick', 'passed');
    await after.do({ type: 'step.skip', step: after.id('Slow'), reason: 'not today' });
    await after.do({ type: 'check.set', step: after.id('Look at it'), checked: true });
    await after.do({ type: 'close', result: 'done' });
    await expectVerified(place);
    const { entries } = await place.log();
    expect(entries.filter(entry => entry.type === 'recovered' && entry.tornBytes > 0)).toHaveLength(1);
  },
);

test('the bash of the session is killed: the statement was ended by a signal, and a new shell has the state', async () => {
  const place = new Place(
    `# Bash\n\n${fence('# State\nKEPT=yes\nmkdir -p sub && cd sub')}\n\n${fence('# Dies\necho "shell $$"\nsleep 300')}\n\n${fence('# Later\necho "$KEPT $PWD"')}\n`,
  );
  const viewer = await place.open();
  await viewer.runTo('State', 'passed');
  await viewer.run('Dies');
  await until('it sleeps', () => viewer.step('Dies').commands[1]?.state === 'running');
  const said = viewer.step('Dies').commands[0]?.output?.tail[0] ?? '';
  process.kill(Number(said.replace('shell ', '')), 'SIGKILL');
  await until(
    'it has failed',
    () => viewer.step('Dies').state === 'failed',
    () => viewer.step('Dies'),
  );
  expect(viewer.step('Dies').commands[1]?.outcome).toEqual({ kind: 'signalled', signal: 'SIGKILL' });
  await viewer.do({ type: 'step.skip', step: viewer.id('Dies'), reason: 'killed on purpose' });
  const later = await viewer.runTo('Later', 'passed');
  expect(later.commands[0]?.output?.tail).toEqual([`yes ${join(place.workspace, 'sub')}`]);
});

test('a run has one writer: a second one is told who holds it, and a dead one holds nothing', async () => {
  const place = new Place(runbook);
  const viewer = await place.open();
  await viewer.runTo('Quick', 'passed');
  const runner = await place.runner();
  const second = await place.handrail(['run', '--resume', place.runFolder, '--yes']);
  expect(second.said).toContain(`process ${String(runner?.pid)}`);
  expect(second.exit).toBe(5);
  await viewer.do({ type: 'step.skip', step: viewer.id('Slow'), reason: 'not today' });
  await place.killRunner();
  expect(fs.existsSync(join(place.runFolder, 'writer.lock'))).toBe(true);
  expect(await place.handrail(['run', '--resume', place.runFolder, '--yes'])).toMatchObject({ exit: 0 });
  await expectVerified(place);
});

function segmentOf(place: Place): string {
  return (
    fs
      .readdirSync(place.runFolder)
      .filter(name => name.endsWith('.jsonl'))
      .sort()[0] ?? ''
  );
}
