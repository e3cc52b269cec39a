import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findSigner } from '../../../core/audit/ssh/signers.ts';
import { operatorNamespaces } from '../../../core/audit/ssh/signersLine.ts';
import { parseKeyLine } from '../../../core/audit/ssh/sshkey.ts';
import type { TrustSource } from '../../../core/audit/trusted.ts';
import { lookForSigner, type KeySource, type SignerNote, type SignerOptions } from './chooseSigner.ts';
import { treeSigners } from './firstUse.ts';
import { keyFileSigner, ownKeyPath } from './ownKey.ts';
import type { Signer } from './signer.ts';
import { treeTrust } from './trust.ts';

/** Which key would sign a run that began now, and why. */
export interface SigningKey {
  /** Absent if Handrail would make one of its own, at `place`. */
  readonly publicKey?: string;
  /** `SHA256:…`, as `ssh-keygen -l` shows it. */
  readonly fingerprint?: string;
  readonly source: KeySource;
  readonly keyStore: Signer['keyStore'];
  readonly place: string;
  readonly looked: readonly LookedAt[];
  /** What the list of signers that verification would use says of the key. */
  readonly listed: Listed;
}

/** One of the places where a key is looked for. */
export interface LookedAt {
  readonly source: KeySource;
  readonly state: 'used' | 'passed-over' | 'none' | 'not-reached';
  readonly notes: readonly SignerNote[];
}

export interface Listed {
  readonly source: TrustSource;
  readonly place: string;
  readonly principal?: string;
  /** Why the key is not believed, where there is a list. */
  readonly problem?: 'unknown' | 'expired' | 'namespace' | 'ambiguous' | 'pattern' | 'revoked';
}

const order: readonly KeySource[] = ['git', 'agent', 'home', 'own'];

/** Signers files of a tree in which a key of the agent may stand. */
export function treeSignersFiles(stateFolder: string): readonly string[] {
  return [join(stateFolder, treeSigners)];
}

/** Says which key would sign; makes none. */
export async function signingKey(
  options: SignerOptions & { readonly stateFolder: string },
): Promise<SigningKey> {
  const looked = await lookForSigner({ signersFiles: treeSignersFiles(options.stateFolder), ...options });
  const found = looked.find(one => one.signer !== undefined);
  const place = ownKeyPath(options.environment);
  const signer = found?.signer ?? keyFileSigner(place);
  const source = found?.source ?? 'own';
  const listed = await listedAs(options.stateFolder, signer?.publicKey);
  const base = {
    source,
    keyStore: signer?.keyStore ?? 'file',
    place: signer?.place ?? place,
    listed,
    looked: order.map(one => {
      const notes = looked.find(at => at.source === one)?.notes ?? [];
      const reached = looked.some(at => at.source === one) || one === source;
      const unused = notes.length > 0 ? 'passed-over' : 'none';
      return { source: one, state: stateOf(one === source, reached, unused), notes };
    }),
  } as const;
  if (signer === undefined) return base;
  return { publicKey: signer.publicKey, fingerprint: fingerprint(signer.publicKey), ...base };
}

function stateOf(used: boolean, reached: boolean, unused: 'passed-over' | 'none'): LookedAt['state'] {
  if (used) return 'used';
  return reached ? unused : 'not-reached';
}

/** `SHA256:` and the digest of a key's blob, as OpenSSH writes it. */
export function fingerprint(publicKey: string): string {
  const blob = parseKeyLine(publicKey)?.blob ?? new Uint8Array();
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

async function listedAs(stateFolder: string, publicKey: string | undefined): Promise<Listed> {
  if (!existsSync(stateFolder)) return { source: 'none', place: '' };
  const { source, place, signers, revoked } = await treeTrust(stateFolder, {
    keys: publicKey === undefined ? [] : [publicKey],
  });
  const key = publicKey === undefined ? undefined : parseKeyLine(publicKey);
  if (key === undefined || publicKey === undefined) return { source, place };
  if (revoked.includes(publicKey)) return { source, place, problem: 'revoked' };
  if (signers === undefined) return { source, place };
  const uses = operatorNamespaces.map(namespace => findSigner(signers, key, { namespace, at: Date.now() }));
  const wrong = uses.find(({ problem }) => problem !== undefined)?.problem;
  if (wrong !== undefined) return { source, place, problem: wrong };
  const principal = uses[0]?.principal;
  return principal === undefined ? { source, place } : { source, place, principal };
}
