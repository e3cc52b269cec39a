// A command that opens another shell: what follows it in its block is meant for that one, and never runs in the session's own.
import { expect, test } from 'vitest';
import type { CommandView } from '../../src/core/run/view/view.ts';
import { fence, Place } from './place.ts';
import { until, type Viewer } from './viewer.ts';
import { recorded, Within } from './within.ts';

const title = 'Look there';

/** Where it runs, by which it is known whether it was the session's own shell. */
const where = 'echo "in ${WHO:-none} of $HERE"';

function book(...lines: readonly string[]): Place {
  return new Place(`# In another shell\n\n${fence(`# ${title}\n${lines.join('\n')}`)}\n`);
}

const commands = (viewer: Viewer): readonly CommandView[] => new Within(viewer, title).commands;

const comes = (viewer: Viewer, at: number, want: Partial<CommandView>): Promise<void> =>
  new Within(viewer, title).comes(at, want);

const send = (viewer: Viewer, at: number, prints?: string): Promise<void> =>
  new Within(viewer, title).send(at, prints);

test('what follows is sent one by one, judged, asked for its exit code, and ends with the shell', async () => {
  const place = book('export HERE=top', 'WHO=inner bash', where, '(exit 7)', 'exit', where);
  const viewer = await place.open();
  await viewer.run(title);
  await comes(viewer, 1, { state: 'running' });
  await comes(viewer, 3, { inside: 'later' });
  expect(commands(viewer)[5]?.inside).toBeUndefined();
  const step = viewer.id(title);
  const { revision } = viewer.view;
  expect(await viewer.ask({ type: 'shell.send', step, statement: 3, revision })).toMatchObject({
    code: 'not-running',
  });
  await send(viewer, 2, 'in inner of top');
  await send(viewer, 3, '');
  await send(viewer, 4);
  await until(
    'the step has passed',
    () => viewer.step(title).state === 'passed',
    () => viewer.step(title),
  );
  const tail = (at: number) => viewer.tails.get(commands(viewer)[at]?.attemptId ?? '')?.join('\n');
  expect(tail(5)).toContain('in none of top');
  // What asks for the code is not seen.
  expect([...viewer.tails.values()].join('\n')).not.toMatch(/printf|;R;/);
  expect(await recorded(place)).toEqual([
    '0 exited 0',
    '1 exited 7 met by rule',
    '2 exited 0 met by person',
    '3 exited 7 met by person',
    '4 exited 7 met by rule',
    '5 exited 0',
  ]);
});

test('what was meant for a shell that was left never runs here; running on opens that shell again', async () => {
  const place = book('export HERE=top', 'WHO=inner bash', where, 'touch here-only; exit');
  const viewer = await place.open();
  await viewer.run(title);
  await comes(viewer, 2, { inside: 'send' });
  const step = viewer.id(title);
  await viewer.do({ type: 'terminal.type', step, text: 'exit\n' });
  await until('the step waits', () => viewer.step(title).state === 'ready');
  expect(commands(viewer).map(({ state }) => state)).toEqual(['passed', 'passed', 'waiting', 'waiting']);
  const { revision } = viewer.view;
  expect(await viewer.ask({ type: 'shell.send', step, statement: 2, revision })).toMatchObject({
    code: 'not-running',
  });
  await viewer.run(title);
  await send(viewer, 2, 'in inner of top');
  // The last one is no plain exit, so nobody knows how it ended once the shell has gone.
  await send(viewer, 3);
  await until(
    'it is unknown',
    () => viewer.step(title).state === 'unknown',
    () => viewer.step(title),
  );
  await viewer.do({ type: 'settle', step, decision: 'finished', reason: 'it is there' });
  await until('the step has passed', () => viewer.step(title).state === 'passed');
  expect(await recorded(place)).toEqual([
    '0 exited 0',
    '1 exited 0',
    '1 exited 0',
    '2 exited 0 met by person',
    '3 lost finished by person',
  ]);
});

test('a client with a prompt of its own is not asked for a code, and what differs is sent again', async () => {
  const place = book('psql -h db', 'SELECT 1;', '\\q', 'echo back here');
  place.program(
    'psql',
    'while read -p "db=> " -r line; do case $line in *q) exit 0 ;; *) echo "got $line" ;; esac; done',
  );
  const viewer = await place.open({
    environment: { PATH: `${place.programs}:${place.environment['PATH'] ?? ''}` },
  });
  const step = viewer.id(title);
  await viewer.run(title);
  await comes(viewer, 1, { inside: 'send' });
  await viewer.do({ type: 'shell.send', step, statement: 1, revision: viewer.view.revision });
  await comes(viewer, 1, { inside: 'judge' });
  await viewer.do({ type: 'shell.judge', step, statement: 1, decision: 'differs' });
  await comes(viewer, 1, { state: 'failed', inside: 'send' });
  await send(viewer, 1, 'got SELECT 1');
  await send(viewer, 2);
  await until(
    'the step has passed',
    () => viewer.step(title).state === 'passed',
    () => viewer.step(title),
  );
  expect([...viewer.tails.values()].join('\n')).not.toContain('printf');
  expect(await recorded(place)).toEqual([
    '0 exited 0',
    '1 lost differs by person',
    '1 lost met by person',
    '2 exited 0 met by rule',
    '3 exited 0',
  ]);
});

test('the runner dies while a command is in the other shell: nobody knows how it ended, and nothing runs here for it', async () => {
  const place = book('export HERE=top', 'WHO=inner bash', 'echo begun; sleep 60', 'touch never');
  const viewer = await place.open();
  await viewer.run(title);
  await comes(viewer, 2, { inside: 'send' });
  const step = viewer.id(title);
  await viewer.do({ type: 'shell.send', step, statement: 2, revision: viewer.view.revision });
  await comes(viewer, 2, { inside: 'judge' });
  await place.killRunner();
  const next = await place.open();
  await until(
    'it is taken up',
    () => next.step(title).state === 'unknown',
    () => next.step(title),
  );
  expect(commands(next).map(({ state }) => state)).toEqual(['passed', 'unknown', 'unknown', 'waiting']);
  expect(commands(next).some(({ inside }) => inside !== undefined)).toBe(false);
});
