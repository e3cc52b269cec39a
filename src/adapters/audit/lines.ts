import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { openPlain } from '../plainFile.ts';

/** Small enough to stay in a processor's cache while its lines are looked at. */
const blockBytes = 256 * 1024;

/** What stands in a file behind its last LF, or behind a place where reading stopped. */
export interface Tail {
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Reads a file's lines as bytes, LF included, split at LF and nothing else. A line longer than the limit is given up to there and
 * ends the reading. The rest without an LF is not a line; `readTail` describes it. Never follows a symbolic link.
 * The bytes of a line are valid until the second line after it is taken: they lie in one of two buffers that are used in turn.
 */
export function* readLines(path: string, limit: number): Generator<Uint8Array, void, void> {
  const fd = openPlain(path);
  const buffers = [Buffer.allocUnsafe(limit + blockBytes), Buffer.allocUnsafe(limit + blockBytes)] as const;
  try {
    let rest: Uint8Array = buffers[1].subarray(0, 0);
    for (let turn = 0; ; turn = 1 - turn) {
      const buffer = turn === 0 ? buffers[0] : buffers[1];
      buffer.set(rest);
      const length = fs.readSync(fd, buffer, rest.length, blockBytes, null);
      if (length === 0) return;
      const bytes = buffer.subarray(0, rest.length + length);
      let start = 0;
      for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, start)) {
        yield bytes.subarray(start, end + 1);
        start = end + 1;
      }
      rest = bytes.subarray(start);
      if (rest.length > limit) {
        yield rest;
        return;
      }
    }
  } finally {
    fs.closeSync(fd);
  }
}

/** Length and digest of a file from a place on. */
export function readTail(path: string, from: number): Tail {
  const fd = openPlain(path);
  const digest = createHash('sha256');
  let at = from;
  try {
    const block = Buffer.allocUnsafe(65_536);
    for (let read = fs.readSync(fd, block, 0, block.length, at); read > 0;) {
      digest.update(block.subarray(0, read));
      at += read;
      read = fs.readSync(fd, block, 0, block.length, at);
    }
  } finally {
    fs.closeSync(fd);
  }
  return { bytes: at - from, sha256: digest.digest('hex') };
}
