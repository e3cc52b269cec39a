import { createHash } from 'node:crypto';
import { fc } from '../../seeded.ts';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readLines, readTail } from '../../../src/adapters/audit/lines.ts';
import { temporaryFolder } from './kit.ts';

const limit = 65_535;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The lines a plain split gives, LF included, without a last one that has none. */
const split = (bytes: Buffer): string[] => bytes.toString('latin1').match(/[^\n]*\n/g) ?? [];

test('lines are split at LF and nothing else, across blocks; the rest is the tail', () => {
  const path = join(temporaryFolder(), 'file');
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.constantFrom('\n', '\r', '\u2028', '\u0085', '\n\n').map(text => new Uint8Array(Buffer.from(text))),
    fc.nat(limit - 3000).map(length => new Uint8Array(Buffer.from(`${'x'.repeat(length)}\n`))),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
      const bytes = Buffer.concat(pieces);
      fs.writeFileSync(path, bytes);
      const lines: string[] = [];
      // A line may be looked at until the second one after it was taken, and no longer.
      const held: { readonly bytes: Uint8Array; readonly digest: string }[] = [];
      for (const line of readLines(path, limit)) {
        held.push({ bytes: line, digest: sha256(line) });
        for (const one of held.slice(-3)) expect(sha256(one.bytes)).toBe(one.digest);
        lines.push(Buffer.from(line).toString('latin1'));
      }
      expect(lines).toEqual(split(bytes));
      const end = lines.join('').length;
      expect(readTail(path, end)).toEqual({
        bytes: bytes.length - end,
        sha256: sha256(bytes.subarray(end)),
      });
    }),
    { numRuns: 60 },
  );
});

test('a line over the limit ends the reading, with bounded memory', () => {
  const path = join(temporaryFolder(), 'file');
  fs.writeFileSync(path, `a\n${'x'.repeat(3_000_000)}\nb\n`);
  const lengths = Array.from(readLines(path, limit), line => line.length);
  expect(lengths[0]).toBe(2);
  expect(lengths.length).toBe(2);
  expect(lengths[1]).toBeGreaterThan(limit);
  expect(lengths[1]).toBeLessThan(1_000_000);
});

test('links and folders are not read', () => {
  const folder = temporaryFolder();
  fs.writeFileSync(join(folder, 'file'), 'a\n');
  fs.symlinkSync(join(folder, 'file'), join(folder, 'link'));
  for (const path of [join(folder, 'link'), folder]) expect(() => [...readLines(path, limit)]).toThrow();
});
