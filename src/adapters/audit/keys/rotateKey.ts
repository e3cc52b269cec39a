import * as fs from 'node:fs';
import { join } from 'node:path';
import { writeSignersLine } from '../../../core/audit/ssh/signersLine.ts';
import { keyFileSigner, ownKeyPath, replaceKeyFile } from './ownKey.ts';
import { privateConfig } from '../stateFolders.ts';

/** What a list of signers needs after a rotation. */
export interface Rotation {
  readonly place: string;
  /** The old key's line, which ends where the new one begins: with it what was signed before still verifies. */
  readonly oldLine: string;
  readonly newLine: string;
}

/** Why a key was not replaced: a sentence, and the same for whoever says it in another language. */
export interface NotRotated {
  /** `no-name`: a list of signers cannot hold the name of the person. */
  readonly code: 'no-key' | 'no-name';
  readonly sentence: string;
  /** The key's file, or that name. */
  readonly about: string;
}

/** Lines of the keys of our own that were replaced, oldest first. */
export function retiredLines(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    return fs
      .readFileSync(retiredPath(environment), 'utf8')
      .split('\n')
      .filter(line => line !== '');
  } catch {
    return [];
  }
}

const retiredPath = (environment: NodeJS.ProcessEnv): string =>
  join(privateConfig(environment), 'retired_signers');

/**
 * Replaces the key of our own. The old private key is gone afterwards, so that nobody can sign with it any more; its public line
 * is kept, since logs that it signed need it. Nothing is changed where there is none to replace, or no line can be written for it.
 */
export function rotateOwnKey(
  environment: NodeJS.ProcessEnv,
  { principal, now }: { readonly principal: string; readonly now: number },
): Rotation | NotRotated {
  const place = ownKeyPath(environment);
  const old = keyFileSigner(place);
  if (old === undefined)
    return {
      code: 'no-key',
      sentence: `Handrail has no key of its own here to replace (${place})`,
      about: place,
    };
  // Lists of signers count in seconds: what the old key signed in this one must still verify.
  const since = Math.floor(now / 1000) * 1000;
  const until = since + 1000;
  const before = writeSignersLine({ principal, publicKey: old.publicKey, validBefore: until });
  if (before.problem !== undefined) return { code: 'no-name', sentence: before.problem, about: principal };
  // Kept first: a crash in between leaves a line too many, never a log whose key nobody knows.
  fs.appendFileSync(retiredPath(environment), `${before.line}\n`, { mode: 0o600, flush: true });
  replaceKeyFile(place);
  const publicKey = keyFileSigner(place)?.publicKey ?? '';
  const after = writeSignersLine({ principal, publicKey, validAfter: since });
  if (after.problem !== undefined) throw new Error(after.problem);
  return { place, oldLine: before.line, newLine: after.line };
}
