// Going on with a run: what was given, said and set is there again, and the page tells the truth about what is not.
import * as fs from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { fence, Place } from './place.ts';
import { until } from './viewer.ts';

const runbook = `---
inputs:
  - GIVEN
---

# Resumed

${fence('# Set\nmkdir -p sub && cd sub\nexport EXPORTED="e $GIVEN"\nplain=p\ngreet() { echo "hello $1"; }\nGIVEN=changed')}

${fence('# Fails once\necho earlier\ntest -e ../flag && echo "found, $API_TOKEN"\necho later')}

${fence('# Show\necho "$PWD|$EXPORTED|$plain|$(greet you)|$GIVEN"\nbash -c \'echo "child: $EXPORTED"\'')}
`;

const given = ['--var', 'GIVEN=g', '--var', 'API_TOKEN=hunter2-hunter2'];

test('run --resume goes on with the shell as it was, and asks for secrets again', async () => {
  const place = new Place(runbook);
  const first = await place.handrail(['run', 'walk.md', '--yes', ...given]);
  expect(first.said).toMatch(/Fails once/);
  expect(first.exit).toBe(1);
  fs.writeFileSync(join(place.workspace, 'flag'), '');

  const asked = await place.handrail(['run', '--resume', place.runFolder, '--yes']);
  expect(asked.said).toMatch(/API_TOKEN has no value/);
  expect(asked.said).not.toMatch(/GIVEN has no value/);
  expect(asked.exit).toBe(3);

  const again = await place.handrail([
    'run',
    '--resume',
    place.runFolder,
    '--yes',
    '--var',
    'API_TOKEN=hunter2-hunter2',
  ]);
  const sub = join(place.workspace, 'sub');
  expect(again.said).toContain(`${sub}|e g|p|hello you|changed`);
  expect(again.said).toContain('child: e g');
  expect(again.said).toContain('later');
  // What had passed is not run again.
  expect(again.said).not.toContain('earlier');
  expect(again.exit).toBe(0);
  expect(await place.handrail(['verify', place.runFolder])).toMatchObject({ exit: 0 });
  expect(everyByteIn(place.workspace, place.privateFolder)).not.toContain('hunter2-hunter2');
});

test('a window finds the run of the command line where it was left, and its retry begins at what failed', async () => {
  const place = new Place(runbook);
  await place.handrail(['run', 'walk.md', '--yes', ...given]);
  // The walker knows the run by its runner's word, as a crash leaves it.
  const viewer = await place.open({ adopt: place.runFolder });
  expect(viewer.view.resumed).toMatchObject({ session: 'restored' });
  // The shell will start there, and what is about to run acts there.
  expect(viewer.view.facts.cwd).toBe(join(place.workspace, 'sub'));
  expect(viewer.view.values).toContainEqual({ name: 'GIVEN', set: true, value: 'g', source: 'option' });
  expect(viewer.view.values).toContainEqual({ name: 'API_TOKEN', set: false });
  const failed = viewer.step('Fails once');
  expect(failed.commands.map(({ state }) => state)).toEqual(['passed', 'failed', 'waiting']);
  expect(failed.commands[0]?.output?.tail).toEqual(['earlier']);
  fs.writeFileSync(join(place.workspace, 'flag'), '');
  await viewer.give('API_TOKEN', 'hunter2-hunter2');
  const passed = await viewer.runTo('Fails once', 'passed');
  expect(passed.attempt).toBe(2);
  expect(passed.commands[0]?.attemptId).toBe(failed.commands[0]?.attemptId);
  expect(passed.commands[1]?.attemptId).not.toBe(failed.commands[1]?.attemptId);
  const shown = await viewer.runTo('Show', 'passed');
  expect(shown.commands[0]?.output?.tail).toEqual([
    `${join(place.workspace, 'sub')}|e g|p|hello you|changed`,
  ]);
});

test('the restored shell is as new as the log, whenever the runner is killed', async () => {
  const count = 60;
  const place = new Place(
    `# Counting\n\n${fence(`# Count\n${Array.from({ length: count }, () => 'N=$((N+1))').join('\n')}`)}\n\n${fence('# Show\necho "counted $N"')}\n`,
  );
  for (let round = 0; round < 5; round++) {
    const viewer = await place.open();
    if (viewer.step('Count').state === 'unknown') await viewer.settle('Count', 'failed');
    // Whoever is held up for long enough finds that all of it has run.
    if (viewer.step('Count').state === 'passed') break;
    await viewer.run('Count');
    const before = viewer.done.length;
    const enough = (): boolean => viewer.done.length > before + 3;
    await until('some are done', () => enough() || viewer.step('Count').state === 'passed');
    await sleep(Math.random() * 10);
    await place.killRunner();
  }
  const last = await place.open();
  // What was cut off counts as not done; whether it took effect is for a person to find out.
  if (last.step('Count').state === 'unknown') await last.settle('Count', 'failed');
  if (last.step('Count').state !== 'passed') await last.runTo('Count', 'passed');
  const shown = await last.runTo('Show', 'passed');
  const counted = Number(shown.commands[0]?.output?.tail[0]?.replace('counted ', ''));
  // Never less than the log says; more only by what was cut off after it took effect, at most one for each kill.
  expect(counted).toBeGreaterThanOrEqual(count);
  expect(counted).toBeLessThanOrEqual(count + 5);
});

