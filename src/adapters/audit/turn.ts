import * as fs from 'node:fs';
import { join } from 'node:path';
import type { HandoverOffered } from '../../core/audit/handover/handover.ts';
import { maxLineBytes } from '../../core/audit/line/canonical.ts';
import type { Open, Recorded, Reference } from '../../core/audit/entry.ts';
import { isHandover } from '../../core/audit/handover/handover.ts';
import { idle } from '../../core/audit/handover/handoverMarks.ts';
import { principalOf } from '../../core/audit/person.ts';
import { principalOf as nameAsPrincipal } from '../../core/audit/ssh/signersLine.ts';
import { inspectRun } from './verify.ts';
import { headlines } from '../../core/audit/wording.ts';
import { mustBeBelieved } from './review/believed.ts';
import { AuditFailure } from './failure.ts';
import type { Beginning } from './journal/journalParts.ts';
import { objectPath } from './layout.ts';
import { readLines } from './lines.ts';
import { lineHash } from './journal/moved.ts';
import { placeObject } from './objectStore.ts';
import { planFile } from './approvals/plans.ts';
import type { RunRecord } from './runFolder.ts';
import type { WriterOptions } from './journal/run.ts';
import { findTrust, type TrustWanted } from './keys/trust.ts';

// Whose turn it is: who may go on with a run that somebody walked before, and what they have to say first.

/** What somebody wants with a run that is there. */
export type Wish = 'go on' | 'accept' | 'withdraw';

/** An offer that stands. */
export interface Standing {
  readonly ref: Reference;
  readonly entry: Recorded<HandoverOffered>;
}

/** The offer that nobody has taken up or back; undefined if there is none. */
export function standingOffer(record: RunRecord): Standing | undefined {
  const entry = record.entries.findLast(isHandover);
  if (entry?.type !== 'handover.offered') return undefined;
  const file = record.segments.find(({ seg, role }) => seg === entry.seg && role === 'operator')?.file ?? '';
  const line = entry.seq + 1;
  const head = hashAt(join(record.folder, file), line);
  return head === undefined ? undefined : { ref: { seg: entry.seg, lines: line, head }, entry };
}

function hashAt(path: string, wanted: number): string | undefined {
  let line = 0;
  for (const bytes of readLines(path, maxLineBytes)) if (++line === wanted) return lineHash(bytes);
  return undefined;
}

type Me = Pick<WriterOptions, 'signer' | 'operator' | 'privateFolder'>;
/** Who looks; without a key, nobody whom a list of signers knows. */
export interface Looking {
  readonly key: string;
  readonly operator: string;
}
/** Lists from outside the tree. */
export type Lists = Pick<TrustWanted, 'signers' | 'revoked'> & { readonly roster?: string | undefined };

/** Who walked a run last, and whether that is who asks. */
export interface Turn {
  /** As the list of signers calls them, else as they call themselves. */
  readonly theirs: string;
  readonly mine: string;
  readonly same: boolean;
  /** Whether others need an offer. */
  readonly asks: boolean;
}

/**
 * Whether a run is the asker's own. What the list of signers says counts; where it does not know one of the two, what they call
 * themselves decides whether they are asked for an offer, and verification believes none of it.
 */
export async function turnOf(record: RunRecord, me: Looking, lists: Lists = {}): Promise<Turn> {
  const opens = record.entries.filter((entry): entry is Recorded<Open> => entry.type === 'open');
  // A machine that died before it could accept an offer has left a part in which nothing is done: the run is still whose it was.
  const done = new Set(record.entries.flatMap(({ type, seg }) => (idle.has(type) ? [] : [seg])));
  const last = opens.findLast(({ seg }) => done.has(seg)) ?? opens[0];
  const { signer = '', who = '', t = 0 } = last ?? {};
  const own = me.key;
  const trust = await findTrust(record.folder, { ...lists, keys: [own, signer].filter(key => key !== '') });
  const ns = 'log.v1@handrail';
  const theirs = principalOf(signer, trust, { ns, at: t });
  const mine = principalOf(own, trust, { ns, at: Date.now() });
  const claims = nameAsPrincipal(who) === nameAsPrincipal(me.operator);
  const known = theirs !== undefined && mine !== undefined;
  return {
    theirs: theirs ?? who,
    mine: mine ?? nameAsPrincipal(me.operator),
    same: own === signer || (known ? theirs === mine : claims),
    asks: opens.some(({ handover }) => handover === true),
  };
}

/** Whether a run is offered to whoever looks: to them alone, or to any operator who has not offered it themselves. */
export async function isOfferedTo(record: RunRecord, me: Looking): Promise<boolean> {
  const offer = standingOffer(record);
  if (offer === undefined) return false;
  const { same, mine } = await turnOf(record, me);
  return !same && (offer.entry.to === undefined || offer.entry.to === mine);
}

/**
 * What somebody has to say first who goes on with a run. Fails with `offered`, `not-offered`, `not-yours`, `not-listed`, `not-verified`
 * or `forked`.
 */
export async function takeTurn(
  record: RunRecord,
  wish: Wish,
  { me, lists = {} }: { readonly me: Me; readonly lists?: Lists },
): Promise<Beginning['firstly']> {
  const forked = refuseFork(record);
  if (forked !== undefined) throw forked;
  const standing = standingOffer(record);
  const turn = await turnOf(record, { key: me.signer.publicKey, operator: me.operator }, lists);
  const refused = refuseTurn({ ...turn, to: standing?.entry.to, offered: standing !== undefined }, wish);
  if (refused !== undefined) throw refused;
  if (standing === undefined) return undefined;
  const { ref } = standing;
  if (wish === 'withdraw') return { type: 'handover.withdrawn', ref, by: 'person' };
  restoreCopies(record.folder);
  await mustHold(record.folder, standing, { me, lists });
  return { type: 'handover.accepted', ref, by: 'person' };
}

