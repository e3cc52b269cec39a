import { Reader, concat, fromBase64, sameBytes, string, toBase64 } from './wire.ts';

// OpenSSH public keys (RFC 4253 section 6.6, RFC 5656, RFC 8709; sk types: OpenSSH's PROTOCOL.u2f).

export type Curve = 'nistp256' | 'nistp384' | 'nistp521';

export type Material =
  | { readonly kind: 'ed25519'; readonly key: Uint8Array }
  | { readonly kind: 'ecdsa'; readonly curve: Curve; readonly point: Uint8Array }
  | { readonly kind: 'rsa'; readonly exponent: Uint8Array; readonly modulus: Uint8Array };

export interface PublicKey {
  readonly type: string;
  readonly blob: Uint8Array;
  readonly material: Material;
  /** Of keys in a security token: what the signature says it was made for, usually `ssh:`. */
  readonly application?: string;
}

/** Reads `type base64 [comment]`. */
export function parseKeyLine(line: string): PublicKey | undefined {
  const [type, encoded] = line.trim().split(/[ \t]+/);
  const blob = encoded === undefined ? undefined : fromBase64(encoded);
  const key = blob === undefined ? undefined : parseKeyBlob(blob);
  return key?.type === type ? key : undefined;
}

/** `type base64`, without a comment. */
export function keyLine(key: Pick<PublicKey, 'type' | 'blob'>): string {
  return `${key.type} ${toBase64(key.blob)}`;
}

export function ed25519Blob(key: Uint8Array): Uint8Array {
  return concat(string('ssh-ed25519'), string(key));
}

/** Certificates and types that are not known give `undefined`. */
export function parseKeyBlob(blob: Uint8Array): PublicKey | undefined {
  const reader = new Reader(blob);
  const type = reader.text();
  if (type === undefined) return undefined;
  const material = readMaterial(type, reader);
  if (material === undefined) return undefined;
  const application = type.startsWith('sk-') ? reader.text() : undefined;
  if (type.startsWith('sk-') && application === undefined) return undefined;
  if (!reader.done) return undefined;
  return application === undefined ? { type, blob, material } : { type, blob, material, application };
}

function readMaterial(type: string, reader: Reader): Material | undefined {
  switch (type) {
    case 'ssh-ed25519':
    case 'sk-ssh-ed25519@openssh.com': {
      const key = reader.string();
      return key?.length === 32 ? { kind: 'ed25519', key } : undefined;
    }
    case 'ecdsa-sha2-nistp256':
    case 'ecdsa-sha2-nistp384':
    case 'ecdsa-sha2-nistp521':
    case 'sk-ecdsa-sha2-nistp256@openssh.com':
      return readPoint(
        reader,
        type.includes('nistp384') ? 'nistp384' : type.includes('521') ? 'nistp521' : 'nistp256',
      );
    case 'ssh-rsa': {
      const exponent = reader.string();
      const modulus = reader.string();
      if (exponent === undefined || modulus === undefined) return undefined;
      return { kind: 'rsa', exponent: unsigned(exponent), modulus: unsigned(modulus) };
    }
    default:
      return undefined;
  }
}

/** Bytes of one coordinate. */
export const coordinateBytes: Readonly<Record<Curve, number>> = { nistp256: 32, nistp384: 48, nistp521: 66 };

function readPoint(reader: Reader, curve: Curve): Material | undefined {
  if (reader.text() !== curve) return undefined;
  const point = reader.string();
  const uncompressed = point?.length === 1 + 2 * coordinateBytes[curve] && point[0] === 4;
  return uncompressed ? { kind: 'ecdsa', curve, point } : undefined;
}

function unsigned(mpint: Uint8Array): Uint8Array {
  const first = mpint.findIndex(byte => byte !== 0);
  return first < 0 ? new Uint8Array() : mpint.subarray(first);
}

// The 14 encodings of points of small order on edwards25519, sign bit cleared, canonical or not (C2SP/CCTV ed25519, "low order").
// With such a key one signature verifies for every message, and neither ssh-keygen 9.2 nor Node 20 refuses it.
const smallOrderY: readonly Uint8Array[] = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
].map(hex => new Uint8Array(hex.match(/../g)?.map(byte => parseInt(byte, 16)) ?? []));

const minimalRsaBits = 3072;

export type Weakness = 'small-order' | 'short-rsa';

/** Why a key must neither be enrolled nor believed. */
export function weakness(key: PublicKey): Weakness | undefined {
  const { material } = key;
  if (material.kind === 'ed25519') {
    const y = material.key.slice();
    y[31] = (y[31] ?? 0) & 0x7f;
    return smallOrderY.some(low => sameBytes(low, y)) ? 'small-order' : undefined;
  }
  if (material.kind === 'ecdsa') return undefined;
  const bits = material.modulus.length * 8 - Math.clz32(material.modulus[0] ?? 0) + 24;
  return bits < minimalRsaBits ? 'short-rsa' : undefined;
}