test('a runner that nobody watches leaves in order, and the next one says so', async () => {
  const place = new Place(runbook);
  const viewer = await place.open({ keepAliveMs: 500 });
  await viewer.give('GIVEN', 'g');
  await viewer.runTo('Set', 'passed');
  viewer.close();
  await until('it has left', async () => (await place.processes()).length === 0);
  const { entries } = await place.log();
  expect(entries.slice(-3)).toMatchObject([
    { type: 'session.ended', reason: 'idle' },
    { type: 'checkpoint', why: 'stop' },
    { type: 'sig' },
  ]);
  await sleep(1000);
  const back = await place.open();
  expect(back.view.resumed).toMatchObject({ session: 'restored' });
  expect(back.view.resumed?.awayMs).toBeGreaterThanOrEqual(1000);
  expect(back.view.resumed?.awayMs).toBeLessThan(60_000);
  expect(back.step('Set').state).toBe('passed');
});

test('a runner that lives on is found with its shell, and says for how long nobody watched', async () => {
  const place = new Place(
    `# Kept\n\n${fence('# Long\nKEPT=$$\nuntil test -e go; do sleep 0.1; done; echo woke')}\n\n${fence('# Show\necho $((KEPT == $$))')}\n`,
  );
  const clock = join(place.home, 'ahead');
  const viewer = await place.open({
    environment: {
      NODE_OPTIONS: `--import ${join(import.meta.dirname, 'clockAhead.ts')}`,
      HANDRAIL_AHEAD: clock,
    },
  });
  await viewer.run('Long');
  await until('it runs', () => viewer.step('Long').commands[1]?.state === 'running');
  viewer.close();
  const soon = await place.open();
  expect(soon.view.resumed).toBeUndefined();
  expect(soon.step('Long').state).toBe('running');
  let later = soon;
  for (let ahead = 11_000; later.view.resumed === undefined; ahead += 11_000) {
    // Nobody tells when a runner has seen that it is alone; the next round is another eleven seconds later.
    later.close();
    await sleep(500);
    fs.writeFileSync(clock, String(ahead));
    later = await place.open();
  }
  expect(later.step('Long').state).toBe('running');
  fs.writeFileSync(join(place.workspace, 'go'), '');
  expect(later.view.resumed).toMatchObject({ session: 'kept' });
  expect(later.view.resumed.awayMs).toBeGreaterThanOrEqual(10_000);
  await until('it has ended', () => later.step('Long').state === 'passed');
  expect((await later.runTo('Show', 'passed')).commands[0]?.output?.tail).toEqual(['1']);
});

test('a command that ends by itself is not ended for want of somebody who watches', async () => {
  const place = new Place(`# Alone\n\n${fence('# Long\nsleep 3; echo woke')}\n`);
  const viewer = await place.open({ keepAliveMs: 300 });
  await viewer.run('Long');
  await until('it runs', () => viewer.step('Long').state === 'running');
  viewer.close();
  await until('it has left', async () => (await place.processes()).length === 0);
  const back = await place.open();
  expect(back.step('Long')).toMatchObject({ state: 'passed', commands: [{ output: { tail: ['woke'] } }] });
});

test('a shell whose state was not kept is said to be new', async () => {
  const place = new Place(runbook);
  const viewer = await place.open();
  await viewer.give('GIVEN', 'g');
  await viewer.runTo('Set', 'passed');
  await place.killRunner();
  fs.rmSync(join(place.privateFolder, 'sessions'), { recursive: true });
  const back = await place.open();
  expect(back.view.resumed).toMatchObject({ session: 'new' });
});

test('a run that was closed elsewhere makes room for a new one', async () => {
  const place = new Place(`# Closed\n\n- [ ] Look\n- [ ] Look again\n`);
  const viewer = await place.open();
  await viewer.do({ type: 'check.set', step: viewer.id('Look'), checked: true });
  const { runId } = viewer.view;
  await place.killRunner();
  expect(await place.handrail(['run', '--resume', place.runFolder, '--yes'])).toMatchObject({ exit: 0 });
  const next = await place.open();
  expect(next.step('Look').state).toBe('ready');
  await next.do({ type: 'check.set', step: next.id('Look'), checked: true });
  expect(next.view.runId).not.toBe(runId);
});

test('nothing runs before the workspace is trusted', async () => {
  const place = new Place(`# Trust\n\n- [ ] Read it\n\n${fence('# Touch\ntouch ran')}\n`);
  const viewer = await place.open({ trusted: false });
  await viewer.do({ type: 'check.set', step: viewer.id('Read it'), checked: true });
  expect(viewer.step('Touch')).toMatchObject({ state: 'blocked', blocked: { kind: 'trust' } });
  expect(
    await viewer.ask({ type: 'run.step', step: viewer.id('Touch'), revision: viewer.view.revision }),
  ).toMatchObject({ ok: false, code: 'untrusted' });
  expect(fs.existsSync(join(place.workspace, 'ran'))).toBe(false);
  viewer.trust();
  await until('it may run', () => viewer.step('Touch').state === 'ready');
  await viewer.runTo('Touch', 'passed');
  expect(fs.existsSync(join(place.workspace, 'ran'))).toBe(true);
});

function everyByteIn(...folders: readonly string[]): string {
  return folders
    .flatMap(folder =>
      fs
        .readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => fs.readFileSync(join(entry.parentPath, entry.name), 'latin1')),
    )
    .join('\n');
}
