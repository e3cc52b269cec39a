// Crashes around an edited command: what was decided stays decided, and nothing of it runs by itself.
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { command, confirm, propose, runbook, runTo, told } from './editor.ts';
import { Place } from './place.ts';
import { until } from './viewer.ts';

test('a runner that dies loses no decision and runs none by itself', async () => {
  const place = new Place(runbook);
  const first = await place.open();
  await propose(first, { title: 'Say', text: 'sleep 300' });
  const { digest = '' } = command(first, 'Say').proposal ?? {};
  first.close();
  await place.killRunner();

  // Between the look and the confirmation: nothing was decided, so nothing is known.
  const second = await place.open();
  expect(command(second, 'Say').proposal).toBeUndefined();
  expect(told(await confirm(second, 'Say', { digest }))).toBe('gone');
  await propose(second, { title: 'Say', text: 'sleep 300' });
  expect(told(await confirm(second, 'Say'))).toBe('ok');
  await until('it runs', () => command(second, 'Say').state === 'running');
  second.close();
  await place.killRunner();

  // In the middle of it: its outcome is for a person to find out, and then both texts may be tried.
  const third = await place.open();
  await runTo(third, 'Say', 'unknown');
  expect(command(third, 'Say').edited).toMatchObject({ ran: true, digest });
  await third.settle('Say', 'again');
  await runTo(third, 'Say', 'failed');
  expect((await place.log()).entries.filter(({ type }) => type === 'attempt.started')).toHaveLength(1);
  await third.runTo('Say', 'passed');
  expect(command(third, 'Say')).toMatchObject({ state: 'passed', edited: { ran: false } });
});

test('a crash between the decision and the attempt leaves the decision, and the text is run only when asked', async () => {
  const place = new Place(runbook);
  const first = await place.open();
  await propose(first, { title: 'Say', text: 'echo uno' });
  await confirm(first, 'Say');
  await until('it has run', () => command(first, 'Say').state === 'passed');
  first.close();
  await place.killRunner();
  // What was written behind the decision never was.
  const segment = fs.readdirSync(place.runFolder).find(name => name.endsWith('.jsonl')) ?? '';
  const path = join(place.runFolder, segment);
  const lines = fs.readFileSync(path, 'utf8').split('\n');
  const at = lines.findIndex(line => line.includes('"type":"command.edited"'));
  fs.writeFileSync(path, `${lines.slice(0, at + 1).join('\n')}\n`);
  fs.rmSync(join(place.privateFolder, 'receipts.jsonl'), { force: true });
  const second = await place.open();
  expect(second.step('Say').state).toBe('ready');
  expect(command(second, 'Say')).toMatchObject({
    state: 'waiting',
    edited: { text: 'echo uno', ran: false },
  });
  const { digest = '' } = command(second, 'Say').edited ?? {};
  const { revision } = second.view;
  await second.do({ type: 'edit.retry', step: second.id('Say'), statement: 0, revision, digest });
  await until('it has run', () => command(second, 'Say').state === 'passed');
  expect(command(second, 'Say').output?.tail).toEqual(['uno']);
});
