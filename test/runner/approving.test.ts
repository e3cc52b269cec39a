// Asking for an approval writes beside the log, and what the disk says to that must not end the run.
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { KeyAsker } from '../../src/adapters/audit/keys/keyAsker.ts';
import { ownKey } from '../../src/adapters/audit/keys/ownKey.ts';
import { answerRequest, answerToken, askedIn, unpackInto } from '../../src/adapters/review/approver.ts';
import { fence, Place } from './place.ts';
import { until } from './viewer.ts';

const runbook = `---
approvals:
  - by: dba
    at: run
---
# Release

${fence('# Migrate\necho migrating')}
`;

test('a request that cannot be kept is refused, the runner lives on, and it can be asked again', async () => {
  const place = new Place(runbook);
  const viewer = await place.open();
  const step = viewer.id('Migrate');
  await viewer.do({ type: 'note', step, text: 'about to ask' });
  const plans = join(place.runFolder, 'plans');
  fs.writeFileSync(plans, 'in the way');
  expect(await viewer.ask({ type: 'approval.ask', step })).toMatchObject({
    ok: false,
    code: 'not-recording',
  });
  fs.rmSync(plans);
  await viewer.do({ type: 'approval.ask', step });
  const copied = await viewer.ask({ type: 'approval.copy', step });
  expect(copied.ok).toBe(true);
  expect(JSON.stringify(copied)).toContain('"handrail-request:');
  expect(await viewer.ask({ type: 'approval.paste', text: 'handrail-answer:AAAA' })).toMatchObject({
    ok: false,
    code: 'bad-request',
  });
  expect(viewer.lost).toBe(false);
  viewer.close();
});

const nobody: KeyAsker = { ask: () => Promise.resolve(undefined) };

test('a request is taken back, asked again, answered in the folder or by a text, and the answer is noticed by itself', async () => {
  const place = new Place(
    runbook.replace('by: dba', 'by: approver').replace('echo migrating', 'echo "$TABLE"'),
  );
  const viewer = await place.open();
  await viewer.give('TABLE', 'orders');
  const step = viewer.id('Migrate');
  const standing = (): unknown => viewer.step('Migrate').gates?.[0]?.standing;
  await viewer.do({ type: 'approval.ask', step });
  await viewer.do({ type: 'approval.withdraw', step });
  await until('it is taken back', () => standing() === 'needed');
  expect(await viewer.ask({ type: 'approval.withdraw', step })).toMatchObject({
    ok: false,
    code: 'not-allowed',
  });
  await viewer.do({ type: 'approval.ask', step, why: 'the backup is good' });

  // Bob, with a home and a key of his own, whom the list of signers lets approve.
  const home = join(place.home, 'bob');
  fs.mkdirSync(home);
  fs.writeFileSync(join(home, '.gitconfig'), '[user]\n\temail = bob@corp\n');
  const environment = { HOME: home, PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: join(home, '.gitconfig') };
  const state = join(place.workspace, '.handrail');
  const { signer } = ownKey(environment);
  const list = join(state, 'trust/allowed_signers');
  const entry = (name: string): string => `${name} namespaces="approve.v1@handrail" ${signer.publicKey}\n`;
  const at = { folder: place.runFolder, state };
  expect((await askedIn(at, environment)).open).toMatchObject([{ notYours: 'unknown' }]);
  fs.appendFileSync(list, entry('bob@corp'));
  const [asked] = (await askedIn(at, environment)).open;
  expect(asked).toMatchObject({
    why: 'the backup is good',
    who: 'bob@corp',
    values: [{ name: 'TABLE', value: 'orders' }],
    commands: [{ text: 'echo "$TABLE"', edited: false }],
    runbook: 'walk.md',
  });
  expect(asked).not.toHaveProperty('notYours');
  const { nonce = '', plan = '' } = asked ?? {};
  const how = { environment, asker: nobody, vscode: '', version: '0' };
  const no = { nonce, plan, decision: 'denied', reason: 'wait for the replay' } as const;
  expect(await answerRequest(at, { ...no, plan: 'f'.repeat(64) }, how)).toBe('gone');
  expect(await answerRequest(at, no, how)).toBe('signed');
  await until('the refusal is noticed', () => standing() === 'refused');
  expect(viewer.step('Migrate').gates).toMatchObject([{ by: 'bob@corp', reason: 'wait for the replay' }]);
  expect((await askedIn(at, environment)).open).toMatchObject([{ notYours: 'answered', mine: 'denied' }]);

  // Once more, with nothing between them but a text.
  await viewer.do({ type: 'approval.ask', step });
  const copied = await viewer.ask({ type: 'approval.copy', step });
  const text = copied.ok && 'text' in copied ? copied.text : '';
  expect(unpackInto(text.slice(0, -9), join(home, 'cut'))).toBeUndefined();
  const folder = unpackInto(text, join(home, 'requests')) ?? '';
  const there = { folder, state };
  const [again] = (await askedIn(there, environment)).open;
  const yes = {
    nonce: again?.nonce ?? '',
    plan: again?.plan ?? '',
    decision: 'granted',
    reason: '',
  } as const;
  expect(await answerRequest(there, yes, how)).toBe('signed');
  const token = answerToken(folder, yes.nonce) ?? '';
  await viewer.do({ type: 'approval.paste', text: token });
  await until('it is approved', () => viewer.step('Migrate').state === 'ready');
  await viewer.runTo('Migrate', 'passed');
  expect((await askedIn(at, environment)).open).toEqual([]);
  viewer.close();
});
