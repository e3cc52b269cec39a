import { Reader, concat, fromBase64, string, toBase64, uint32 } from './wire.ts';

// OpenSSH's signature format (its PROTOCOL.sshsig), written in one form and read in no other.

const magic = new TextEncoder().encode('SSHSIG');
const begin = '-----BEGIN SSH SIGNATURE-----';
const end = '-----END SSH SIGNATURE-----';
const column = 70;

export type SignatureHash = 'sha256' | 'sha512';

export interface SshSignature {
  /** The public key's blob. */
  readonly key: Uint8Array;
  readonly namespace: string;
  readonly hash: SignatureHash;
  /** `ssh-ed25519`, `rsa-sha2-512`… */
  readonly algorithm: string;
  readonly value: Uint8Array;
  /** Of keys in a security token: presence and verification of the user, and the token's counter. */
  readonly flags?: number;
  readonly counter?: number;
}

/** What the key really signs, given the digest of the message. */
export function signedBytes(
  signature: Pick<SshSignature, 'namespace' | 'hash'>,
  digest: Uint8Array,
): Uint8Array {
  return concat(magic, string(signature.namespace), string(''), string(signature.hash), string(digest));
}

/** The armored form, without an LF at its end. `value` is the key's own signature blob (RFC 4253 section 6.6). */
export function encodeSignature(
  signature: Pick<SshSignature, 'key' | 'namespace' | 'hash'>,
  value: Uint8Array,
): string {
  return armor(
    concat(
      magic,
      uint32(1),
      string(signature.key),
      string(signature.namespace),
      string(''),
      string(signature.hash),
      string(value),
    ),
  );
}

function armor(bytes: Uint8Array): string {
  const lines = toBase64(bytes).match(new RegExp(`.{1,${column}}`, 'g')) ?? [];
  return [begin, ...lines, end].join('\n');
}

/** `undefined` unless the text is exactly what `encodeSignature` would have made, with an empty `reserved` and nothing behind. */
export function parseSignature(text: string): SshSignature | undefined {
  const lines = text.split('\n');
  const bytes = fromBase64(lines.slice(1, -1).join(''));
  if (bytes === undefined || armor(bytes) !== text) return undefined;
  const reader = new Reader(bytes);
  const head = reader.take(magic.length);
  if (head === undefined || !head.every((byte, index) => byte === magic[index]) || reader.uint32() !== 1)
    return undefined;
  const key = reader.string();
  const namespace = reader.text();
  const reserved = reader.string();
  const hash = reader.text();
  const blob = reader.string();
  if (key === undefined || !namespace || reserved?.length !== 0 || blob === undefined || !reader.done)
    return undefined;
  if (hash !== 'sha256' && hash !== 'sha512') return undefined;
  const inner = readValue(blob);
  return inner === undefined ? undefined : { key, namespace, hash, ...inner };
}

function readValue(
  blob: Uint8Array,
): Pick<SshSignature, 'algorithm' | 'value' | 'flags' | 'counter'> | undefined {
  const reader = new Reader(blob);
  const algorithm = reader.text();
  const value = reader.string();
  if (algorithm === undefined || value === undefined) return undefined;
  if (!algorithm.startsWith('sk-')) return reader.done ? { algorithm, value } : undefined;
  const flags = reader.byte();
  const counter = reader.uint32();
  if (flags === undefined || counter === undefined || !reader.done) return undefined;
  return { algorithm, value, flags, counter };
}