/** A run that two went on with has two ends; whatever is written behind both of them verifies for nobody. */
function refuseFork({ segments, entries, folder }: RunRecord): AuditFailure | undefined {
  const parts = segments.filter(({ role }) => role === 'operator');
  const twice = parts.find(({ seg }, index) => parts.some((other, at) => at < index && other.seg === seg));
  if (twice === undefined) return undefined;
  const begun = entries.filter(entry => entry.type === 'open' && entry.seg === twice.seg);
  const who = [...new Set(begun.flatMap(entry => (entry.type === 'open' ? [entry.who] : [])))];
  const whom = who.length > 1 ? who.join(' and ') : `${who.join('')} on two machines`;
  const sentence = `This run was gone on with in two places, by ${whom}, so nobody can go on with it here. Begin a new run; what happened is said by: handrail verify ${folder}`;
  return new AuditFailure('forked', sentence);
}

interface Asked extends Turn {
  readonly offered: boolean;
  readonly to: string | undefined;
}

function refuseTurn(asked: Asked, wish: Wish): AuditFailure | undefined {
  if (wish === 'withdraw') return refuseWithdrawal(asked);
  return wish === 'accept' ? refuseAcceptance(asked) : refuseGoingOn(asked);
}

function refuseWithdrawal({ theirs, same, offered }: Asked): AuditFailure | undefined {
  if (!offered)
    return new AuditFailure(
      'not-offered',
      'This run is not offered to anybody, so there is nothing to take back.',
    );
  const sentence = `${theirs} offered this run. Only they can take the offer back.`;
  return same ? undefined : new AuditFailure('not-yours', sentence);
}

function refuseAcceptance({ theirs, mine, same, offered, to }: Asked): AuditFailure | undefined {
  if (!offered)
    return new AuditFailure(
      'not-offered',
      `${theirs} has not offered this run. Ask them for: handrail handover LOG --note TEXT`,
    );
  if (same)
    return new AuditFailure(
      'not-yours',
      'You offered this run yourself. Take the offer back with: handrail handover LOG --withdraw',
    );
  if (to === undefined || to === mine) return undefined;
  return new AuditFailure('not-yours', `This run is offered to ${to}, and your key signs as ${mine}.`);
}

function refuseGoingOn({ theirs, same, asks, offered, to }: Asked): AuditFailure | undefined {
  const whom = to === undefined ? '' : ` to ${to}`;
  if (offered) {
    const sentence = same
      ? `You offered this run${whom}. Go on after: handrail handover LOG --withdraw`
      : `${theirs} offers this run${whom}. Take it over with: handrail handover LOG --accept`;
    return new AuditFailure('offered', sentence);
  }
  if (same || !asks) return undefined;
  const sentence = `${theirs} walks this run and has not offered it. Ask them for: handrail handover LOG --note TEXT. Or begin a new run.`;
  return new AuditFailure('not-yours', sentence);
}

/** Nobody takes over what does not hold, up to its end. Outputs need not be here: git is not given them unless a team says so. */
async function mustHold(
  folder: string,
  { ref }: Standing,
  { me, lists }: { readonly me: Me; readonly lists: Lists },
): Promise<void> {
  const otherwise = 'Nothing was taken over';
  const { signers, revoked, roster } = lists;
  const { verdict, parts } = await inspectRun(folder, {
    ...(me.privateFolder === undefined ? {} : { privateFolder: me.privateFolder }),
    ...(signers === undefined ? {} : { signers }),
    ...(revoked === undefined ? {} : { revoked }),
    ...(roster === undefined ? {} : { roster }),
  });
  const wrong = verdict.findings.find(
    ({ code, weight, tier }) =>
      code !== 'OBJECT_MISSING' && tier !== 'COUNTERSIGNED' && weight !== 'note' && weight !== 'incomplete',
  );
  // Of a part that died in its first line nothing was ever said; whoever goes on describes it.
  const unsigned = verdict.findings.find(
    ({ code, line }) => code === 'UNSIGNED_TAIL' || (code === 'TORN_TAIL' && line !== 1),
  );
  const doubt = wrong ?? unsigned;
  if (doubt !== undefined)
    throw new AuditFailure(
      'not-verified',
      `${otherwise}. ${headlines[doubt === wrong ? exitOf(doubt.weight) : 2]} ${doubt.file ?? ''}: ${doubt.sentence}.`,
    );
  const part = parts.find(({ seg }) => seg === ref.seg);
  if (part?.signed.some(lines => lines >= ref.lines) !== true)
    throw new AuditFailure('not-verified', `${otherwise}. The offer is not signed.`);
  await mustBeBelieved(folder, {
    signer: me.signer,
    name: me.operator,
    namespace: 'log.v1@handrail',
    otherwise,
    trust: { signers, revoked },
  });
}

function exitOf(weight: string): 1 | 3 | 4 {
  if (weight === 'unsupported') return 4;
  return weight === 'trust' ? 3 : 1;
}

/** Objects of which git was given a copy, such as the runbook. */
function restoreCopies(folder: string): void {
  const copies = join(folder, 'plans');
  if (!fs.existsSync(copies)) return;
  for (const sha256 of fs.readdirSync(copies)) {
    const path = objectPath(folder, sha256);
    const bytes =
      /^[0-9a-f]{64}$/.test(sha256) && !fs.existsSync(path) ? planFile(folder, sha256) : undefined;
    if (bytes === undefined) continue;
    const aside = join(copies, `${sha256}.partial`);
    fs.writeFileSync(aside, bytes, { flush: true });
    placeObject(folder, aside, sha256);
  }
}
