import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { keyLine } from '../../../../src/core/audit/ssh/sshkey.ts';
import { encodeSignature, signedBytes } from '../../../../src/core/audit/ssh/sshsig.ts';
import { concat, string, uint32 } from '../../../../src/core/audit/ssh/wire.ts';
import type { Signer } from '../../../../src/adapters/audit/keys/signer.ts';

// A security token in software, for what a real one would sign (OpenSSH's PROTOCOL.u2f). What stands behind the key's own bytes in a
// signature, that the user was there and how often the token signed, is under the signature too.

const application = 'ssh:';
/** The user touched it. */
const present = 0x01;

interface Kind {
  readonly type: string;
  readonly generate: () => { readonly privateKey: KeyObject; readonly publicKey: KeyObject };
  /** The public key between type and application. */
  readonly point: (key: KeyObject) => Uint8Array;
  readonly sign: (message: Uint8Array, key: KeyObject) => Uint8Array;
}

const raw = (key: KeyObject, ...names: readonly ('x' | 'y')[]): Uint8Array => {
  const jwk = key.export({ format: 'jwk' });
  return concat(...names.map(name => Buffer.from(jwk[name] ?? '', 'base64url')));
};

const kinds: Readonly<Record<'ed25519' | 'ecdsa', Kind>> = {
  ed25519: {
    type: 'sk-ssh-ed25519@openssh.com',
    generate: () => generateKeyPairSync('ed25519'),
    point: key => string(raw(key, 'x')),
    sign: (message, key) => sign(null, message, key),
  },
  ecdsa: {
    type: 'sk-ecdsa-sha2-nistp256@openssh.com',
    generate: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    point: key => concat(string('nistp256'), string(concat(new Uint8Array([4]), raw(key, 'x', 'y')))),
    sign: (message, key) => {
      const both = sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' });
      return concat(string(mpint(both.subarray(0, 32))), string(mpint(both.subarray(32))));
    },
  },
};

/** A number as SSH writes it. */
function mpint(bytes: Uint8Array): Uint8Array {
  const magnitude = bytes.subarray(bytes.findIndex(byte => byte !== 0));
  return (magnitude[0] ?? 0) >= 0x80 ? concat(new Uint8Array(1), magnitude) : magnitude;
}

/** A signer whose key is in a token; `flags` is what the token says of its user. */
export function token(kind: keyof typeof kinds, flags = present): Signer {
  const { type, generate, point, sign: signWith } = kinds[kind];
  const { privateKey, publicKey } = generate();
  const blob = concat(string(type), point(publicKey), string(application));
  let counter = 0;
  return {
    publicKey: keyLine({ type, blob }),
    keyStore: 'sk',
    place: 'a token',
    sign: (message, namespace) => {
      counter += 1;
      const digest = createHash('sha512').update(message).digest();
      const asked = sha256(signedBytes({ namespace, hash: 'sha512' }, digest));
      const said = concat(new Uint8Array([flags]), uint32(counter));
      const value = signWith(concat(sha256(Buffer.from(application)), said, asked), privateKey);
      const signature = concat(string(type), string(value), said);
      return Promise.resolve(encodeSignature({ key: blob, namespace, hash: 'sha512' }, signature));
    },
  };
}

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
