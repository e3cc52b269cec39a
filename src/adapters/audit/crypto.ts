import { createHash, createPublicKey, hash, verify, type KeyObject } from 'node:crypto';
import type { Checks } from '../../core/audit/opening.ts';
import { coordinateBytes, type Curve, type PublicKey } from '../../core/audit/ssh/sshkey.ts';
import { signedBytes, type SshSignature } from '../../core/audit/ssh/sshsig.ts';
import { Reader, concat, sameBytes, uint32 } from '../../core/audit/ssh/wire.ts';

/** Verification with node:crypto. Keys are parsed once: that doubles the speed. */
export function nodeChecks(): Checks {
  const keys = new WeakMap<PublicKey, KeyObject>();
  return {
    hash: line => hash('sha256', line, 'hex'),
    verify: (signature, key, message) => {
      if (!sameBytes(signature.key, key.blob)) return false;
      const digest = createHash(signature.hash).update(message).digest();
      const signed = keyedBytes(key, signature, signedBytes(signature, digest));
      return verifyRaw({ key, keys }, signature, signed);
    },
  };
}

interface KnownKey {
  readonly key: PublicKey;
  /** Keys that were parsed before. */
  readonly keys: WeakMap<PublicKey, KeyObject>;
}

/** Whether a key signed exactly these bytes; false for every signature that is not in form. */
export function verifyRaw(
  { key, keys }: KnownKey,
  signature: Pick<SshSignature, 'algorithm' | 'value'>,
  signed: Uint8Array,
): boolean {
  try {
    const cached = keys.get(key) ?? createPublicKey({ key: jwk(key), format: 'jwk' });
    keys.set(key, cached);
    return verifyWith(cached, key, { signature, signed });
  } catch {
    // A point that is not on its curve, or a value of the wrong length.
    return false;
  }
}

interface Claim {
  readonly signature: Pick<SshSignature, 'algorithm' | 'value'>;
  readonly signed: Uint8Array;
}

function verifyWith(object: KeyObject, key: PublicKey, { signature, signed }: Claim): boolean {
  const { algorithm, value } = signature;
  switch (key.material.kind) {
    case 'ed25519':
      return algorithm === key.type && verify(null, signed, object, value);
    case 'ecdsa': {
      const { curve } = key.material;
      const raw = rawSignature(value, coordinateBytes[curve]);
      if (algorithm !== key.type || raw === undefined) return false;
      return verify(curveHash[curve], signed, { key: object, dsaEncoding: 'ieee-p1363' }, raw);
    }
    case 'rsa':
      if (algorithm !== 'rsa-sha2-512' && algorithm !== 'rsa-sha2-256') return false;
      return verify(algorithm.endsWith('512') ? 'sha512' : 'sha256', signed, object, value);
  }
}

/** A security token signs what it was asked for, that the user was there, and its counter (OpenSSH's PROTOCOL.u2f). */
function keyedBytes(key: PublicKey, signature: SshSignature, message: Uint8Array): Uint8Array {
  if (key.application === undefined) return message;
  const { flags = 0, counter = 0 } = signature;
  return concat(
    sha256(Buffer.from(key.application)),
    new Uint8Array([flags]),
    uint32(counter),
    sha256(message),
  );
}

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

const curveHash: Readonly<Record<Curve, string>> = {
  nistp256: 'sha256',
  nistp384: 'sha384',
  nistp521: 'sha512',
};
const curveName: Readonly<Record<Curve, string>> = {
  nistp256: 'P-256',
  nistp384: 'P-384',
  nistp521: 'P-521',
};

/** Two mpints (RFC 5656 section 3.1.2) as two numbers of fixed length; `undefined` unless they are in their shortest form. */
function rawSignature(value: Uint8Array, length: number): Uint8Array | undefined {
  const reader = new Reader(value);
  const numbers = [reader.string(), reader.string()].map(mpint => {
    if (mpint === undefined) return undefined;
    const magnitude = mpint[0] === 0 ? mpint.subarray(1) : mpint;
    const shortest = magnitude.length > 0 && sameBytes(mpint, toMpint(magnitude));
    if (!shortest || magnitude.length > length) return undefined;
    return concat(new Uint8Array(length - magnitude.length), magnitude);
  });
  const [r, s] = numbers;
  return r === undefined || s === undefined || !reader.done ? undefined : concat(r, s);
}

function toMpint(magnitude: Uint8Array): Uint8Array {
  if (magnitude[0] === 0) return new Uint8Array();
  return (magnitude[0] ?? 0) >= 0x80 ? concat(new Uint8Array(1), magnitude) : magnitude;
}

function jwk(key: PublicKey): Record<string, string> {
  const url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
  const { material } = key;
  switch (material.kind) {
    case 'ed25519':
      return { kty: 'OKP', crv: 'Ed25519', x: url(material.key) };
    case 'ecdsa': {
      const length = coordinateBytes[material.curve];
      const [x, y] = [material.point.subarray(1, 1 + length), material.point.subarray(1 + length)];
      return { kty: 'EC', crv: curveName[material.curve], x: url(x), y: url(y) };
    }
    case 'rsa':
      return { kty: 'RSA', n: url(material.modulus), e: url(material.exponent) };
  }
}
