import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findSigner, type Trusted } from '../../../core/audit/ssh/signers.ts';
import { principalOf } from '../../../core/audit/ssh/signersLine.ts';
import { keyLine, parseKeyLine } from '../../../core/audit/ssh/sshkey.ts';
import { AuditFailure } from '../failure.ts';
import { trustOnFirstUse } from '../keys/firstUse.ts';
import { stateFolderOf } from '../stateFolders.ts';
import { treeRoster } from '../roster/rosterFile.ts';
import type { Signer } from '../keys/signer.ts';
import { findTrust, type TrustWanted } from '../keys/trust.ts';

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
  const known = signers?.allowed.find(one => keyLine(one.key) === signer.publicKey)?.principals;
  const withdrawn = revoked.includes(signer.publicKey);
  if (withdrawn || (found?.problem !== undefined && !learns)) {
    const right = rights[namespace];
    const mayNot = found?.problem === 'namespace' && !withdrawn && right !== undefined;
    const wrong = mayNot
      ? `your key is ${known ?? 'somebody'}'s, who may not ${right.may} by the list of signers (${place})`
      : `your key ${signer.place} is ${withdrawn ? 'withdrawn' : problems[found?.problem ?? 'unknown']} (${place})`;
    const next = withdrawn
      ? 'Sign with another one: handrail keys.'
      : nextSteps[closed ? 'roster' : 'list'](
          mayNot ? { who: known ?? 'NAME', ...right, namespace } : undefined,
        );
    throw new AuditFailure('not-listed', `${otherwise}: ${wrong}. ${next}`);
  }
  const principal = found?.principal ?? known ?? principalOf(name);
  if (source === 'first-use' || source === 'none' || source === 'given')
    trustOnFirstUse(state, { principal, publicKey: signer.publicKey, namespace });
  return principal;
}

/** What a signature lets a person do, and the role that has it. */
const rights: Readonly<Record<string, { readonly may: string; readonly role: string } | undefined>> = {
  'log.v1@handrail': { may: 'walk runs', role: 'operator' },
  'approve.v1@handrail': { may: 'review them', role: 'reviewer' },
};

const problems: Readonly<Record<NonNullable<Trusted['problem']>, string>> = {
  unknown: 'not in the list of signers',
  namespace: 'in the list of signers, and not for this',
  expired: 'in the list of signers, and not for today',
  ambiguous: "several people's in the list of signers, so nobody can say who signs",
  pattern: "everybody's whom a pattern fits in the list of signers, so nobody can say who signs",
};

/** What is missing of somebody who is on the list. */
interface Missing {
  readonly who: string;
  readonly role: string;
  readonly namespace: string;
}

/** Who can let a key count, and how. */
const nextSteps = {
  roster: (missing: Missing | undefined): string =>
    missing === undefined
      ? 'Ask an admin of the team to add it: handrail roster add NAME KEY --role ROLE.'
      : `Ask an admin of the team to give them the role ${missing.role}: handrail roster role ${missing.who} ROLE,….`,
  list: (missing: Missing | undefined): string =>
    missing === undefined
      ? 'Whoever keeps that list adds the line that this prints: handrail keys export.'
      : `Whoever keeps that list adds ${missing.namespace} to the namespaces of ${missing.who}.`,
} as const;
