import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { ed25519Blob } from '../../../core/audit/ssh/sshkey.ts';
import { Reader, concat, string, toBase64, uint32, fromBase64 } from '../../../core/audit/ssh/wire.ts';
import { privateConfig } from '../stateFolders.ts';
import { systemCode } from '../failure.ts';
import { MemoryKey } from './sessionKey.ts';
import type { Signer } from './signer.ts';
import { makePrivateFolder } from '../../privateFolder.ts';

// OpenSSH's private key file (its PROTOCOL.key), unencrypted Ed25519 only: what we write for a key of our own, so that ssh-keygen
// can use it too. Every other private key is left to ssh-keygen or an agent.

const magic = new TextEncoder().encode('openssh-key-v1\0');
const begin = '-----BEGIN OPENSSH PRIVATE KEY-----\n';
const end = '-----END OPENSSH PRIVATE KEY-----\n';

interface RawKey {
  readonly secret: Uint8Array;
  readonly open: Uint8Array;
}

/** The key of this user on this machine, made on first use. `made` is true if it did not exist. */
export function ownKey(environment: NodeJS.ProcessEnv): { readonly signer: Signer; readonly made: boolean } {
  const path = ownKeyPath(environment);
  const made = !fs.existsSync(path) && createKeyFile(path);
  const signer = keyFileSigner(path);
  if (signer === undefined) throw new Error(`Not an unencrypted Ed25519 key: ${path}`);
  return { signer, made };
}

/** Where the key of this user on this machine is, or would be. */
export function ownKeyPath(environment: NodeJS.ProcessEnv): string {
  return join(privateConfig(environment), 'id_ed25519');
}

/** A signer over an unencrypted Ed25519 key file; `undefined` for every other file. */
export function keyFileSigner(path: string): Signer | undefined {
  const raw = parseKeyFile(readText(path) ?? '');
  if (raw === undefined) return undefined;
  const key = new MemoryKey(privateKey(raw), raw.open);
  return {
    publicKey: key.publicKey,
    keyStore: 'file',
    place: path,
    sign: (message, namespace) => Promise.resolve(key.sign(message, namespace)),
  };
}

function readText(path: string): string | undefined {
  try {
    return fs.readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}

function privateKey(raw: RawKey): ReturnType<typeof createPrivateKey> {
  const [d, x] = [raw.secret, raw.open].map(bytes => Buffer.from(bytes).toString('base64url'));
  return createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', d: d ?? '', x: x ?? '' }, format: 'jwk' });
}

/** False if another process made the file first. */
function createKeyFile(path: string): boolean {
  const { temporary, line } = writeNewKey(path);
  try {
    fs.linkSync(temporary, path);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    fs.rmSync(temporary);
  }
  fs.writeFileSync(`${path}.pub`, line);
  return true;
}

/** Puts a new key in the place of the one that is there, at once and for good: the old one can then sign nothing more. */
export function replaceKeyFile(path: string): void {
  const { temporary, line } = writeNewKey(path);
  fs.renameSync(temporary, path);
  fs.writeFileSync(`${path}.pub`, line);
}

/** A new key, durable beside the place it is for; `line` is its public half. */
function writeNewKey(path: string): { readonly temporary: string; readonly line: string } {
  makePrivateFolder(dirname(path));
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const raw = { secret: Buffer.from(d, 'base64url'), open: Buffer.from(x, 'base64url') };
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  fs.writeFileSync(temporary, formatKeyFile(raw), { mode: 0o600, flag: 'wx', flush: true });
  return { temporary, line: `ssh-ed25519 ${toBase64(ed25519Blob(raw.open))} handrail\n` };
}

function formatKeyFile(raw: RawKey): string {
  const check = randomBytes(4);
  const secret = concat(raw.secret, raw.open);
  const inner = concat(
    check,
    check,
    string('ssh-ed25519'),
    string(raw.open),
    string(secret),
    string('handrail'),
  );
  const padding = Uint8Array.from({ length: (8 - (inner.length % 8)) % 8 }, (_, index) => index + 1);
  const outer = concat(magic, string('none'), string('none'), string(''), uint32(1));
  const body = concat(outer, string(ed25519Blob(raw.open)), string(concat(inner, padding)));
  return `${begin}${toBase64(body).replace(/.{1,70}/g, '$&\n')}${end}`;
}

function parseKeyFile(text: string): RawKey | undefined {
  const clean = text.replaceAll('\r', '').trim();
  const [, body] =
    /^-----BEGIN OPENSSH PRIVATE KEY-----\n([\s\S]*)\n-----END OPENSSH PRIVATE KEY-----$/.exec(clean) ?? [];
  const bytes = fromBase64((body ?? '').replaceAll('\n', ''));
  if (bytes === undefined) return undefined;
  const outer = new Reader(bytes);
  if (outer.take(magic.length)?.every((byte, index) => byte === magic[index]) !== true) return undefined;
  const [cipher, kdf] = [outer.text(), outer.text()];
  outer.string();
  if (cipher !== 'none' || kdf !== 'none' || outer.uint32() !== 1) return undefined;
  outer.string();
  const inner = new Reader(outer.string() ?? new Uint8Array());
  if (inner.uint32() !== inner.uint32() || inner.text() !== 'ssh-ed25519') return undefined;
  const open = inner.string();
  const secret = inner.string()?.subarray(0, 32);
  return open?.length === 32 && secret?.length === 32 ? { open, secret } : undefined;
}
