import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { ed25519Blob, keyLine } from '../../../core/audit/ssh/sshkey.ts';
import { encodeSignature, signedBytes } from '../../../core/audit/ssh/sshsig.ts';
import { string, concat } from '../../../core/audit/ssh/wire.ts';

/** An Ed25519 private key in memory that makes SSH signatures at once. */
export class MemoryKey {
  readonly publicKey: string;
  readonly #blob: Uint8Array;
  readonly #key: KeyObject;

  constructor(key: KeyObject, raw: Uint8Array) {
    this.#key = key;
    this.#blob = ed25519Blob(raw);
    this.publicKey = keyLine({ type: 'ssh-ed25519', blob: this.#blob });
  }

  sign(message: Uint8Array, namespace: string): string {
    const digest = createHash('sha512').update(message).digest();
    const signature = sign(null, signedBytes({ namespace, hash: 'sha512' }, digest), this.#key);
    const value = concat(string('ssh-ed25519'), string(signature));
    return encodeSignature({ key: this.#blob, namespace, hash: 'sha512' }, value);
  }
}

/** A new key for one session; it is never written anywhere. */
export function newSessionKey(): MemoryKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return new MemoryKey(privateKey, Buffer.from(x, 'base64url'));
}
