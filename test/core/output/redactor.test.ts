import { execFileSync } from 'node:child_process';
import { fc } from '../../seeded.ts';
import { expect, test } from 'vitest';
import { mask, Redactor } from '../../../src/core/output/redactor.ts';

const secret = `p$s "w'rd/+é&<`;

interface Case {
  readonly name: string;
  readonly secrets: readonly string[];
  readonly text: string;
  readonly masked: string;
}

/** What bash prints of a value, in a language that knows its letters or in another. */
function inBash(script: string, value: string, language = 'C.UTF-8'): string {
  const env = { ...process.env, LC_ALL: language };
  return execFileSync('bash', ['-c', script, '-', value], { encoding: 'utf8', env });
}

/** Each control that bash writes in a way of its own, some that it writes in octal bytes, and a letter beyond ASCII. */
const controls = 'a\u001b\u0001\u007f\u0007\b\f\v\u0085\u2028zü';
const printers = [
  { name: 'printf %q', script: 'printf %q "$1"', printed: (value: string) => value },
  { name: 'declare -p', script: 'x=$1; declare -p x', printed: (value: string) => `declare -- x=${value}\n` },
  { name: '${x@Q}', script: 'printf %s "${1@Q}"', printed: (value: string) => value },
  { name: 'set -x', script: 'exec 2>&1; set -x; : "$1"', printed: (value: string) => `+ : ${value}\n` },
];

const table: readonly Case[] = [
  { name: 'nothing to mask', secrets: [], text: 'all of it', masked: 'all of it' },
  { name: 'an empty secret', secrets: [''], text: 'all of it', masked: 'all of it' },
  { name: 'plain', secrets: [secret], text: `a ${secret} b`, masked: `a ${mask} b` },
  { name: 'twice', secrets: ['abc'], text: 'abcabc', masked: mask + mask },
  {
    name: 'the longest of two',
    secrets: ['abc', 'abcdef'],
    text: 'abcdef abcde',
    masked: `${mask} ${mask}de`,
  },
  { name: 'overlapping', secrets: ['abcd', 'cdef'], text: 'xabcdefx', masked: `x${mask}x` },
  {
    name: 'plain before base64',
    secrets: ['hunter22'],
    text: `a hunter22 b ${Buffer.from('hunter22').toString('base64')} c hunter22`,
    masked: `a ${mask} b ${mask}I= c ${mask}`,
  },
  { name: 'one inside another', secrets: ['abcdef', 'cd'], text: 'abcdeX', masked: `ab${mask}eX` },
  { name: 'a letter again and again', secrets: ['aaaa'], text: 'aaaaaaaaab', masked: `${mask}b` },
  { name: 'a beginning only', secrets: ['abcdef'], text: 'abcde', masked: 'abcde' },
  { name: 'a beginning, then the whole', secrets: ['aab'], text: 'aaab', masked: `a${mask}` },
  {
    name: 'several lines, as a terminal shows them',
    secrets: ['line one\nline two'],
    text: 'x line one\r\nline two y',
    masked: `x ${mask} y`,
  },
  {
    name: 'one line of several',
    secrets: ['-----BEGIN KEY-----\nMIIEvQIBADANBgkq\n'],
    text: '  MIIEvQIBADANBgkq',
    masked: `  ${mask}`,
  },
  {
    name: 'a short line of several, as grep shows it',
    secrets: ['pass1\nword2'],
    text: 'DB_PASSWORD=pass1\r\n',
    masked: `DB_PASSWORD=${mask}\r\n`,
  },
  {
    name: 'a line of several that only holds others together',
    secrets: ['data:\n  key: c2VjcmV0LXZhbHVl\n}'],
    text: 'data: 3 rows }',
    masked: 'data: 3 rows }',
  },
  { name: 'a short one in another form is left', secrets: ['a b'], text: 'a%20b', masked: 'a%20b' },
  { name: 'URL', secrets: [secret], text: `?x=${encodeURIComponent(secret)}&y`, masked: `?x=${mask}&y` },
  { name: 'URL, lower case', secrets: ['a/b c&d'], text: 'a%2fb%20c%26d', masked: mask },
  {
    name: 'form',
    secrets: ['a/b c&d'],
    text: new URLSearchParams({ x: 'a/b c&d' }).toString(),
    masked: `x=${mask}`,
  },
  { name: 'JSON', secrets: [secret], text: JSON.stringify({ x: secret }), masked: `{"x":"${mask}"}` },
  {
    name: 'JSON in JSON',
    secrets: [secret],
    text: JSON.stringify(JSON.stringify(secret)),
    masked: `"\\"${mask}\\""`,
  },
  { name: 'JSON of Go', secrets: ['a&b<c>d'], text: String.raw`a\u0026b\u003cc\u003ed`, masked: mask },
  {
    name: 'single quotes',
    secrets: [secret],
    text: `'${secret.replaceAll("'", String.raw`'\''`)}'`,
    masked: `'${mask}'`,
  },
  {
    name: 'set -x',
    secrets: [secret],
    text: inBash('exec 2>&1; set -x; : "$1"', secret),
    masked: `+ : '${mask}'\n`,
  },
  {
    name: 'printf %q',
    secrets: [secret],
    text: inBash('printf %q "$1"', secret),
    masked: mask,
  },
  {
    name: 'printf %q in a language of ASCII',
    secrets: [secret],
    text: inBash('printf %q "$1"', secret, 'C'),
    masked: `$'${mask}'`,
  },
  {
    name: 'declare -p',
    secrets: [secret],
    text: inBash('x=$1; declare -p x', secret),
    masked: `declare -- x="${mask}"\n`,
  },
  {
    name: 'declare -p in a language of ASCII',
    secrets: [secret],
    text: inBash('x=$1; declare -p x', secret, 'C'),
    masked: `declare -- x=$'${mask}'\n`,
  },
  {
    name: 'declare -p of lines',
    secrets: ["two\nli'es"],
    text: inBash('x=$1; declare -p x', "two\nli'es"),
    masked: `declare -- x=$'${mask}'\n`,
  },
  ...printers.flatMap(({ name, script, printed }) =>
    ['C.UTF-8', 'C'].map(language => ({
      name: `${name} of control characters in ${language}`,
      secrets: [controls],
      text: inBash(script, controls, language),
      masked: printed(`$'${mask}'`),
    })),
  ),
  ...['', 'u', 'us'].map((before, index) => ({
    name: `base64 after ${index} bytes`,
    secrets: ['hunter22'],
    text: Buffer.from(`${before}hunter22`).toString('base64'),
    // What stands before the first whole digit and after the last one says too little to be the secret.
    masked: [`${mask}I=`, `dW${mask}`, `dXN${mask}g==`][index] ?? '',
  })),
  {
    name: 'base64 in lines',
    secrets: ['x'.repeat(100)],
    text: execFileSync('base64', { input: 'x'.repeat(100), encoding: 'utf8' }).replaceAll('\n', '\r\n'),
    masked: `${mask}A==\r\n`,
  },
];

