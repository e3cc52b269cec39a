import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { nodeChecks } from '../../../../src/adapters/audit/crypto.ts';
import { parseKeyLine, weakness } from '../../../../src/core/audit/ssh/sshkey.ts';
import { parseSignature } from '../../../../src/core/audit/ssh/sshsig.ts';
import { root } from '../../../../scripts/project.ts';
import { temporaryFolder } from '../kit.ts';

// Signatures by several versions of OpenSSH, of every kind of key, by its files and its agents; test/published/README.md says whose.

const signature = { key: z.string(), sig: z.string() };
const { namespace, signatures, tests } = z
  .object({
    namespace: z.string(),
    signatures: z.array(z.object({ openssh: z.string(), by: z.string(), message: z.string(), ...signature })),
    tests: z.object({
      namespace: z.string(),
      message: z.string(),
      signatures: z.array(z.object({ name: z.string(), ...signature })),
    }),
  })
  .parse(JSON.parse(fs.readFileSync(join(root, 'test/published/openssh-signatures.json'), 'utf8')));

interface Signed {
  readonly key: string;
  readonly sig: string;
  readonly namespace: string;
  readonly message: string;
}

/** What our verifier says: a kind of key or of signature that it does not know is not the same as one that does not hold. */
function verified({ key: line, sig, namespace: ns, message }: Signed): 'good' | 'bad' | 'unknown' {
  const key = parseKeyLine(line);
  const parsed = parseSignature(sig);
  if (key === undefined || parsed === undefined) return 'unknown';
  expect(weakness(key)).toBeUndefined();
  const holds = parsed.namespace === ns && nodeChecks().verify(parsed, key, Buffer.from(message));
  return holds ? 'good' : 'bad';
}

const kindOf = (key: string): string => key.split(' ')[0] ?? '';
const named = signatures.map(one => ({ ...one, kind: kindOf(one.key), namespace }));

test.for(named)('OpenSSH $openssh signed with $kind by $by', given => {
  expect(verified(given)).toBe('good');
  expect(verified({ ...given, message: given.message.replace('open', 'Open') })).toBe('bad');
  expect(verified({ ...given, namespace: 'seal.v1@handrail' })).toBe('bad');
});

test('of each version there are all kinds, by files and by agents', () => {
  const versions = new Set(named.map(({ openssh }) => openssh));
  expect([...versions]).toEqual(['8.9p1', '9.2p1', '10.0p2', '10.5p1']);
  for (const version of versions)
    for (const by of ['file', 'agent'])
      expect(named.filter(one => one.openssh === version && one.by === by).map(({ kind }) => kind)).toEqual([
        'ssh-ed25519',
        'ssh-rsa',
        'ecdsa-sha2-nistp256',
        'ecdsa-sha2-nistp384',
        'ecdsa-sha2-nistp521',
      ]);
});

describe.skipIf(spawnSync('ssh-keygen', ['-?']).error !== undefined)('the ssh-keygen of this machine', () => {
  test.for(named.filter(({ by }) => by === 'agent'))('verifies what $openssh signed with $kind', given => {
    const folder = temporaryFolder();
    const list = join(folder, 'list');
    const sig = join(folder, 'sig');
    fs.writeFileSync(list, `a@b ${given.key}\n`);
    fs.writeFileSync(sig, `${given.sig}\n`);
    const args = ['-Y', 'verify', '-f', list, '-I', 'a@b', '-n', namespace, '-s', sig];
    expect(execFileSync('ssh-keygen', args, { input: given.message, encoding: 'utf8' })).toMatch(/^Good "/);
  });
});

// What its own tests hold: a token's signature by way of a browser, and the first kind that no quantum computer breaks, are unknown here.
const expected: Readonly<Record<string, string>> = {
  ed25519: 'good',
  rsa: 'good',
  ecdsa: 'good',
  ed25519_sk: 'good',
  ecdsa_sk: 'good',
  ecdsa_sk_webauthn: 'unknown',
  'mldsa44-ed25519': 'unknown',
};

test.for(tests.signatures)('OpenSSH’s own tests: $name', ({ name, ...given }) => {
  expect(verified({ ...given, namespace: tests.namespace, message: tests.message })).toBe(expected[name]);
});
