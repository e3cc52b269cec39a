import { approveNamespace } from '../../core/audit/countersign.ts';
import type { FailureCode } from '../../core/audit/failure.ts';
import { findSigner } from '../../core/audit/ssh/signers.ts';
import { principalOf } from '../../core/audit/ssh/signersLine.ts';
import { keyLine, parseKeyLine } from '../../core/audit/ssh/sshkey.ts';
import type { Verdict } from '../../core/audit/verdict.ts';
import { countersign, type ReviewWish } from '../audit/review/countersign.ts';
import { AuditFailure } from '../audit/failure.ts';
import type { KeyAsker } from '../audit/keys/keyAsker.ts';
import { stateFolderOf } from '../audit/stateFolders.ts';
import { signingKey } from '../audit/keys/signingKey.ts';
import { findTrust } from '../audit/keys/trust.ts';
import { writerBehind, type Writing } from '../audit/review/writerBehind.ts';
import { operatorName } from '../operator.ts';

/** Who would sign a review here. */
export interface Reviewer {
  /** As the list of signers calls the key's owner, else as git does. */
  readonly who: string;
  /** Whether they walked the run, which they cannot review then. */
  readonly own: boolean;
}

/** A key that asks is one that would sign; by looking nobody is asked. */
const nobody: KeyAsker = { ask: () => Promise.resolve(undefined) };

/** Looks who would sign; makes no key and writes nothing. */
export async function reviewerOf(
  folder: string,
  { signers }: Pick<Verdict, 'signers'>,
  environment: NodeJS.ProcessEnv,
): Promise<Reviewer> {
  const stateFolder = stateFolderOf(folder);
  const [{ publicKey }, name] = await Promise.all([
    signingKey({ environment, folder, stateFolder, asker: nobody }),
    operatorName(folder, environment),
  ]);
  const key = publicKey === undefined ? undefined : parseKeyLine(publicKey);
  const trust = await findTrust(folder, { keys: publicKey === undefined ? [] : [publicKey] });
  const listed = trust.signers?.allowed.find(one => key !== undefined && keyLine(one.key) === keyLine(key));
  const found =
    key === undefined || trust.signers === undefined
      ? undefined
      : findSigner(trust.signers, key, { namespace: approveNamespace, at: Date.now() });
  const who = found?.principal ?? listed?.principals ?? principalOf(name);
  const own = signers.some(
    ({ roles, key: used, principal }) =>
      roles.includes('operator') && (used === publicKey || (principal !== undefined && principal === who)),
  );
  return { who, own };
}

/** What became of a review that somebody asked to sign. */
export type Signing = { readonly state: 'signed' } | { readonly state: FailureCode };

/** Verifies the run anew and signs; what keeps that from being done is an answer. */
export async function signReview(folder: string, wish: ReviewWish, writing: Writing): Promise<Signing> {
  try {
    await countersign(folder, wish, await writerBehind(folder, writing));
    return { state: 'signed' };
  } catch (error) {
    if (error instanceof AuditFailure) return { state: error.code };
    throw error;
  }
}
