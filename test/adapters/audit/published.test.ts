import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { canonical, parseLine, type Json } from '../../../src/core/audit/line/canonical.ts';
import {
  coordinateBytes,
  ed25519Blob,
  parseKeyBlob,
  weakness,
  type Curve,
  type PublicKey,
} from '../../../src/core/audit/ssh/sshkey.ts';
import { concat, string } from '../../../src/core/audit/ssh/wire.ts';
import { verifyRaw } from '../../../src/adapters/audit/crypto.ts';

// What others published about the cryptography and the form of lines that the log rests on; test/published/README.md says whose it is.

const published = (name: string): unknown =>
  JSON.parse(fs.readFileSync(join(import.meta.dirname, '../../published', `${name}.json`), 'utf8'));

const vectors = z.object({
  keys: z.array(z.union([z.string(), z.tuple([z.string(), z.string()])])),
  cases: z.array(z.tuple([z.int(), z.int(), z.string(), z.string(), z.string(), z.string()])),
});

const hex = (text: string): Uint8Array => Buffer.from(text, 'hex');

/** A number as SSH writes it: no zeros in front but the one that keeps it positive. */
function mpint(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex(byte => byte !== 0);
  const magnitude = start < 0 ? new Uint8Array() : bytes.subarray(start);
  return (magnitude[0] ?? 0) >= 0x80 ? concat(new Uint8Array(1), magnitude) : magnitude;
}

interface Suite {
  readonly file: string;
  readonly algorithm: string;
  readonly blob: (key: string | readonly [string, string]) => Uint8Array;
  readonly value: (signature: Uint8Array) => Uint8Array;
  /** Bytes of a signature in the published form, where that form fixes it and SSH's does not. */
  readonly bytes?: number;
}

const point = (curve: string) => (key: string | readonly [string, string]) =>
  concat(string(`ecdsa-sha2-${curve}`), string(curve), string(hex(String(key))));

/** Two halves of a signature as the two numbers that SSH writes. */
function halves(signature: Uint8Array): Uint8Array {
  const middle = Math.ceil(signature.length / 2);
  return concat(string(mpint(signature.subarray(0, middle))), string(mpint(signature.subarray(middle))));
}

const ecdsa = (curve: Curve, file: string): Suite => ({
  file: `wycheproof-ecdsa_${file}_p1363`,
  algorithm: `ecdsa-sha2-${curve}`,
  blob: point(curve),
  value: halves,
  // Zeros that are missing in front are an error of the published form; SSH's numbers never have them.
  bytes: 2 * coordinateBytes[curve],
});

const suites: readonly Suite[] = [
  {
    file: 'wycheproof-ed25519',
    algorithm: 'ssh-ed25519',
    blob: key => ed25519Blob(hex(String(key))),
    value: signature => signature,
  },
  ecdsa('nistp256', 'secp256r1_sha256'),
  ecdsa('nistp384', 'secp384r1_sha384'),
  ecdsa('nistp521', 'secp521r1_sha512'),
  {
    file: 'wycheproof-rsa_signature_3072_sha512',
    algorithm: 'rsa-sha2-512',
    blob: ([modulus = '', exponent = '']) =>
      concat(string('ssh-rsa'), string(mpint(hex(exponent))), string(mpint(hex(modulus)))),
    value: signature => signature,
  },
];

const verdictOf = (key: PublicKey | undefined, suite: Suite, [, , message, signature]: Case): boolean =>
  key !== undefined &&
  weakness(key) === undefined &&
  verifyRaw(
    { key, keys: new WeakMap() },
    { algorithm: suite.algorithm, value: suite.value(hex(signature)) },
    hex(message),
  );

type Case = z.infer<typeof vectors>['cases'][number];

describe('Wycheproof', () => {
  test.for(suites)('$file', suite => {
    const { keys, cases: all } = vectors.parse(published(suite.file));
    const cases = all.filter(([, , , sig]) => suite.bytes === undefined || sig.length === 2 * suite.bytes);
    const parsed = keys.map(key => parseKeyBlob(suite.blob(key)));
    const wrong = cases.filter(one => verdictOf(parsed[one[1]], suite, one) !== (one[4] === 'valid'));
    expect(cases.length).toBeGreaterThan(100);
    expect(cases.some(([, , , , result]) => result === 'valid')).toBe(true);
    expect(wrong.map(([id, , , , result, comment]) => [id, result, comment])).toEqual([]);
  });
});

test('CCTV: keys of small order are refused, and no others', () => {
  const { cases } = z
    .object({ cases: z.array(z.tuple([z.string(), z.array(z.string())])) })
    .parse(published('cctv-ed25519-keys'));
  const refused = cases.map(([key]) => {
    const parsed = parseKeyBlob(ed25519Blob(hex(key)));
    return parsed !== undefined && weakness(parsed) === 'small-order';
  });
  expect(cases.filter(([, flags]) => flags.includes('low_order_A')).length).toBe(14);
  expect(refused).toEqual(cases.map(([, flags]) => flags.includes('low_order_A')));
});

describe('RFC 8785, the published inputs and outputs', () => {
  const { cases } = z
    .object({ cases: z.array(z.tuple([z.string(), z.string(), z.string()])) })
    .parse(published('jcs'));

  test.for(cases)('%s', ([name, input, output]) => {
    const value = JSON.parse(input) as Json;
    // The log has integers alone: other numbers are refused, not written in some form.
    if (name === 'values') expect(() => canonical(value)).toThrow(RangeError);
    else expect(canonical(value)).toBe(output);
  });

  // What is in the one form is refused for what it holds alone: keys and numbers that no line of a log has.
  test.for(cases)('%s: no line is taken that holds it, in whatever form', ([, input, output]) => {
    for (const form of [output, input.replaceAll('\n', '')])
      expect(parseLine(Buffer.from(`{"a":${form}}\n`)).problem).toBeDefined();
  });
});
