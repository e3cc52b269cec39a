import * as fs from 'node:fs';
import { join } from 'node:path';
import { encodeLine, type JsonObject } from '../../../../src/core/audit/line/canonical.ts';
import type { Reference } from '../../../../src/core/audit/entry.ts';
import { ed25519Blob, keyLine } from '../../../../src/core/audit/ssh/sshkey.ts';
import { encodeSignature } from '../../../../src/core/audit/ssh/sshsig.ts';
import { concat, string } from '../../../../src/core/audit/ssh/wire.ts';
import { lineHash } from '../../../../src/adapters/audit/journal/moved.ts';
import { newSessionKey } from '../../../../src/adapters/audit/keys/sessionKey.ts';
import { read, rechain, resign, write, type Line } from '../forge.ts';
import type { GateRun } from './gateRun.ts';
import { linesOf, segmentPath } from '../kit.ts';
import type { Person } from '../roster/rosterTeam.ts';

// Answers that no program of ours would write, by somebody who knows the format and has keys.

const approve = 'approve.v1@handrail';

export interface Forgery {
  readonly who: Person;
  /** Members of the segment's first line, and of the answer, that are otherwise. */
  readonly open?: JsonObject;
  readonly answer?: JsonObject;
  /** The namespace that is said, and the one that is really signed in. */
  readonly says?: string;
  readonly signsIn?: string;
  /** Whoever really signs. */
  readonly by?: Person;
  readonly unsigned?: true;
}

/** Somebody's answer to a request, changed before it was signed; where it stands. */
export async function forge(run: GateRun, nonce: string, how: Forgery): Promise<Reference> {
  const { seg } = await run.answer(nonce, how.who);
  const path = answerPath(run, seg);
  const [open = {}, answer = {}, sig = {}] = linesOf(path).map(read);
  const said = rechain([
    { ...open, ...how.open },
    { ...answer, ...how.answer },
  ]);
  const line = encodeLine(said[1] as JsonObject);
  const says = how.says ?? approve;
  const signed = await (how.by ?? how.who).signer.sign(line, how.signsIn ?? says);
  const signature: Line = { ...sig, ns: says, sig: signed };
  fs.writeFileSync(path, write(how.unsigned === true ? said : rechain([...said, signature])));
  return { seg, lines: 2, head: lineHash(line) };
}

/** The file with a segment. */
export function answerPath(run: GateRun, seg: number): string {
  const name = answerFiles(run).find(file => linesOf(join(run.folder, file)).map(read)[0]?.['seg'] === seg);
  if (name === undefined) throw new Error(`no segment ${seg}`);
  return join(run.folder, name);
}

export const answerFiles = (run: GateRun): readonly string[] =>
  fs.readdirSync(run.folder).filter(name => name.startsWith('answer-'));

/** Writes the operator's own segment anew, with keys that were stolen from them. */
export async function rewritten(run: GateRun, change: (line: Line) => Line): Promise<void> {
  const path = segmentPath(run.folder);
  const keys = { user: run.machine.signer, session: newSessionKey() };
  fs.writeFileSync(path, write(await resign(linesOf(path).map(read).map(change), keys)));
}

/** A key with which one signature fits every text: the neutral point, which takes R as itself and S as 0. */
export function neutral(): Person {
  const point = new Uint8Array(32);
  point[0] = 1;
  const blob = ed25519Blob(point);
  const value = concat(string('ssh-ed25519'), string(concat(point, new Uint8Array(32))));
  const sign = (_message: Uint8Array, namespace: string): Promise<string> =>
    Promise.resolve(encodeSignature({ key: blob, namespace, hash: 'sha512' }, value));
  const publicKey = keyLine({ type: 'ssh-ed25519', blob });
  return { key: newSessionKey(), signer: { publicKey, keyStore: 'file', place: 'nowhere', sign } };
}