function check({ secrets, text, masked }: Case): void {
  for (const size of [1, 2, 3, 7, 1000]) expect(redact(secrets, text, size)).toMatchObject({ text: masked });
}

test.each(table)('$name', check);

test('counts what it masks', () => {
  expect(redact(['abc', 'xyz'], 'abc xyz abcxyz', 4).count).toBe(4);
});

const word = fc.string({
  minLength: 4,
  maxLength: 12,
  unit: fc.constantFrom('a', 'b', "'", '"', ' ', '\n', 'é', '/', '='),
});

test('chunk borders change nothing', () => {
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 3 }),
      fc.array(word),
      fc.integer({ min: 1, max: 9 }),
      (secrets, words, size) => {
        const text = words.flatMap((some, index) => [some, secrets[index % secrets.length] ?? '']).join('');
        expect(redact(secrets, text, size)).toEqual(redact(secrets, text, text.length * 4 + 1));
      },
    ),
  );
});

test('no secret is left, and nothing else is lost', () => {
  fc.assert(
    fc.property(word, fc.array(fc.string({ unit: 'grapheme' })), (secret, between) => {
      const text = between.join(secret);
      const { text: left } = redact([secret], text, 5);
      expect(left).not.toContain(secret);
      expect(left.split(mask).join('').length).toBeLessThanOrEqual(text.length);
      for (const part of left.split(mask)) expect(text).toContain(part);
    }),
  );
});

test('every encoding that a secret is found in is one in which it is masked', () => {
  fc.assert(
    fc.property(word, fc.string(), fc.string(), (secret, before, after) => {
      const bytes = Buffer.from(before + secret + after);
      const encoded = [
        bytes.toString('base64'),
        bytes.toString('base64url'),
        encodeURIComponent(secret),
        JSON.stringify(secret).slice(1, -1),
      ];
      for (const text of encoded) expect(redact([secret], text, 6).count).toBeGreaterThan(0);
    }),
  );
});

test('holds back no more than a secret may need', () => {
  const redactor = new Redactor(['aaaaaaaa']);
  const chunk = Buffer.alloc(64 * 1024, 'a');
  let given = 0;
  for (let count = 0; count < 64; count++) given += redactor.push(chunk).length;
  given += redactor.push(Buffer.from('b')).length + redactor.end().length;
  expect(given).toBe(Buffer.byteLength(mask) + 1);
});

function redact(secrets: readonly string[], text: string, size: number): { text: string; count: number } {
  const redactor = new Redactor(secrets);
  const bytes = Buffer.from(text);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size)
    parts.push(Buffer.from(redactor.push(bytes.subarray(at, at + size))));
  parts.push(redactor.end());
  return { text: Buffer.concat(parts).toString(), count: redactor.masked };
}
