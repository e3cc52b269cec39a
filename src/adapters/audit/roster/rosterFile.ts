import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { encodeLine, maxLineBytes, type JsonObject } from '../../../core/audit/line/canonical.ts';
import {
  inForce,
  membersProblem,
  memberWith,
  readRoster,
  rosterLine,
  rosterNamespace,
  type Compromised,
  type Member,
  type Roster,
} from '../../../core/audit/roster/roster.ts';
import { signersOf } from '../../../core/audit/roster/rosterSigners.ts';
import { nodeChecks } from '../crypto.ts';
import { AuditFailure } from '../failure.ts';
import { treeSigners } from '../keys/firstUse.ts';
import { prepareState } from '../layout.ts';
import { readLines } from '../lines.ts';
import { openPlain } from '../../plainFile.ts';
import { syncFolder } from '../journal/segmentFile.ts';
import { signInTime, type Signer } from '../keys/signer.ts';

/** The team's roster, below the state folder. */
export const treeRoster = join('trust', 'roster.jsonl');

/** Nobody: what a tree without a roster has. */
export const noRoster: Roster = { versions: [], lines: 0, head: '0'.repeat(64) };

/** Reads a roster's file; `undefined` if there is none. Never throws for what is in it. */
export function readRosterFile(path: string): Roster | undefined {
  if (!fs.existsSync(path)) return undefined;
  try {
    return readRosterBytes(readPlain(path));
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    return { ...noRoster, problem: { line: 1, sentence } };
  }
}

/** Reads a roster's bytes; what stands behind the last LF is a line that cannot be believed. */
export function readRosterBytes(bytes: Uint8Array): Roster {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(0x0a, start);
    const next = end < 0 ? bytes.length : end + 1;
    lines.push(bytes.subarray(start, next));
    start = next;
  }
  return readRoster(lines, nodeChecks());
}

/** Never follows a symbolic link. */
function readPlain(path: string): Uint8Array {
  const fd = openPlain(path);
  try {
    return fs.readFileSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}

/** What somebody wants a team to be. */
export interface RosterChange {
  readonly members: readonly Member[];
  readonly compromised?: readonly Compromised[];
  readonly quorum: number;
  readonly reason: string;
}

/** Whoever changes a roster, when. */
export interface RosterAuthor {
  readonly signer: Signer;
  readonly now: number;
}

/**
 * Appends the next version with one signature and writes the list of signers anew. Fails with `not-a-run` where the roster cannot be
 * gone on with, and with `not-signed` where the key did not sign or is no admin's; then nothing was written.
 */
export async function changeRoster(
  stateFolder: string,
  change: RosterChange,
  author: RosterAuthor,
): Promise<Roster> {
  prepareState(stateFolder);
  const roster = readRosterFile(join(stateFolder, treeRoster)) ?? noRoster;
  goOnWith(roster);
  if (roster.pending !== undefined) {
    const { version, needed } = roster.pending;
    const sentence = `Version ${version.version} waits for ${needed} signatures and has ${version.signedBy.length}. Sign it first: handrail roster sign`;
    throw new AuditFailure('not-signed', sentence);
  }
  const wrong = membersProblem(change);
  if (wrong !== undefined) throw new AuditFailure('not-signed', `Nothing was changed: ${wrong}.`);
  const last = inForce(roster);
  const line = encodeLine(
    rosterLine(roster, {
      type: 'roster.version',
      t: Math.max(Math.trunc(author.now), last?.at ?? 0),
      m: 0,
      version: (last?.version ?? 0) + 1,
      previous: last?.sha256 ?? '0'.repeat(64),
      members: change.members.map(({ principal, keys, roles }) => ({ principal, keys, roles })),
      ...compromisedIn(change),
      quorum: change.quorum,
      reason: change.reason,
    }),
  );
  if (line.length > maxLineBytes)
    throw new AuditFailure('not-signed', 'Nothing was changed: a roster of so many people does not fit.');
  mustBeAdmin(last ?? change, author.signer);
  const hash = nodeChecks().hash(line);
  const next = { lines: roster.lines + 1, head: hash };
  return append(stateFolder, [line, await signature(next, line, author.signer)]);
}

/** Said only where there is one. */
function compromisedIn({ compromised = [] }: RosterChange): JsonObject {
  return compromised.length === 0
    ? {}
    : { compromised: compromised.map(({ key, since }) => ({ key, since })) };
}

/** Adds a signature to the version that still lacks one. */
export async function signRoster(stateFolder: string, author: RosterAuthor): Promise<Roster> {
  const path = join(stateFolder, treeRoster);
  const roster = readRosterFile(path) ?? noRoster;
  goOnWith(roster);
  const { pending } = roster;
  if (pending === undefined) throw new AuditFailure('not-signed', 'Nothing waits for a signature.');
  mustBeAdmin(inForce(roster) ?? pending.version, author.signer);
  const line = versionLine(path, pending.version.version);
  return append(stateFolder, [await signature(roster, line, author.signer)]);
}

function versionLine(path: string, version: number): Uint8Array {
  for (const line of readLines(path, maxLineBytes)) {
    const value = JSON.parse(Buffer.from(line).toString('utf8')) as JsonObject;
    if (value['version'] === version) return Buffer.from(line);
  }
  throw new AuditFailure('not-a-run', `Version ${version} is not in ${path}.`);
}

function goOnWith({ problem }: Roster): void {
  if (problem === undefined) return;
  const sentence = `The roster cannot be gone on with. Line ${problem.line}: ${problem.sentence}.`;
  throw new AuditFailure('not-a-run', sentence);
}

function mustBeAdmin(version: Pick<RosterChange, 'members'>, signer: Signer): void {
  const member = memberWith(version, signer.publicKey);
  if (member?.roles.includes('admin') === true) return;
  const who = member === undefined ? 'is nobody in the roster' : `is ${member.principal}, who is no admin`;
  throw new AuditFailure('not-signed', `Nothing was changed: the key ${signer.place} ${who}.`);
}

async function signature(
  roster: Pick<Roster, 'lines' | 'head'>,
  line: Uint8Array,
  signer: Signer,
): Promise<Uint8Array> {
  const sig = await signInTime(signer.sign(line, rosterNamespace));
  if (sig === undefined)
    throw new AuditFailure('not-signed', `Nothing was changed: the key ${signer.place} did not sign.`);
  return encodeLine(rosterLine(roster, { type: 'sig', by: 'admin', ns: rosterNamespace, sig }));
}

/** One write for all of it, so that no other reader sees a version without its signature. */
function append(stateFolder: string, lines: readonly Uint8Array[]): Roster {
  const path = join(stateFolder, treeRoster);
  fs.mkdirSync(dirname(path), { recursive: true });
  fs.appendFileSync(path, Buffer.concat(lines), { flush: true });
  const roster = readRosterFile(path) ?? noRoster;
  const signers = join(stateFolder, treeSigners);
  const partial = `${signers}.partial`;
  fs.writeFileSync(partial, signersOf(roster), { flush: true });
  fs.renameSync(partial, signers);
  syncFolder(dirname(path));
  return roster;
}
