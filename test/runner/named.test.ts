// What a name was typed for, and where the log says so.
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fence, Place } from './place.ts';
import { until } from './viewer.ts';
import { Within } from './within.ts';

const title = 'Clear';

test("what is agreed to in a command's place is agreed to for its name: another value asks anew", async () => {
  const place = new Place(`# G\n\n${fence(`# ${title}\nls "$DIR"`)}\n`);
  for (const name of ['one', 'two']) fs.mkdirSync(join(place.workspace, name));
  const viewer = await place.open();
  await viewer.give('DIR', 'one');
  const step = viewer.id(title);
  const edited = { step, statement: 0 } as const;
  const text = 'rm -r "$DIR"; false';
  await viewer.do({ type: 'edit.propose', ...edited, revision: viewer.view.revision, text });
  const digest = viewer.step(title).commands[0]?.proposal?.digest ?? '';
  const confirm = { type: 'edit.confirm', ...edited, digest, reason: 'it is full' } as const;
  const { revision } = viewer.view;
  expect(await viewer.ask({ ...confirm, revision })).toMatchObject({ code: 'needs-name' });
  await viewer.do({ ...confirm, revision, confirm: 'one' });
  await until('it has failed', () => viewer.step(title).state === 'failed');
  await viewer.give('DIR', 'two');
  const retry = { type: 'edit.retry', ...edited, digest, confirm: 'one' } as const;
  expect(await viewer.ask({ ...retry, revision: viewer.view.revision })).toMatchObject({ ok: false });
  expect(['one', 'two'].filter(name => fs.existsSync(join(place.workspace, name)))).toEqual(['two']);
});

test('what is meant for another shell is not edited once that has been left', async () => {
  const place = new Place(`# G\n\n${fence(`# ${title}\nbash\nls one\nexit`)}\n`);
  const viewer = await place.open();
  await viewer.run(title);
  const within = new Within(viewer, title);
  await within.comes(1, { inside: 'send' });
  const step = viewer.id(title);
  await viewer.do({ type: 'terminal.type', step, text: 'exit\n' });
  await until('it was left', () => viewer.step(title).commands[0]?.state === 'passed');
  await until('it rests', () => viewer.view.now.kind !== 'running');
  const { revision } = viewer.view;
  expect(
    await viewer.ask({ type: 'edit.propose', step, statement: 1, revision, text: 'ls two' }),
  ).toMatchObject({ ok: false, because: { kind: 'edit', wrong: { kind: 'not-next' } } });
});

test('the name of an author stands in the log for each press, and for nothing that asked for none', async () => {
  const place = new Place(
    `# G\n\n${fence('# Free\ntrue')}\n\n\`\`\`bash guard=orders\n# ${title}\ntrue\nrm -r one\n\`\`\`\n`,
  );
  fs.mkdirSync(join(place.workspace, 'one'));
  const viewer = await place.open();
  const { revision } = viewer.view;
  await viewer.do({ type: 'run.step', step: viewer.id('Free'), revision, confirm: 'orders' });
  await until('it has passed', () => viewer.step('Free').state === 'passed');
  const next = { type: 'run.next', step: viewer.id(title), confirm: 'orders' } as const;
  for (const passed of [1, 2]) {
    await viewer.do({ ...next, revision: viewer.view.revision });
    await until('one more has passed', () => {
      const states = viewer.step(title).commands.map(({ state }) => state);
      return (
        states.filter(state => state === 'passed').length === passed && viewer.view.now.kind !== 'running'
      );
    });
  }
  const { entries } = await place.log();
  expect(
    entries.flatMap(entry =>
      entry.type === 'step.started' || entry.type === 'attempt.started'
        ? [[entry.type.split('.')[0], entry.confirmed]]
        : [],
    ),
  ).toEqual([
    ['step', undefined],
    ['attempt', undefined],
    ['step', 'orders'],
    ['attempt', undefined],
    ['attempt', 'orders'],
  ]);
});
