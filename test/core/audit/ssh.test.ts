import { fc } from '../../seeded.ts';
import { describe, expect, test } from 'vitest';
import { findSigner, parseSigners } from '../../../src/core/audit/ssh/signers.ts';
import { ed25519Blob, keyLine, parseKeyLine, weakness } from '../../../src/core/audit/ssh/sshkey.ts';
import { encodeSignature, parseSignature } from '../../../src/core/audit/ssh/sshsig.ts';
import { concat, fromBase64, string, toBase64, uint32 } from '../../../src/core/audit/ssh/wire.ts';

test('base64 is what Node writes, and is read in no other form', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), bytes => {
      const text = Buffer.from(bytes).toString('base64');
      expect(toBase64(bytes)).toBe(text);
      expect(fromBase64(text)).toEqual(bytes);
    }),
  );
  for (const text of ['A', 'AA', 'AAA', 'AB==', 'AAB=', 'A===', '=AAA', 'AA=A', 'AAA\n', 'AA-_', '====']) {
    expect([text, fromBase64(text)]).toEqual([text, undefined]);
  }
});

const blob = ed25519Blob(new Uint8Array(32).fill(7));
const value = concat(string('ssh-ed25519'), string(new Uint8Array(64).fill(9)));
const armored = encodeSignature({ key: blob, namespace: 'log.v1@handrail', hash: 'sha512' }, value);
const bytesOf = (text: string): Uint8Array =>
  fromBase64(text.split('\n').slice(1, -1).join('')) ?? new Uint8Array();
const armor = (bytes: Uint8Array): string =>
  [
    '-----BEGIN SSH SIGNATURE-----',
    ...(toBase64(bytes).match(/.{1,70}/g) ?? []),
    '-----END SSH SIGNATURE-----',
  ].join('\n');
const sshsig = (...parts: readonly Uint8Array[]): string => armor(concat(Buffer.from('SSHSIG'), ...parts));

