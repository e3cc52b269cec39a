import * as z from 'zod';
import { parseLine, type JsonObject } from '../line/canonical.ts';
import type { Checks } from '../opening.ts';
import { isPattern } from '../ssh/signersLine.ts';
import { keyLine, parseKeyBlob, parseKeyLine, weakness } from '../ssh/sshkey.ts';
import { parseSignature } from '../ssh/sshsig.ts';

// Who belongs to a team and what each may do: a chain of versions, each signed by the admins of the one before it.
// docs/audit-log.md, "The roster", specifies it to the byte.

/** Of a whole roster: what its lines say in `run`. */
const rosterRun = 'roster';
export const rosterNamespace = 'roster.v1@handrail';

/** Roles that Handrail itself knows; any other name is a team's own, such as `dba`, and whoever has it answers where it is asked for. */
export const knownRoles = ['admin', 'operator', 'approver', 'reviewer'] as const;

export interface Member {
  readonly principal: string;
  /** `type base64`. */
  readonly keys: readonly string[];
  readonly roles: readonly string[];
}

/** A key that may be in other hands. */
export interface Compromised {
  readonly key: string;
  /** ms since the epoch. */
  readonly since: number;
}

/** Who is in the team from one moment on. */
export interface RosterVersion {
  readonly version: number;
  /** Hash of the line of the version before; 64 zeros for the first. */
  readonly previous: string;
  readonly members: readonly Member[];
  readonly compromised: readonly Compromised[];
  /** How many admins must sign the next version. */
  readonly quorum: number;
  readonly reason: string;
  /** ms since the epoch. */
  readonly at: number;
  /** Hash of its own line: with the version's number it is what a log pins. */
  readonly sha256: string;
  /** Admins of the version before who signed it. */
  readonly signedBy: readonly string[];
}

export interface Roster {
  /** Those that enough admins signed, oldest first. */
  readonly versions: readonly RosterVersion[];
  /** The last line of versions, where signatures are still missing: it is not in force. */
  readonly pending?: { readonly version: RosterVersion; readonly needed: number };
  /** Why the rest could not be believed: one sentence, with the line it is about. */
  readonly problem?: { readonly line: number; readonly sentence: string };
  /** Lines that hold, and the hash of the last. */
  readonly lines: number;
  readonly head: string;
}

const zeros = '0'.repeat(64);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);
const frame = { run: z.literal(rosterRun), seg: z.literal(0), seq: count, prev: digest };

const version = z.strictObject({
  ...frame,
  type: z.literal('roster.version'),
  t: count,
  m: count,
  version: count.min(1),
  previous: digest,
  members: z.array(
    z.strictObject({
      principal: z.string().regex(/^[A-Za-z0-9@._+-]+$/),
      keys: z.array(z.string()).min(1),
      roles: z.array(z.string().regex(/^[a-z][a-z0-9-]*$/)),
    }),
  ),
  compromised: z.array(z.strictObject({ key: z.string(), since: count })).optional(),
  quorum: count.min(1),
  reason: z.string(),
});

const sig = z.strictObject({
  ...frame,
  type: z.literal('sig'),
  by: z.literal('admin'),
  ns: z.literal(rosterNamespace),
  sig: z.string(),
});

const line = z.discriminatedUnion('type', [version, sig]);

/** A version that was read, with what its signatures sign. */
interface Read {
  readonly version: RosterVersion;
  readonly bytes: Uint8Array;
}

/** Reads a roster's lines, LF included, as far as they hold. */
export function readRoster(lines: Iterable<Uint8Array>, checks: Checks): Roster {
  const reading = new Reading(checks);
  for (const bytes of lines) if (!reading.take(bytes)) break;
  return reading.end();
}

class Reading {
  readonly #checks: Checks;
  readonly #versions: RosterVersion[] = [];
  #newest: Read | undefined;
  #lines = 0;
  #head = zeros;
  #problem: Roster['problem'];

  constructor(checks: Checks) {
    this.#checks = checks;
  }

  take(bytes: Uint8Array): boolean {
    const problem = this.#wrong(bytes);
    if (problem !== undefined) {
      this.#problem = { line: this.#lines + 1, sentence: problem };
      return false;
    }
    this.#head = this.#checks.hash(bytes);
    this.#lines++;
    return true;
  }

