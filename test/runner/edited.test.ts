// The runbook is edited while it is walked: the run goes on with the text it started with, and says so.
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fence, Place } from './place.ts';
import { until } from './viewer.ts';

const runbook = `# Edited\n\n${fence('# Say it\necho one')}\n`;

test('a file that is gone is told of, as is the one that comes in its place', async () => {
  const place = new Place(runbook);
  const viewer = await place.open();
  const told = (): readonly string[] =>
    viewer.view.notices.flatMap(({ kind }) => (kind.startsWith('runbook') ? [kind] : []));
  const file = join(place.workspace, 'walk.md');
  fs.renameSync(file, `${file}.old`);
  await until('it is told', () => told().join() === 'runbook-gone');
  const done = await viewer.runTo('Say it', 'passed');
  expect(done.commands[0]?.output?.tail).toEqual(['one']);
  expect(await viewer.ask({ type: 'runbook.read' })).toEqual({ ok: true, text: runbook });
  const digest = 'b'.repeat(64);
  const adopted = await viewer.ask({ type: 'runbook.adopt', digest, reason: 'the file has another name' });
  expect(adopted.ok ? '' : adopted.message).toContain('There is no file');
  fs.writeFileSync(file, runbook.replace('echo one', 'echo two'));
  await until('another text is told of', () => told().join() === 'runbook-changed');
  fs.rmSync(file);
  await until('it is told again', () => told().join() === 'runbook-gone');
  fs.renameSync(`${file}.old`, file);
  await until('it is back', () => told().length === 0);
});

test('a file that changes on disk is told of, and changes nothing that runs', async () => {
  const place = new Place(runbook);
  const viewer = await place.open();
  const told = (): boolean => viewer.view.notices.some(({ kind }) => kind === 'runbook-changed');
  expect(told()).toBe(false);
  const file = join(place.workspace, 'walk.md');
  fs.writeFileSync(file, runbook.replace('echo one', 'echo two'));
  await until('the change is told of', told);
  const done = await viewer.runTo('Say it', 'passed');
  expect(done.commands[0]?.output?.tail).toEqual(['one']);
  fs.writeFileSync(file, runbook);
  await until('the text is the same again', () => !told());
});
