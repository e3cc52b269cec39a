import * as fs from 'node:fs';
import { expect, test } from 'vitest';
import { encodeLine, type JsonObject } from '../../../../src/core/audit/line/canonical.ts';
import { rosterNamespace } from '../../../../src/core/audit/roster/roster.ts';
import { ed25519Blob, keyLine } from '../../../../src/core/audit/ssh/sshkey.ts';
import { lineHash } from '../../../../src/adapters/audit/journal/moved.ts';
import { linesOf } from '../kit.ts';
import { alice, mallory, reading, team, type Person } from './rosterTeam.ts';

// What somebody can do to a roster who knows its format: each is found, and what stands before it is still believed.

const tiny = new Uint8Array(32);
tiny[0] = 1;
const smallOrder = keyLine({ type: 'ssh-ed25519', blob: ed25519Blob(tiny) });

interface Attack {
  readonly name: string;
  /** What the file holds afterwards. */
  readonly lines: (lines: readonly JsonObject[]) => readonly JsonObject[];
  /** Versions that are still believed. */
  readonly holds: number;
  readonly says: string;
}

const sign = (value: JsonObject, who: Person): JsonObject => ({
  run: 'roster',
  seg: 0,
  type: 'sig',
  by: 'admin',
  ns: rosterNamespace,
  sig: who.key.sign(encodeLine(value), rosterNamespace),
});

/** The second version said otherwise, chained anew and signed by somebody. */
const forged =
  (change: JsonObject, ...who: readonly Person[]) =>
  ([one, mine, two]: readonly JsonObject[]): readonly JsonObject[] => {
    const value = { ...two, ...change };
    return [one ?? {}, mine ?? {}, value, ...who.map(each => sign(value, each))];
  };

const member = (principal: string, keys: readonly string[], ...roles: readonly string[]): JsonObject => ({
  principal,
  keys,
  roles,
});

const attacks: readonly Attack[] = [
  {
    name: 'an edited version',
    lines: ([one, ...rest]) => [{ ...one, reason: 'another' }, ...rest],
    holds: 0,
    says: 'does not fit version 1',
  },
  {
    name: 'a stranger signs the next version',
    lines: forged(
      { members: [member('mallory@corp', [mallory.key.publicKey], 'admin')], quorum: 1 },
      mallory,
    ),
    holds: 1,
    says: "no admin's",
  },
  {
    name: 'a number that is left out',
    lines: forged({ version: 3 }, alice),
    holds: 1,
    says: 'does not follow',
  },
  {
    name: 'another version before it',
    lines: forged({ previous: 'a'.repeat(64) }, alice),
    holds: 1,
    says: 'does not follow',
  },
  {
    name: 'one key of two people',
    lines: forged(
      {
        members: [
          member('alice@corp', [alice.key.publicKey], 'admin'),
          member('bob@corp', [alice.key.publicKey], 'dba'),
        ],
        quorum: 1,
      },
      alice,
    ),
    holds: 1,
    says: "somebody else's",
  },
  {
    name: 'a key of small order',
    lines: forged({ members: [member('alice@corp', [smallOrder], 'admin')], quorum: 1 }, alice),
    holds: 1,
    says: 'too weak',
  },
  {
    name: 'a pattern for a name',
    lines: forged({ members: [member('*', [alice.key.publicKey], 'admin')], quorum: 1 }, alice),
    holds: 1,
    says: 'no line of a roster',
  },
  {
    name: 'more signatures wanted than admins',
    lines: forged({ quorum: 3 }, alice),
    holds: 1,
    says: 'wants 3',
  },
  {
    name: 'a version behind one that was not signed',
    lines: lines => {
      const [one, mine, two] = lines;
      const next = { ...two, version: 3, previous: lineHash(encodeLine(two ?? {})) };
      return [one ?? {}, mine ?? {}, two ?? {}, next, sign(next, alice)];
    },
    holds: 1,
    says: 'never signed by enough admins',
  },
];

/** Chains lines anew, as somebody without a key can. */
function chained(lines: readonly JsonObject[]): string {
  let prev = '0'.repeat(64);
  const made: string[] = [];
  for (const [seq, line] of lines.entries()) {
    const bytes = encodeLine({ ...line, seq, prev });
    prev = lineHash(bytes);
    made.push(Buffer.from(bytes).toString('utf8'));
  }
  return made.join('');
}

// A signature is over the line as it stands, so the second version is signed where it comes to stand.
test.each(attacks)('found: $name', async ({ lines, holds, says }) => {
  const { path } = await team();
  const before = linesOf(path).map(line => JSON.parse(line) as JsonObject);
  fs.writeFileSync(path, chained(lines(before)));
  const roster = reading(path);
  expect([roster.versions.length, roster.problem?.sentence]).toEqual([holds, expect.stringContaining(says)]);
});