describe('signatures', () => {
  test('are read as they were written', () => {
    expect(parseSignature(armored)).toEqual({
      key: blob,
      namespace: 'log.v1@handrail',
      hash: 'sha512',
      algorithm: 'ssh-ed25519',
      value: new Uint8Array(64).fill(9),
    });
  });

  const fields = (reserved: string, hash: string, inner: Uint8Array): Uint8Array[] => [
    uint32(1),
    string(blob),
    string('n'),
    string(reserved),
    string(hash),
    string(inner),
  ];
  test.for([
    ['an LF behind', `${armored}\n`],
    ['a blank before', ` ${armored}`],
    ['CRLF', armored.replaceAll('\n', '\r\n')],
    [
      'other columns',
      armored
        .replaceAll('\n', '')
        .replace('-----BEGIN SSH SIGNATURE-----', '$&\n')
        .replace('-----END', '\n$&'),
    ],
    ['another armor', armored.replaceAll('SSH', 'PGP')],
    ['bytes behind', armor(concat(bytesOf(armored), new Uint8Array(1)))],
    ['bytes missing', armor(bytesOf(armored).subarray(0, -1))],
    ['another version', sshsig(uint32(2), ...fields('', 'sha512', value).slice(1))],
    ['reserved bytes', sshsig(...fields('x', 'sha512', value))],
    ['an old hash', sshsig(...fields('', 'sha1', value))],
    [
      'an empty namespace',
      armor(
        concat(
          Buffer.from('SSHSIG'),
          uint32(1),
          string(blob),
          string(''),
          string(''),
          string('sha512'),
          string(value),
        ),
      ),
    ],
    ['bytes behind the inner signature', sshsig(...fields('', 'sha512', concat(value, new Uint8Array(1))))],
    ['nothing', ''],
  ] as const)('%s: not read', ([, text]) => {
    expect(parseSignature(text)).toBeUndefined();
  });

  test('no changed character gives another text for the same signature', () => {
    const wrong: string[] = [];
    const read = JSON.stringify(parseSignature(armored));
    for (let at = 0; at < armored.length; at++) {
      for (const character of 'A/=\n') {
        if (armored[at] === character) continue;
        const text = armored.slice(0, at) + character + armored.slice(at + 1);
        if (JSON.stringify(parseSignature(text)) === read) wrong.push(text);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('keys', () => {
  // C2SP/CCTV ed25519, "low order": all 14 encodings.
  const y = [
    '0000000000000000000000000000000000000000000000000000000000000000',
    '0100000000000000000000000000000000000000000000000000000000000000',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  ];
  const lowOrder = y.flatMap(hex => {
    const bytes = Buffer.from(hex, 'hex');
    const signed = Buffer.from(bytes);
    signed[31] = (signed[31] ?? 0) | 0x80;
    return [bytes, signed];
  });

  test('14 encodings of small order are refused', () => {
    const found = lowOrder.map(bytes =>
      parseKeyLine(keyLine({ type: 'ssh-ed25519', blob: ed25519Blob(bytes) })),
    );
    expect(found.map(key => key && weakness(key))).toEqual(Array(14).fill('small-order'));
  });

  test('RSA needs 3072 bits', () => {
    const rsa = (bits: number): string | undefined => {
      const modulus = new Uint8Array(bits / 8 + 1).fill(0x80, 1);
      const key = parseKeyLine(
        keyLine({
          type: 'ssh-rsa',
          blob: concat(string('ssh-rsa'), string(new Uint8Array([1, 0, 1])), string(modulus)),
        }),
      );
      return key && weakness(key);
    };
    expect([1024, 2048, 3064, 3072, 4096].map(rsa)).toEqual([
      'short-rsa',
      'short-rsa',
      'short-rsa',
      undefined,
      undefined,
    ]);
  });

  test.for([
    ['no key', 'hello world'],
    ['another type than in the blob', keyLine({ type: 'ssh-rsa', blob })],
    ['bytes behind', keyLine({ type: 'ssh-ed25519', blob: concat(blob, new Uint8Array(1)) })],
    ['a short key', keyLine({ type: 'ssh-ed25519', blob: ed25519Blob(new Uint8Array(31)) })],
    ['an unknown type', keyLine({ type: 'ssh-x', blob: concat(string('ssh-x'), string('x')) })],
  ] as const)('%s: not read', ([, text]) => {
    expect(parseKeyLine(text)).toBeUndefined();
  });
});

describe('allowed_signers', () => {
  const key = keyLine({ type: 'ssh-ed25519', blob });
  const parsed = parseKeyLine(key);
  const find = (text: string, at = Date.UTC(2026, 5, 1), namespace = 'log.v1@handrail'): string => {
    if (parsed === undefined) throw new Error('no key');
    const found = findSigner(parseSigners(text), parsed, { namespace, at });
    return found.principal ?? found.problem;
  };

  test.for([
    ['plain', `alice@corp ${key}`, 'alice@corp'],
    ['a comment and blanks', `# x\n\n  alice@corp   ${key} her laptop\n`, 'alice@corp'],
    ['a quoted principal', `"alice smith" ${key}`, 'alice smith'],
    ['options in any case', `a Namespaces="log.v1@handrail,git" ${key}`, 'a'],
    ['a date without Z', `a valid-after=20260101 ${key}`, 'a'],
    ['a time', `a valid-before="202605312359Z" ${key}`, 'expired'],
    ['a second too late', `a valid-before="20260531235959Z" ${key}`, 'expired'],
    ['the last second', `a valid-before="20260601000000Z" ${key}`, 'a'],
    ['a second before it ends', `a valid-before="20260601000001Z" ${key}`, 'a'],
    ['a second before it begins', `a valid-after="20260601000001Z" ${key}`, 'expired'],
    ['the first second', `a valid-after="20260601000000Z" ${key}`, 'a'],
    ['a date that is none', `a valid-before="20261399Z" ${key}`, 'unknown'],
    ['an option that is none', `a frobnicate ${key}`, 'unknown'],
    ['the same twice', `a ${key}\na ${key}`, 'a'],
    ['an expired line and a valid one', `a valid-before="20200101Z" ${key}\nb ${key}`, 'b'],
    ['two people', `a ${key}\nb ${key}`, 'ambiguous'],
    ['a namespace pattern', `a namespaces="log.*@handrail" ${key}`, 'a'],
    ['a pattern that is no expression', `a namespaces="l.g.v1@handrail" ${key}`, 'namespace'],
    ['an authority', `a cert-authority ${key}`, 'unknown'],
    ['no key', 'alice@corp', 'unknown'],
  ] as const)('%s', ([, text, expected]) => {
    expect(find(text)).toBe(expected);
  });

  test('a key counts to the end of the second that its line names, as for ssh-keygen', () => {
    const line = `a valid-before="20260601000000Z" ${key}`;
    const end = Date.UTC(2026, 5, 1);
    expect([end + 999, end + 1000].map(at => find(line, at))).toEqual(['a', 'expired']);
  });

  test('lines that are not understood are named', () => {
    expect(parseSigners(`a ${key}\nnonsense\nb frobnicate ${key}`).problems.map(({ line }) => line)).toEqual([
      2, 3,
    ]);
  });

  test('whatever stands in a file, reading it never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => void parseSigners(text)));
  });
});
