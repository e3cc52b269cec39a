// A run that is open in two windows: one acts, the other reads along until it is alone.
import { expect, test } from 'vitest';
import { fence, Place } from './place.ts';
import { until } from './viewer.ts';

const runbook = `# Two\n\n- [ ] Look\n\n${fence('# Say it\necho one')}\n`;

test('the second window reads along, and acts once the first has gone', async () => {
  const place = new Place(runbook);
  const first = await place.open();
  const second = await place.open();
  await until('both know their seats', () => first.acts === true && second.acts === false);
  const tick = { type: 'check.set', step: first.id('Look'), checked: true } as const;
  expect(await second.ask(tick)).toMatchObject({ ok: false, code: 'reading-along' });
  expect(await second.ask({ type: 'run.step', step: first.id('Say it'), revision: 99 })).toMatchObject({
    code: 'reading-along',
  });
  expect(first.step('Look').state).not.toBe('by-hand');
  await first.do(tick);
  await until('the second sees what the first did', () => second.step('Look').state === 'by-hand');
  first.close();
  await until('the second acts', () => second.acts === true);
  await second.runTo('Say it', 'passed');
});

test('a closed run makes room for a new one when that is asked for; an open one stays', async () => {
  const place = new Place(runbook);
  const first = await place.open();
  first.again();
  await first.do({ type: 'check.set', step: first.id('Look'), checked: true });
  await until('it is ticked', () => first.step('Look').state === 'by-hand');
  expect(first.lost).toBe(false);
  await first.do({ type: 'close', result: 'aborted', reason: 'the wrong machine' });
  await until('it is closed', () => first.view.closed !== undefined);
  first.again();
  await until('its runner has gone', () => first.lost);
  const next = await place.open();
  expect(next.view.closed).toBeUndefined();
  expect(next.step('Look').state).not.toBe('by-hand');
});
