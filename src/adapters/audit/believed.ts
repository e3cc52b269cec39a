import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findSigner } from '../../core/audit/signers.ts';
import { principalOf } from '../../core/audit/signersLine.ts';
import { keyLine, parseKeyLine } from '../../core/audit/sshkey.ts';
import { AuditFailure } from './failure.ts';
import { trustOnFirstUse } from './firstUse.ts';
import { stateFolderOf } from './layout.ts';
import { treeRoster } from './rosterFile.ts';
import type { Signer } from './signer.ts';
import { findTrust, type TrustWanted } from './trust.ts';

/** What is to be signed beside the run's own log, and by whom. */
export interface Believing {
  readonly signer: Signer;
  /** What whoever signs is called. */
  readonly name: string;
  readonly namespace: string;
  /** "Nothing was deleted" */
  readonly otherwise: string;
  /** Lists from outside of the tree, where some were given. */
  readonly trust?: Pick<TrustWanted, 'signers' | 'revoked'>;
}

/**
 * Whose key it is where this log is verified. What verification would not believe is not written at all: it could not be taken
 * back, and would cost the log its verdict. The tree's own list learns a key when it signs here; others do not.
 */
export async function mustBeBelieved(folder: string, asked: Believing): Promise<string> {
  const { signer, name, namespace, otherwise, trust } = asked;
  const state = stateFolderOf(folder);
  const { signers, revoked, source, place } = await findTrust(folder, {
    ...trust,
    keys: [signer.publicKey],
  });
  const key = parseKeyLine(signer.publicKey);
  const found =
    signers === undefined || key === undefined
      ? undefined
      : findSigner(signers, key, { namespace, at: Date.now() });
  // A team that says who belongs to it takes in nobody by use.
  const closed = existsSync(join(state, treeRoster));
  const learns =
    source === 'first-use' && !closed && (found?.problem === 'unknown' || found?.problem === 'namespace');
  if (revoked.includes(signer.publicKey) || (found?.problem !== undefined && !learns)) {
    const why = found?.problem === 'namespace' ? ` sign as ${namespace}` : '';
    const next = revoked.includes(signer.publicKey) ? withdrawn : addedBy[closed ? 'roster' : 'list'];
    const sentence = `${otherwise}: the list of signers (${place}) does not allow the key ${signer.place}${why}. ${next}`;
    throw new AuditFailure('not-signed', sentence);
  }
  const known = signers?.allowed.find(one => keyLine(one.key) === signer.publicKey)?.principals;
  const principal = found?.principal ?? known ?? principalOf(name);
  if (source === 'first-use' || source === 'none' || source === 'given')
    trustOnFirstUse(state, { principal, publicKey: signer.publicKey, namespace });
  return principal;
}

const withdrawn = 'It was withdrawn: sign with another one.';

/** Who can let a key count that is not on the list. */
const addedBy = {
  roster: 'Ask an admin of the team to add it: handrail roster add.',
  list: 'Whoever keeps that list adds the line that this prints: handrail keys export.',
} as const;