  end(): Roster {
    const newest = this.#newest?.version;
    const unsigned = newest !== undefined && newest !== this.#versions.at(-1);
    const pending = unsigned ? { pending: { version: newest, needed: this.#needed() } } : {};
    const problem = this.#problem === undefined ? {} : { problem: this.#problem };
    return { versions: this.#versions, lines: this.#lines, head: this.#head, ...pending, ...problem };
  }

  /** Takes the line, or says why it cannot stand here. */
  #wrong(bytes: Uint8Array): string | undefined {
    const { value } = parseLine(bytes);
    const read = value === undefined ? undefined : line.safeParse(value);
    if (value === undefined || read?.success !== true) return 'it is no line of a roster';
    if (read.data.seq !== this.#lines || read.data.prev !== this.#head)
      return 'it does not follow the line before it: the roster was changed, or lines were removed';
    return read.data.type === 'sig'
      ? this.#takeSignature(read.data.sig)
      : this.#takeVersion(read.data, bytes.slice());
  }

  #takeVersion(entry: z.infer<typeof version>, bytes: Uint8Array): string | undefined {
    const last = this.#versions.at(-1);
    if (this.#newest !== undefined && this.#newest.version !== last)
      return `version ${this.#newest.version.version} was never signed by enough admins`;
    if (entry.version !== (last?.version ?? 0) + 1 || entry.previous !== (last?.sha256 ?? zeros))
      return `it is version ${entry.version}, which does not follow version ${last?.version ?? 0}`;
    const wrong = membersProblem(entry);
    if (wrong !== undefined) return wrong;
    const { previous, members, compromised = [], quorum, reason, t: at } = entry;
    const sha256 = this.#checks.hash(bytes);
    const said = { members, compromised, quorum, reason, at };
    const made = { version: entry.version, previous, ...said, sha256, signedBy: [] };
    this.#newest = { version: made, bytes };
    return undefined;
  }

  /** Who may sign the newest version: the admins of the one in force, or its own where it is the first. */
  #before(): RosterVersion | undefined {
    return this.#versions.findLast(({ version: number }) => number < (this.#newest?.version.version ?? 0));
  }

  #needed(): number {
    const newest = this.#newest?.version;
    return (this.#before() ?? newest)?.quorum ?? 1;
  }

  #takeSignature(armored: string): string | undefined {
    const read = this.#newest;
    const signature = parseSignature(armored);
    const key = signature === undefined ? undefined : parseKeyBlob(signature.key);
    if (read === undefined || signature === undefined || key === undefined) return 'it signs nothing';
    if (signature.namespace !== rosterNamespace || !this.#checks.verify(signature, key, read.bytes))
      return `the signature does not fit version ${read.version.version}`;
    const admin = memberWith(this.#before() ?? read.version, keyLine(key));
    if (admin?.roles.includes('admin') !== true)
      return `version ${read.version.version} is signed by a key that is no admin's`;
    if (read.version.signedBy.includes(admin.principal)) return undefined;
    const signed = { ...read.version, signedBy: [...read.version.signedBy, admin.principal] };
    this.#newest = { ...read, version: signed };
    const known = this.#versions.at(-1)?.version === signed.version;
    if (known) this.#versions[this.#versions.length - 1] = signed;
    else if (signed.signedBy.length >= this.#needed()) this.#versions.push(signed);
    return undefined;
  }
}

/** Why a team cannot be as a version says. */
export function membersProblem({
  members,
  compromised = [],
  quorum,
}: Pick<RosterVersion, 'members' | 'quorum'> & {
  readonly compromised?: readonly Compromised[] | undefined;
}): string | undefined {
  const seen = new Set<string>();
  for (const { principal, keys } of members) {
    if (isPattern(principal) || seen.has(principal)) return `${principal} is there twice, or is a pattern`;
    seen.add(principal);
    for (const one of keys) {
      const key = parseKeyLine(one);
      if (key === undefined || keyLine(key) !== one) return `a key of ${principal} cannot be read`;
      if (weakness(key) !== undefined) return `a key of ${principal} is too weak to be believed`;
      if (seen.has(one)) return `a key of ${principal} is somebody else's too, or is there twice`;
      seen.add(one);
    }
  }
  for (const { key: one } of compromised) {
    const key = parseKeyLine(one);
    if (key === undefined || keyLine(key) !== one) return 'a stolen key cannot be read';
    if (seen.has(one)) return "a stolen key is still somebody's";
  }
  const admins = members.filter(({ roles }) => roles.includes('admin')).length;
  return quorum > admins ? `it wants ${quorum} admins to sign, and has ${admins}` : undefined;
}

/** Whose key it is in one version. */
export function memberWith({ members }: Pick<RosterVersion, 'members'>, key: string): Member | undefined {
  return members.find(({ keys }) => keys.includes(key));
}

/** The version that counts for what was done at a time; `pinned` is the one that was known there at least. */
export function versionAt(roster: Roster, at: number, pinned = 0): RosterVersion | undefined {
  const [first] = roster.versions;
  return roster.versions.findLast(one => one.at <= at || one.version <= pinned) ?? first;
}

/** The version in force now. */
export function inForce(roster: Roster): RosterVersion | undefined {
  return roster.versions.at(-1);
}

/** What an `open` line names: 0 and zeros where nothing is in force. */
export function pinOf(roster: Roster): { readonly version: number; readonly sha256: string } | null {
  const now = inForce(roster);
  return now === undefined ? null : { version: now.version, sha256: now.sha256 };
}

/** What follows the last line of a roster: a version, or a signature of the newest one. */
export function rosterLine(roster: Pick<Roster, 'lines' | 'head'>, body: JsonObject): JsonObject {
  return { run: rosterRun, seg: 0, seq: roster.lines, prev: roster.head, ...body };
}
