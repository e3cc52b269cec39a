import type { SegmentReport } from './segment.ts';
import { findSigner } from './ssh/signers.ts';
import { parseKeyLine } from './ssh/sshkey.ts';
import type { Trust } from './trusted.ts';

/** Who wrote a segment: told apart by keys and by whom the list gives them to, never by what they call themselves. */
export interface Person {
  readonly key: string;
  /** As the list of keys says; absent if it does not allow the key. */
  readonly principal: string | undefined;
  /** As the segment claims. */
  readonly who: string;
}

/** Two keys of one person are one person. */
export function isSamePerson(a: Person, b: Person): boolean {
  return a.key === b.key || (a.principal !== undefined && a.principal === b.principal);
}

interface Signing {
  readonly ns: string;
  readonly at: number;
}

/** Who wrote a segment. */
export function personOf(report: SegmentReport, trust: Trust, signing: Signing): Person {
  const { signer = '', who = '' } = report.facts.open ?? {};
  return { key: signer, who, principal: principalOf(signer, trust, signing) };
}

/** Whose key it is; undefined if the list does not allow it, or where it was withdrawn. */
export function principalOf(signer: string, trust: Trust, { ns, at }: Signing): string | undefined {
  const key = parseKeyLine(signer);
  if (key === undefined || trust.signers === undefined || trust.revoked.includes(signer)) return undefined;
  if (trust.unreadable !== undefined) return undefined;
  return findSigner(trust.signers, key, { namespace: ns, at }).principal;
}
