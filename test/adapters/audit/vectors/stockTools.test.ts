import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { textOf } from '../../../../src/core/audit/line/frame.ts';
import { parseKeyBlob } from '../../../../src/core/audit/ssh/sshkey.ts';
import { parseSignature, signedBytes, type SshSignature } from '../../../../src/core/audit/ssh/sshsig.ts';
import { concat, Reader, uint32 } from '../../../../src/core/audit/ssh/wire.ts';
import { read } from '../forge.ts';
import { gateMakers } from '../approvals/gateMakers.ts';
import { handoverMakers } from '../handover/handoverMakers.ts';
import { linesOf, temporaryFolder } from '../kit.ts';

// What somebody sees of each vector who has no verifier of logs at all: the documented lines of ssh-keygen, sha256sum and jq, and
// OpenSSL for the signatures themselves.

const vectors = join(import.meta.dirname, '../../../vectors');
const page = fs.readFileSync(join(import.meta.dirname, '../../../../docs/audit-log.md'), 'utf8');
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
  'bad-countersignature-of-another-head',
  'bad-countersigner-part-missing',
  'bad-background-another-output',
  'bad-entry-behind-the-seal',
  'bad-part-twice',
  'bad-redacted-not-signed',
  'bad-seal-signed-as-log',
  'bad-torn-bytes-removed',
  'bad-two-continuations',
  'trust-key-stolen',
  'trust-key-stolen-before-the-review',
  'trust-pattern',
  'trust-roster-rolled-back',
  'trust-revoked-key',
  'trust-small-order-key',
  'trust-two-people',
  'unsupported-certificate',
  'unsupported-format',
  'unsupported-type',
];

/** Whoever looks at lines alone sees nothing of what gates wanted and who was offered a run, so there is nothing to try. */
const tried = fs
  .readdirSync(vectors)
  .filter(name => name.startsWith('good') || !(name in gateMakers || name in handoverMakers));

test.skipIf(missing.length > 0).for(tried)('%s', name => {
  const refused = refusing(name);
  if (name.startsWith('good')) expect(refused).toEqual([]);
  // What is only not at its end is as it should be, as far as it goes.
  else if (!name.startsWith('open'))
    expect([name, refused.length === 0]).toEqual([name, unseen.includes(name)]);
});

/** A signature as OpenSSL takes it: key, what was signed, signature, and what else it has to be told. */
interface ForOpenssl {
  readonly key: KeyObject;
  readonly message: Uint8Array;
  readonly value: Uint8Array;
  readonly options: readonly string[];
}

function forOpenssl(armored: string, line: string): ForOpenssl {
  const signature = parseSignature(armored);
  const key = signature === undefined ? undefined : parseKeyBlob(signature.key);
  if (signature === undefined || key === undefined) throw new Error('no signature');
  const asked = signedBytes(signature, createHash(signature.hash).update(line).digest());
  const message = key.application === undefined ? asked : byToken(key.application, signature, asked);
  const url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
  switch (key.material.kind) {
    case 'ed25519': {
      const jwk = { kty: 'OKP', crv: 'Ed25519', x: url(key.material.key) };
      const object = createPublicKey({ key: jwk, format: 'jwk' });
      return { key: object, message, value: signature.value, options: [] };
    }
    case 'ecdsa': {
      const [x, y] = [key.material.point.subarray(1, 33), key.material.point.subarray(33)].map(url);
      const object = createPublicKey({
        key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' },
        format: 'jwk',
      });
      return { key: object, message, value: der(signature.value), options: ['-digest', 'sha256'] };
    }
    case 'rsa':
      throw new Error('no vector has such a key');
  }
}

/** What a token signs (OpenSSH's PROTOCOL.u2f). */
function byToken(
  application: string,
  { flags = 0, counter = 0 }: SshSignature,
  asked: Uint8Array,
): Uint8Array {
  const digest = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
  return concat(digest(Buffer.from(application)), new Uint8Array([flags]), uint32(counter), digest(asked));
}

/** Two numbers as SSH writes them, as ASN.1 does. */
function der(value: Uint8Array): Uint8Array {
  const reader = new Reader(value);
  const numbers = [reader.string(), reader.string()].map(number =>
    concat(new Uint8Array([0x02, number?.length ?? 0]), number ?? new Uint8Array()),
  );
  const both = concat(...numbers);
  return concat(new Uint8Array([0x30, both.length]), both);
}

test.skipIf(missing.length > 0).for(fs.readdirSync(vectors).filter(name => name.startsWith('good')))(
  'OpenSSL alone verifies every signature of %s',
  name => {
    const folder = temporaryFolder();
    const at = (file: string): string => join(folder, file);
    const run = join(vectors, name, 'run');
    let checked = 0;
    for (const file of fs.readdirSync(run).filter(one => one.endsWith('.jsonl'))) {
      const lines = linesOf(join(run, file));
      for (const [index, line] of lines.entries()) {
        const entry = read(line);
        if (entry['type'] !== 'sig') continue;
        const { key, message, value, options } = forOpenssl(
          textOf(entry, 'sig'),
          `${lines[index - 1] ?? ''}\n`,
        );
        fs.writeFileSync(at('key.pem'), key.export({ type: 'spki', format: 'pem' }));
        fs.writeFileSync(at('message'), message);
        fs.writeFileSync(at('value'), value);
        const verify = ['pkeyutl', '-verify', '-rawin', ...options, '-pubin', '-inkey', at('key.pem')];
        const args = [...verify, '-in', at('message'), '-sigfile', at('value')];
        expect(spawnSync('openssl', args, { encoding: 'utf8' }).stdout).toContain('Verified Successfully');
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(2);
  },
);
