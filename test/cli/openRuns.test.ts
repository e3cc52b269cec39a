import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { Machine } from '../adapters/audit/kit.ts';
import { provideDist } from '../built.ts';
import { Place } from './handrail.ts';

beforeAll(provideDist);

const day = 86_400_000;

test('a run that is open for longer than the policy allows is marked in lists and fails verification of the folder', async () => {
  using place = new Place({});
  const machine = new Machine();
  const began = Date.now() - 12.5 * day;
  const journal = await machine.create({ clock: { now: () => began, monotonic: () => 0 } });
  journal.checkpoint('step');
  journal.close();
  const folder = dirname(machine.state);
  const json = async (command: string): Promise<unknown> =>
    JSON.parse((await place.run([command, folder, '--json'])).stdout);
  expect([await json('runs'), await json('findings')]).toEqual([
    [expect.not.objectContaining({ openTooLong: expect.anything() as unknown })],
    [],
  ]);

  writeFileSync(join(machine.state, 'config.yaml'), 'policy:\n  openRunDays: 7\n');
  expect(await json('runs')).toMatchObject([{ result: 'open', openTooLong: { days: 12, most: 7 } }]);
  expect((await place.run(['runs', folder])).stdout).toMatch(/ {2}open for 12 days, the policy allows 7$/);
  expect(await json('findings')).toMatchObject([
    {
      runbook: 'deploy.md',
      reviewer: null,
      decision: null,
      severity: 'minor',
      entry: null,
      at: new Date(began + 7 * day).toISOString(),
      text: 'It is open for 12 days, and the policy allows 7.',
    },
  ]);
  expect((await place.run(['findings', folder])).stdout).toMatch(/ {2}minor {2}deploy\.md {2}policy\n/);
  const verified = await place.run(['verify', folder, '--signers', machine.signers]);
  expect([verified.exit, verified.stdout]).toEqual([
    2,
    expect.stringMatching(
      /Together:\n {2}Run \S+ is open for 12 days, and the policy allows 7\. \[OPEN_TOO_LONG\]/,
    ),
  ]);
});
