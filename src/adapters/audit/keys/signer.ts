import type { Open } from '../../../core/audit/entry.ts';

/** Somebody who can make SSH signatures with one key. */
export interface Signer {
  /** `type base64`, as it stands in the log. */
  readonly publicKey: string;
  readonly keyStore: Open['keyStore'];
  /** For people: where the key is. */
  readonly place: string;
  /** Whether signing asks somebody, for a passphrase or a touch; such a key is only asked where a log is opened and closed. */
  readonly asks?: boolean;
  /**
   * Where a view asks, and the answer may come late, while the run goes on: after a passphrase another line can be signed without
   * asking anew; a touch is for one line only.
   */
  readonly askedIn?: 'passphrase' | 'touch';
  /** Takes back what is being asked; it is then not signed. */
  withdraw?(): void;
  /** An armored SSHSIG over the bytes, without an LF at its end. Rejects where the key cannot sign. */
  sign(message: Uint8Array, namespace: string): Promise<string>;
}

/** A key that does not answer in this time leaves the tail unsigned; nothing waits longer. */
const signMs = 30_000;
/** What a key may take between two statements. */
export const briefMs = 1_000;

/** What comes of signing, or `undefined` if the key refused or was too late. */
export async function signInTime<T>(signature: Promise<T>, ms = signMs): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>(resolve => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([signature, late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
