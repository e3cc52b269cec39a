import { join } from 'node:path';
import type { Member, Roster } from '../../../../src/core/audit/roster/roster.ts';
import {
  changeRoster,
  noRoster,
  readRosterFile,
  treeRoster,
} from '../../../../src/adapters/audit/roster/rosterFile.ts';
import { newSessionKey, type MemoryKey } from '../../../../src/adapters/audit/keys/sessionKey.ts';
import type { Signer } from '../../../../src/adapters/audit/keys/signer.ts';
import { Machine } from '../kit.ts';

export interface Person {
  readonly key: MemoryKey;
  readonly signer: Signer;
}

/** Somebody with a key of their own. */
export function person(): Person {
  const key = newSessionKey();
  const sign = (message: Uint8Array, ns: string): Promise<string> => Promise.resolve(key.sign(message, ns));
  return { key, signer: { publicKey: key.publicKey, keyStore: 'file', place: 'a test', sign } };
}

export const [alice, bob, mallory] = [person(), person(), person()] as const;
export const is = (principal: string, { key }: Person, ...roles: string[]): Member => ({
  principal,
  keys: [key.publicKey],
  roles,
});
export const first = [is('alice@corp', alice, 'admin', 'operator'), is('bob@corp', bob, 'admin', 'dba')];
export const hour = 3_600_000;

/** A tree with two versions: alice alone made both; bob is a dba in the first and no more in the second. */
export async function team(): Promise<{
  readonly state: string;
  readonly path: string;
  readonly machine: Machine;
}> {
  const machine = new Machine();
  const { state } = machine;
  const author = { signer: alice.signer, now: Date.UTC(2026, 0, 1) };
  await changeRoster(state, { members: first, quorum: 1, reason: 'the team' }, author);
  const members = [is('alice@corp', alice, 'admin', 'operator'), is('bob@corp', bob, 'admin')];
  await changeRoster(state, { members, quorum: 2, reason: 'less' }, { ...author, now: author.now + hour });
  return { state, path: join(state, treeRoster), machine };
}

export const reading = (path: string): Roster => readRosterFile(path) ?? noRoster;
