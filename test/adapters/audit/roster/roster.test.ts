import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rosterNamespace, versionAt } from '../../../../src/core/audit/roster/roster.ts';
import { findSigner, parseSigners } from '../../../../src/core/audit/ssh/signers.ts';
import { parseKeyLine } from '../../../../src/core/audit/ssh/sshkey.ts';
import { changeRoster, signRoster } from '../../../../src/adapters/audit/roster/rosterFile.ts';
import { findRoster, keepRosterReceipt } from '../../../../src/adapters/audit/roster/rosterTrust.ts';
import { done, linesOf } from '../kit.ts';
import { alice, bob, first, hour, is, mallory, reading, team, type Person } from './rosterTeam.ts';

// The roster: who may change it, what is found where somebody else does, and that nobody can take a change back unseen.

test('each version is signed by the admins of the one before it, as many as it wants', async () => {
  const { state, path } = await team();
  expect(reading(path).versions.map(({ version, signedBy }) => [version, signedBy])).toEqual([
    [1, ['alice@corp']],
    [2, ['alice@corp']],
  ]);
  const third = { members: first, quorum: 2, reason: 'back' };
  const waiting = await changeRoster(state, third, { signer: alice.signer, now: Date.UTC(2026, 0, 2) });
  expect([waiting.versions.length, waiting.pending?.needed]).toEqual([2, 2]);
  await expect(changeRoster(state, third, { signer: bob.signer, now: Date.UTC(2026, 0, 2) })).rejects.toThrow(
    'Version 3 waits for 2 signatures and has 1',
  );
  await expect(signRoster(state, { signer: mallory.signer, now: 0 })).rejects.toThrow('nobody in the roster');
  // The same admin twice is one admin.
  expect((await signRoster(state, { signer: alice.signer, now: 0 })).versions).toHaveLength(2);
  const whole = await signRoster(state, { signer: bob.signer, now: 0 });
  expect(whole.versions.at(-1)?.signedBy).toEqual(['alice@corp', 'bob@corp']);
  expect([whole.pending, whole.problem]).toEqual([undefined, undefined]);
});

test('the list of signers gives each key what its holder may sign, while they may', async () => {
  const { state } = await team();
  const signers = parseSigners(fs.readFileSync(join(state, 'trust/allowed_signers'), 'utf8'));
  expect(signers.problems).toEqual([]);
  const may = ({ key }: Person, namespace: string, at: number): string | undefined => {
    const parsed = parseKeyLine(key.publicKey);
    return parsed === undefined ? undefined : findSigner(signers, parsed, { namespace, at }).principal;
  };
  const start = Date.UTC(2026, 0, 1);
  expect(may(alice, 'log.v1@handrail', start - hour)).toBe('alice@corp');
  expect(may(bob, 'approve.v1@handrail', start + 1)).toBe('bob@corp');
  expect(may(bob, 'approve.v1@handrail', start + 2 * hour)).toBeUndefined();
  expect(may(bob, 'log.v1@handrail', start + 1)).toBeUndefined();
  expect(may(bob, rosterNamespace, start + 2 * hour)).toBe('bob@corp');
});

test('what counts is the version of the time, or the one that was known there', async () => {
  const roster = reading((await team()).path);
  const start = Date.UTC(2026, 0, 1);
  expect(versionAt(roster, start + 1)?.version).toBe(1);
  expect(versionAt(roster, start + 1, 2)?.version).toBe(2);
  expect(versionAt(roster, start + 2 * hour)?.version).toBe(2);
});

test('a torn or reformatted line is found, and nothing is appended to it', async () => {
  const { path, state } = await team();
  const text = fs.readFileSync(path, 'utf8');
  for (const harmed of [
    text.slice(0, -5),
    text.replace('{', '{ '),
    text.replaceAll('\n', '\r\n'),
    `${text}{}\n`,
  ]) {
    fs.writeFileSync(path, harmed);
    expect(reading(path).problem?.sentence).toBe('it is no line of a roster');
    const change = { members: first, quorum: 1, reason: '' };
    await expect(changeRoster(state, change, { signer: alice.signer, now: 0 })).rejects.toThrow(
      'gone on with',
    );
  }
});

const rollbacks: readonly {
  readonly name: string;
  readonly change: (path: string) => void | Promise<void>;
  readonly says: string;
}[] = [
  {
    name: 'the newest version is taken back',
    change: path => fs.writeFileSync(path, `${linesOf(path).slice(0, 2).join('\n')}\n`),
    says: 'rolled back: this machine saw version 2, here is 1',
  },
  { name: 'the roster is deleted', change: path => fs.rmSync(path), says: 'is gone' },
  {
    name: 'another roster stands in its place',
    change: async path => {
      fs.rmSync(path);
      const state = join(path, '../..');
      const mine = { members: [is('mallory@corp', mallory, 'admin')], quorum: 1, reason: '' };
      for (const now of [1, 2]) await changeRoster(state, mine, { signer: mallory.signer, now });
    },
    says: 'was replaced',
  },
];

test.each(rollbacks)('a machine that saw the roster finds that $name', async ({ change, says }) => {
  const { state, path, machine } = await team();
  const { privateFolder } = machine;
  keepRosterReceipt(privateFolder, state, reading(path));
  expect((await findRoster(state, { privateFolder })).findings).toEqual([]);
  await change(path);
  const { findings } = await findRoster(state, { privateFolder });
  expect(findings.map(({ code, weight }) => [code, weight])).toEqual([['ROSTER_ROLLED_BACK', 'trust']]);
  expect(findings[0]?.sentence).toContain(says);
});

test('a log names the version it relies on; a trusted roster that lacks it is found', async () => {
  const { path, machine } = await team();
  const whole = fs.readFileSync(path, 'utf8');
  const journal = await machine.create();
  await journal.seal(done);
  journal.close();
  expect((await machine.verify(journal.folder)).exit).toBe(0);
  const older = `${whole.split('\n').slice(0, 2).join('\n')}\n`;
  fs.writeFileSync(path, older);
  const verdict = await machine.verify(journal.folder);
  expect([verdict.exit, verdict.worst?.code]).toEqual([3, 'ROSTER_ROLLED_BACK']);
});

test('a team that has a roster takes in no key by use', async () => {
  const { machine, state } = await team();
  const journal = await machine.create();
  journal.close();
  expect(fs.readFileSync(join(state, 'trust/allowed_signers'), 'utf8')).not.toContain(
    machine.signer.publicKey,
  );
});
