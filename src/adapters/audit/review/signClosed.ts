import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../../core/audit/line/canonical.ts';
import { lookForSigner, type SignerOptions } from '../keys/chooseSigner.ts';
import { encodeEntry } from '../journal/encoded.ts';
import { AuditFailure } from '../failure.ts';
import { stateFolderOf } from '../stateFolders.ts';
import { takeLease } from '../journal/lease.ts';
import { keyFileSigner, ownKeyPath } from '../keys/ownKey.ts';
import { keepReceipt } from '../receipts.ts';
import { sound } from '../journal/run.ts';
import { readRunNow, type ReadSegment } from '../runFolder.ts';
import { SegmentFile } from '../journal/segmentFile.ts';
import { signInTime, type Signer } from '../keys/signer.ts';
import { fingerprint } from '../keys/signingKey.ts';

/** Whoever signs a closed run is there for nothing else: they get time to look for the key. */
const patienceMs = 300_000;
const ns = 'seal.v1@handrail';

export interface SignWish extends Omit<SignerOptions, 'only' | 'signersFiles'> {
  readonly privateFolder: string;
}

/**
 * Signs the end of a run that was closed while its key was away; false if it was signed already. Only the key that opened the
 * run's last part can. Fails with `in-use`, `not-a-run` or `not-signed`.
 */
export async function signClosed(folder: string, wish: SignWish): Promise<boolean> {
  const lease = takeLease(folder);
  try {
    const record = readRunNow(folder);
    const { run } = sound(record);
    const last = record.segments.findLast(({ role }) => role === 'operator');
    if (!record.sealed || last === undefined)
      throw new AuditFailure('not-a-run', 'This run is not closed: closing it signs it.');
    if (isSigned(last)) return false;
    const signer = await signerOf(last, wish);
    const path = join(folder, last.file);
    const line = lastLine(path);
    const sig = await signInTime(signer.sign(line, ns), patienceMs);
    if (sig === undefined) throw new AuditFailure('not-signed', `The key ${signer.place} did not sign.`);
    const entry: JsonObject = { type: 'sig', by: 'user', ns, sig };
    const at = { run, seg: last.seg, seq: last.lines, prev: last.head };
    const signature = encodeEntry({ named: entry, stands: entry }, at);
    append(path, { line: signature.line, size: last.bytes });
    const seen = { run, seg: last.seg, lines: last.lines + 1, head: signature.hash };
    keepReceipt(wish.privateFolder, { ...seen, seen: Date.now(), folder: stateFolderOf(folder) });
    return true;
  } finally {
    lease.release();
  }
}

/** Behind the seal stand signatures only. */
function isSigned({ content }: ReadSegment): boolean {
  return content.some(({ entry }) => entry?.type === 'sig' && entry.by === 'user' && entry.ns === ns);
}

async function signerOf({ content }: ReadSegment, wish: SignWish): Promise<Signer> {
  const open = content[0]?.entry;
  const only = open?.type === 'open' ? open.signer : '';
  const found = (await lookForSigner({ ...wish, only })).at(-1)?.signer;
  const own = keyFileSigner(ownKeyPath(wish.environment));
  const signer = found ?? (own?.publicKey === only ? own : undefined);
  if (signer !== undefined) return signer;
  const sentence = `Only the key that opened this run can sign its end, and it cannot sign here: ${fingerprint(only)}.`;
  throw new AuditFailure('not-signed', sentence);
}

function lastLine(path: string): Uint8Array {
  const bytes = readFileSync(path);
  return bytes.subarray(bytes.lastIndexOf(0x0a, bytes.length - 2) + 1);
}

function append(path: string, { line, size }: { readonly line: Uint8Array; readonly size: number }): void {
  const file = new SegmentFile(path, { behind: size });
  try {
    file.append(line);
    file.sync();
  } finally {
    file.close();
  }
}
