import { createHash, hash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { canonical } from '../../core/audit/line/canonical.ts';
import { isObjectFormat, objectFormat } from '../../core/audit/line/format.ts';
import { AuditFailure, systemCode, systemFacts } from './failure.ts';
import { objectPath } from './layout.ts';
import { syncFolder } from './journal/segmentFile.ts';
import { readObjectFile } from './objectFile.ts';

// Objects are files named by the SHA-256 of their bytes: a header line with a random salt, then the content as it is. The salt
// keeps the digest of a short output from being guessed once the file was deleted.

/** Largest object file. */
export const maxObjectBytes = 1_048_576;
/** Most content in one object: what the longest header leaves. */
export const maxContentBytes = maxObjectBytes - 512;

export interface ObjectHeader {
  readonly salt: string;
  readonly part: number;
  readonly attemptId?: string;
}

export interface StoredObject {
  readonly sha256: string;
  /** Bytes of the file, header included. */
  readonly size: number;
  readonly part: number;
}

export function makeHeader(part: number, attemptId?: string): ObjectHeader {
  const salt = randomBytes(16).toString('hex');
  return attemptId === undefined ? { salt, part } : { salt, part, attemptId };
}

export function headerLine(header: ObjectHeader): Uint8Array {
  return Buffer.from(`${canonical({ fmt: objectFormat, ...header })}\n`);
}

/** Splits an object's bytes; `undefined` if they do not begin with a header. */
export function splitObject(
  bytes: Uint8Array,
): { readonly header: ObjectHeader; readonly content: Uint8Array } | undefined {
  const end = bytes.indexOf(0x0a);
  if (end < 0 || end > 512) return undefined;
  try {
    const header = JSON.parse(Buffer.from(bytes.subarray(0, end)).toString('latin1')) as Record<
      string,
      unknown
    >;
    const { fmt, salt, part, attemptId } = header;
    if (!isObjectFormat(fmt) || typeof salt !== 'string' || typeof part !== 'number') return undefined;
    const content = bytes.subarray(end + 1);
    return { header: typeof attemptId === 'string' ? { salt, part, attemptId } : { salt, part }, content };
  } catch {
    return undefined;
  }
}

/** Writes content as objects of at most 1 MiB, each durable when this returns: file, then name, then folder. */
export function storeContent(
  runFolder: string,
  content: Uint8Array,
  attemptId?: string,
): readonly StoredObject[] {
  const parts: StoredObject[] = [];
  for (let at = 0; at === 0 || at < content.length; at += maxContentBytes) {
    const header = headerLine(makeHeader(parts.length, attemptId));
    const bytes = Buffer.concat([header, content.subarray(at, at + maxContentBytes)]);
    parts.push({ ...storeBytes(runFolder, bytes), part: parts.length });
  }
  return parts;
}

function storeBytes(
  runFolder: string,
  bytes: Uint8Array,
): { readonly sha256: string; readonly size: number } {
  const sha256 = hash('sha256', bytes, 'hex');
  const temporary = join(runFolder, 'objects', `${randomBytes(8).toString('hex')}.tmp`);
  try {
    const fd = fs.openSync(temporary, 'wx');
    try {
      for (let at = 0; at < bytes.length;) at += fs.writeSync(fd, bytes, at);
      fs.fdatasyncSync(fd);
    } finally {
      fs.closeSync(fd);
    }
    placeObject(runFolder, temporary, sha256);
  } catch (cause) {
    fs.rmSync(temporary, { force: true });
    throw storeFailure(cause);
  }
  return { sha256, size: bytes.length };
}

/** Gives a durable file its object name, durably. */
export function placeObject(runFolder: string, from: string, sha256: string): void {
  const path = objectPath(runFolder, sha256);
  const made = fs.mkdirSync(dirname(path), { recursive: true });
  fs.renameSync(from, path);
  syncFolder(dirname(path));
  if (made !== undefined) syncFolder(join(runFolder, 'objects'));
}

export function storeFailure(cause: unknown): AuditFailure {
  if (cause instanceof AuditFailure) return cause;
  const code = systemCode(cause);
  const facts = systemFacts(cause);
  if (code === 'ENOENT')
    return new AuditFailure('log-vanished', "The log's folder is gone.", { cause, facts });
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  return new AuditFailure(
    full ? 'disk-full' : 'write-failed',
    full ? 'The disk is full: nothing can be recorded.' : 'An output could not be written.',
    { cause, facts },
  );
}

/** Digest of a file's bytes. */
export function digestFile(path: string): string {
  const digest = createHash('sha256');
  const fd = fs.openSync(path, 'r');
  try {
    const block = Buffer.allocUnsafe(65_536);
    for (let read = fs.readSync(fd, block); read > 0; read = fs.readSync(fd, block))
      digest.update(block.subarray(0, read));
  } finally {
    fs.closeSync(fd);
  }
  return digest.digest('hex');
}

/** The content of an object; `undefined` if it is absent or not what its name says. */
export function loadObject(runFolder: string, sha256: string): ReturnType<typeof splitObject> {
  const bytes = readObjectFile(runFolder, sha256, maxObjectBytes + 1);
  return bytes !== undefined && hash('sha256', bytes, 'hex') === sha256 ? splitObject(bytes) : undefined;
}
