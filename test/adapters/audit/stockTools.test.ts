import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { textOf } from '../../../src/core/audit/frame.ts';
import { parseKeyBlob } from '../../../src/core/audit/sshkey.ts';
import { parseSignature, signedBytes } from '../../../src/core/audit/sshsig.ts';
import { read } from './forge.ts';
import { linesOf, temporaryFolder } from './kit.ts';

// What somebody sees of each vector who has no verifier of logs at all: the documented lines of ssh-keygen, sha256sum and jq, and
// OpenSSL for the signatures themselves.

const vectors = join(import.meta.dirname, '../../vectors');
const page = fs.readFileSync(join(import.meta.dirname, '../../../docs/audit-log.md'), 'utf8');
const blocks = ['chain', 'user', 'session', 'objects'].map(name => {
  const [, text = 'false'] =
    new RegExp(`<!-- test: ${name} -->\\s*\`\`\`bash\\n([\\s\\S]*?)\`\`\``).exec(page) ?? [];
  return [name, text] as const;
});
const missing = ['ssh-keygen', 'jq', 'sha256sum', 'openssl'].filter(
  tool => spawnSync('which', [tool]).status !== 0,
);

/** The documented lines that do not accept a vector. */
function refusing(name: string): readonly string[] {
  const at = join(vectors, name);
  return blocks.flatMap(([block, text]) => {
    const { status, stdout, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', text], {
      cwd: join(at, 'run'),
      encoding: 'utf8',
      env: { ...process.env, ALLOWED: join(at, 'allowed_signers') },
    });
    const said = /broken|FAILED|not verify|Could not|No principal|parse error|No such file/i.test(
      stdout + stderr,
    );
    return status === 0 && !said ? [] : [block];
  });
}

/** What the lines cannot see, and a verifier must: parts that do not fit, missing signatures, weak or doubtful keys. */
const unseen: readonly string[] = [
  'bad-countersigner-part-missing',
  'bad-background-another-output',
  'bad-entry-behind-the-seal',
  'bad-part-twice',
  'bad-redacted-not-signed',
  'bad-seal-signed-as-log',
  'bad-torn-bytes-removed',
  'bad-two-continuations',
  'trust-pattern',
  'trust-revoked-key',
  'trust-small-order-key',
  'trust-two-people',
  'unsupported-format',
  'unsupported-type',
];

test.skipIf(missing.length > 0).for(fs.readdirSync(vectors))('%s', { timeout: 60_000 }, name => {
  const refused = refusing(name);
  if (name.startsWith('good')) expect(refused).toEqual([]);
  // What is only not at its end is as it should be, as far as it goes.
  else if (!name.startsWith('open'))
    expect([name, refused.length === 0]).toEqual([name, unseen.includes(name)]);
});

test.skipIf(missing.length > 0).for(fs.readdirSync(vectors).filter(name => name.startsWith('good')))(
  'OpenSSL alone verifies every signature of %s',
  { timeout: 60_000 },
  name => {
    const folder = temporaryFolder();
    const [key, message, value] = ['key.pem', 'message', 'value'].map(one => join(folder, one)) as [
      string,
      string,
      string,
    ];
    const run = join(vectors, name, 'run');
    let checked = 0;
    for (const file of fs.readdirSync(run).filter(one => one.endsWith('.jsonl'))) {
      const lines = linesOf(join(run, file));
      for (const [index, line] of lines.entries()) {
        const entry = read(line);
        if (entry['type'] !== 'sig') continue;
        const signature = parseSignature(textOf(entry, 'sig'));
        const material = signature === undefined ? undefined : parseKeyBlob(signature.key)?.material;
        if (signature === undefined || material?.kind !== 'ed25519') throw new Error('no Ed25519 signature');
        const x = Buffer.from(material.key).toString('base64url');
        const open = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
        fs.writeFileSync(key, open.export({ type: 'spki', format: 'pem' }));
        const digest = createHash(signature.hash)
          .update(`${lines[index - 1] ?? ''}\n`)
          .digest();
        fs.writeFileSync(message, signedBytes(signature, digest));
        fs.writeFileSync(value, signature.value);
        const args = [
          'pkeyutl',
          '-verify',
          '-rawin',
          '-pubin',
          '-inkey',
          key,
          '-in',
          message,
          '-sigfile',
          value,
        ];
        expect(spawnSync('openssl', args, { encoding: 'utf8' }).stdout).toContain('Verified Successfully');
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(2);
  },
);
