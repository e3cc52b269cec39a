// A run that is offered to somebody and taken back, seen by whoever walks it.
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { treeSigners } from '../../src/adapters/audit/keys/firstUse.ts';
import { fence, Place } from './place.ts';
import { until } from './viewer.ts';

const runbook = `# Night\n\n${fence('# Name it\nexport RELEASE=42')}\n\n${fence('# Switch\ntest "$RELEASE" = 42 && touch switched')}\n`;

test('an offer that is taken back leaves the run, its values and its shell as they were', async () => {
  const place = new Place(runbook);
  const first = await place.open();
  await first.runTo('Name it', 'passed');
  await first.do({ type: 'handover.offer', text: 'the lag is at 3 s', to: 'bob@corp' });
  expect(await first.ask({ type: 'handover.withdraw' })).toMatchObject({ ok: false });
  await until('the shell and its process have ended', async () => !(await place.runnerLives()));
  const second = await place.open();
  expect(second.view.offer).toMatchObject({
    mine: true,
    to: 'bob@corp',
    shell: { cwd: place.workspace, variables: ['RELEASE'] },
  });
  expect(second.view.recording.entries).toBeGreaterThan(0);
  expect(second.view.resumed).toBeUndefined();
  expect(await second.ask({ type: 'run.step', step: second.id('Switch'), revision: 99 })).toMatchObject({
    ok: false,
    code: 'offered',
  });
  await second.do({ type: 'handover.withdraw' });
  await second.runTo('Switch', 'passed');
  const { entries } = await place.log();
  expect(entries.filter(({ type }) => type.startsWith('handover.')).map(({ type }) => type)).toEqual([
    'handover.offered',
    'handover.withdrawn',
  ]);
});

test('whoever has offered a run is shown that another person walks it, as soon as the word of it comes', async () => {
  const place = new Place(runbook);
  const first = await place.open();
  await first.runTo('Name it', 'passed');
  await first.do({ type: 'handover.offer', text: 'the lag is at 3 s' });
  await until('the shell and its process have ended', async () => !(await place.runnerLives()));
  const second = await place.open();
  expect(second.view.offer).toMatchObject({ mine: true });
  const bob = { HOME: join(place.home, 'bob') };
  mkdirSync(bob.HOME, { mode: 0o700 });
  writeFileSync(join(bob.HOME, '.gitconfig'), '[user]\n  email = bob@corp\n');
  appendFileSync(
    join(place.workspace, '.handrail', treeSigners),
    (await place.handrail(['keys', 'export'], bob)).said,
  );
  const accepted = await place.handrail(['handover', place.runFolder, '--accept', '--yes'], bob);
  expect(accepted).toMatchObject({ exit: 0 });
  await until('its window is to ask anew', () => second.lost);
  const third = await place.open();
  expect(third.view.offer).toBeUndefined();
  expect(third.view.recording).toMatchObject({ ok: false, why: { code: 'not-yours' } });
  expect(third.step('Name it').state).toBe('passed');
  expect(
    await third.ask({ type: 'run.step', step: third.id('Switch'), revision: third.view.revision }),
  ).toMatchObject({ ok: false, because: { why: 'not-yours' } });
});
