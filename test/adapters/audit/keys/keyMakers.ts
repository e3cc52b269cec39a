import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { signersTime } from '../../../../src/core/audit/ssh/signersLine.ts';
import type { Clock } from '../../../../src/core/ports.ts';
import { resumeRun } from '../../../../src/adapters/audit/journal/run.ts';
import { changeRoster, treeRoster } from '../../../../src/adapters/audit/roster/rosterFile.ts';
import type { Signer } from '../../../../src/adapters/audit/keys/signer.ts';
import { attempt, done, linesOf, Machine, segmentPath } from '../kit.ts';
import { reviewed, reviewer } from '../review/reviewers.ts';
import { is, person } from '../roster/rosterTeam.ts';
import type { Scene } from '../scene.ts';
import { token } from './token.ts';

type Maker = () => Promise<Scene>;

/** A clock that stands until it is set. */
class Hands implements Clock {
  at = Date.UTC(2026, 9, 12, 9);
  now = (): number => this.at;
  monotonic = (): number => 0;
}

const operates = 'namespaces="log.v1@handrail,seal.v1@handrail"';

/** A run that one key begins and another closes; from a minute after its beginning only the second is valid. */
async function replaced(closing: 'new' | 'old'): Promise<Scene> {
  const machine = new Machine();
  const clock = new Hands();
  const first = await machine.create({ clock });
  await attempt(first, 'a1', 'hello\n');
  first.checkpoint('step');
  first.close();
  clock.at += 60_000;
  const since = signersTime(clock.at);
  const { signer } = person();
  clock.at += 60_000;
  const options = machine.options({ clock, ...(closing === 'new' ? { signer } : {}) });
  const { journal } = await resumeRun(first.folder, options);
  await journal.seal(done);
  journal.close();
  fs.writeFileSync(
    machine.signers,
    `alice@corp ${operates},valid-before="${since}" ${machine.signer.publicKey}\n` +
      `alice@corp ${operates},valid-after="${since}" ${signer.publicKey}\n`,
  );
  return { machine, folder: first.folder, path: segmentPath(first.folder), lines: [] };
}

/** A run whose operator and reviewer sign with tokens, each of another kind. */
async function byToken(operator: Signer, by: Signer): Promise<Scene> {
  const machine = new Machine();
  const journal = await machine.create({ signer: operator });
  await attempt(journal, 'a1', 'hello\n');
  journal.checkpoint('step');
  await journal.seal(done);
  journal.close();
  fs.writeFileSync(
    machine.signers,
    `alice@corp ${operates} ${operator.publicKey}\nbob@corp namespaces="approve.v1@handrail" ${by.publicKey}\n`,
  );
  fs.writeFileSync(join(machine.home, 'require'), 'COUNTERSIGNED\n');
  const made = { machine, folder: journal.folder, path: journal.path, lines: [] };
  return reviewed(
    made,
    {},
    { ...machine.options({ signer: by }), operator: 'bob', signers: machine.signers },
  );
}

/** A run signed with a certificate, which says that an authority vouches for the key. */
async function certified(): Promise<Scene> {
  const machine = new Machine();
  const [authority, own] = [join(machine.home, 'ca'), join(machine.home, 'own')];
  const keygen = (...args: readonly string[]): unknown =>
    execFileSync('ssh-keygen', ['-q', ...args], { stdio: 'pipe' });
  for (const path of [authority, own]) keygen('-t', 'ed25519', '-N', '', '-C', '', '-f', path);
  keygen('-s', authority, '-I', 'alice', '-n', 'alice@corp', `${own}.pub`);
  const certificate = fs.readFileSync(`${own}-cert.pub`, 'utf8');
  const signer: Signer = {
    publicKey: certificate.split(' ').slice(0, 2).join(' '),
    keyStore: 'file',
    place: own,
    sign: (message, ns) => {
      const options = { input: message, encoding: 'utf8', stdio: 'pipe' } as const;
      const armored = execFileSync('ssh-keygen', ['-Y', 'sign', '-n', ns, '-f', `${own}-cert.pub`], options);
      return Promise.resolve(armored.trimEnd());
    },
  };
  const journal = await machine.create({ signer });
  await journal.seal(done);
  journal.close();
  const vouches = fs.readFileSync(`${authority}.pub`, 'utf8');
  fs.writeFileSync(machine.signers, `*@corp cert-authority,${operates} ${vouches}`);
  return { machine, folder: journal.folder, path: journal.path, lines: [] };
}

/** A run that relies on the second version of a roster, of which somebody left only the first. */
async function rolledBack(): Promise<Scene> {
  const machine = new Machine();
  const { state, signer } = machine;
  const mallory = is('mallory@corp', person(), 'dba');
  const alice = { principal: 'alice@corp', keys: [signer.publicKey], roles: ['admin', 'operator'] };
  const author = { signer, now: Date.UTC(2026, 0, 1) };
  await changeRoster(state, { members: [alice, mallory], quorum: 1, reason: 'the team' }, author);
  await changeRoster(state, { members: [alice], quorum: 1, reason: 'mallory left' }, author);
  const journal = await machine.create();
  await journal.seal(done);
  journal.close();
  const kept = linesOf(join(state, treeRoster)).slice(0, 2);
  fs.writeFileSync(join(machine.home, 'roster.jsonl'), kept.map(line => `${line}\n`).join(''));
  return { machine, folder: journal.folder, path: journal.path, lines: [] };
}

/** A run of a key that was stolen at `hour`; somebody else reviewed it at ten, or nobody did. */
async function stolen(hour: number, review: 'reviewed' | 'alone'): Promise<Scene> {
  const machine = new Machine();
  const clock = new Hands();
  const { state, signer } = machine;
  const admin = person();
  const owner = is('carol@corp', admin, 'admin');
  const alice = { principal: 'alice@corp', keys: [signer.publicKey], roles: ['operator'] };
  const author = { signer: admin.signer, now: Date.UTC(2026, 0, 1) };
  await changeRoster(state, { members: [owner, alice], quorum: 1, reason: 'the team' }, author);
  const journal = await machine.create({ clock });
  await attempt(journal, 'a1', 'hello\n');
  await journal.seal(done);
  journal.close();
  const made = { machine, folder: journal.folder, path: journal.path, lines: [] };
  clock.at = Date.UTC(2026, 9, 12, 10);
  if (review === 'reviewed') await reviewed(made, {}, { ...reviewer(made), clock });
  const compromised = [{ key: signer.publicKey, since: Date.UTC(2026, 9, 12, hour) }];
  const later = { signer: admin.signer, now: Date.UTC(2026, 9, 13) };
  await changeRoster(state, { members: [owner], compromised, quorum: 1, reason: 'a lost laptop' }, later);
  fs.copyFileSync(join(state, treeRoster), join(machine.home, 'roster.jsonl'));
  return made;
}

/** Logs whose keys or roster are the point, for `vectorMakers.ts`. */
export const keyMakers: Readonly<Record<string, Maker>> = {
  'good-key-replaced': () => replaced('new'),
  'trust-replaced-key-used-later': () => replaced('old'),
  'good-signed-by-tokens': () => byToken(token('ed25519'), token('ecdsa')),
  'unsupported-certificate': certified,
  'trust-roster-rolled-back': rolledBack,
  'good-key-stolen-after-a-review': () => stolen(11, 'reviewed'),
  'trust-key-stolen': () => stolen(11, 'alone'),
  'trust-key-stolen-before-the-review': () => stolen(9, 'reviewed'),
};
