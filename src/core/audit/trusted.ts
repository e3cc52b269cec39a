import type { Finding } from './finding.ts';
import { finding, type SegmentInput } from './history.ts';
import { findSigner, type Signers } from './ssh/signers.ts';
import { witnesses } from './stolenKeys.ts';
import { parseKeyLine } from './ssh/sshkey.ts';

/** Where the list of trusted keys came from, strongest first. */
export type TrustSource = 'given' | 'setting' | 'base-branch' | 'first-use' | 'none';

export interface Trust {
  readonly source: TrustSource;
  /** A path or a git object, for people. */
  readonly place: string;
  readonly signers: Signers | undefined;
  /** Key lines that were withdrawn. */
  readonly revoked: readonly string[];
  /** Keys that may be in other hands, by the roster, and since when. */
  readonly stolen?: ReadonlyMap<string, number>;
  /** A list of withdrawn keys that could not be read whole, so that any key may stand in it. */
  readonly unreadable?: string;
}

export interface Signed {
  /** As the log claims. */
  readonly who: string;
  /** As the list of keys says; absent if the key is not trusted. */
  readonly principal?: string;
  readonly key: string;
  /** Of the parts it signed: operator, custodian, reviewer. */
  readonly roles: readonly string[];
}

/** Who signed, by key, and what the list of keys does not allow. */
export function checkTrust(
  segments: readonly SegmentInput[],
  trust: Trust,
): { readonly findings: readonly Finding[]; readonly signers: readonly Signed[] } {
  const findings: Finding[] = [];
  const signers = new Map<string, Signed>();
  const witnessed = witnesses(segments, trust);
  if (trust.signers === undefined) findings.push(noSigners(trust));
  if (trust.unreadable !== undefined) {
    const sentence = `the list of withdrawn keys could not be read: ${trust.unreadable}`;
    findings.push({ code: 'REVOKED_KEY', tier: 'SIGNED', weight: 'trust', sentence });
  }
  for (const { report } of segments) {
    const { open } = report.facts;
    const key = open === undefined ? undefined : parseKeyLine(open.signer);
    if (open === undefined || key === undefined) continue;
    let principal: string | undefined;
    for (const { ns, at, lines } of report.userSignatures) {
      const found =
        trust.signers === undefined ? undefined : findSigner(trust.signers, key, { namespace: ns, at });
      principal ??= found?.principal;
      const stolen = witnessed(report, lines) ? undefined : 'stolen';
      const problem = trust.revoked.includes(open.signer) ? 'revoked' : (found?.problem ?? stolen);
      if (problem === undefined) continue;
      const [code, sentence] = sentences[problem];
      findings.push({ ...finding(code, report, { line: lines, sentence }), tier: 'SIGNED', weight: 'trust' });
    }
    const { who, signer } = open;
    // A later part that is not signed yet takes nothing from what an earlier one showed of the same key.
    principal ??= signers.get(signer)?.principal;
    const roles = [...new Set([...(signers.get(signer)?.roles ?? []), open.role])];
    signers.set(signer, { who, ...(principal === undefined ? {} : { principal }), key: signer, roles });
  }
  return { findings, signers: [...signers.values()] };
}

function noSigners(trust: Trust): Finding {
  const sentence =
    trust.source === 'none'
      ? 'nothing says whose key this is: no list of signers was given or found'
      : `the list of signers could not be read: ${trust.place}`;
  return { code: 'NO_SIGNERS', tier: 'SIGNED', weight: 'trust', sentence };
}

const sentences = {
  unknown: ['UNTRUSTED_KEY', 'it is signed by a key that the list of signers does not name'],
  namespace: ['UNTRUSTED_KEY', 'it is signed by a key that the list of signers does not allow for this'],
  expired: ['EXPIRED_KEY', 'it is signed by a key that was not valid at that time'],
  ambiguous: [
    'AMBIGUOUS_KEY',
    'it is signed by a key that the list of signers gives to more than one person',
  ],
  pattern: [
    'AMBIGUOUS_KEY',
    'it is signed by a key that the list of signers gives to everybody whom a pattern fits',
  ],
  revoked: ['REVOKED_KEY', 'it is signed by a key that was revoked'],
  stolen: [
    'COMPROMISED_KEY',
    'it is signed by a key that was stolen, and nobody else had signed over it before that',
  ],
} as const;
