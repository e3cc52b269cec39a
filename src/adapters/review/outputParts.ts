import { maxObjectBytes, splitObject } from '../audit/objectStore.ts';
import { readObjectFile } from '../audit/objectFile.ts';

/** The stored parts of one output, in order, by the digests of their files. */
export interface OutputParts {
  readonly folder: string;
  readonly digests: readonly string[];
}

/** The content of a part as it stands in its file, whether or not it is what was recorded; undefined if there is none. */
export function partContent({ folder, digests }: OutputParts, index: number): Uint8Array | undefined {
  const digest = digests[index];
  if (digest === undefined || !/^[0-9a-f]{64}$/.test(digest)) return undefined;
  const whole = readObjectFile(folder, digest, maxObjectBytes + 1);
  return whole === undefined ? undefined : (splitObject(whole)?.content ?? whole);
}

/** The last bytes of an output, at most `limit`. */
export function lastContent(parts: OutputParts, limit: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (let index = parts.digests.length - 1; index >= 0 && size < limit; index -= 1) {
    const content = partContent(parts, index) ?? new Uint8Array();
    pieces.unshift(content);
    size += content.length;
  }
  const all = Buffer.concat(pieces);
  return all.subarray(Math.max(0, all.length - limit));
}
