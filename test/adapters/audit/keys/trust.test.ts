import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FindingCode } from '../../../../src/core/audit/finding.ts';
import { ed25519Blob, keyLine } from '../../../../src/core/audit/ssh/sshkey.ts';
import { newSessionKey } from '../../../../src/adapters/audit/keys/sessionKey.ts';
import { verifyRun } from '../../../../src/adapters/audit/verify.ts';
import { rechain, resign } from '../forge.ts';
import { rewrite, scene, type Scene } from '../scene.ts';

describe('keys', () => {
  const list = (s: Scene, text: string): void => fs.writeFileSync(s.machine.signers, text);
  const smallOrder = keyLine({
    type: 'ssh-ed25519',
    blob: ed25519Blob(Buffer.from('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', 'hex')),
  });

  test.for<{ name: string; list: (key: string) => string; exit: number; code?: FindingCode }>([
    { name: 'nobody listed', list: () => '', exit: 3, code: 'UNTRUSTED_KEY' },
    { name: 'any namespace', list: key => `alice@corp ${key}\n`, exit: 0 },
    {
      name: 'a wildcard of namespaces',
      list: key => `alice@corp namespaces="*.v1@handrail" ${key}\n`,
      exit: 0,
    },
    {
      name: 'another namespace',
      list: key => `alice@corp namespaces="git" ${key}\n`,
      exit: 3,
      code: 'UNTRUSTED_KEY',
    },
    {
      name: 'valid before',
      list: key => `alice@corp valid-before="20200101Z" ${key}\n`,
      exit: 3,
      code: 'EXPIRED_KEY',
    },
    {
      name: 'valid after',
      list: key => `alice@corp valid-after="29990101Z" ${key}\n`,
      exit: 3,
      code: 'EXPIRED_KEY',
    },
    {
      name: 'valid now',
      list: key => `alice@corp valid-after="20200101",valid-before="29990101Z" ${key}\n`,
      exit: 0,
    },
    {
      name: 'one key for two',
      list: key => `alice@corp ${key}\nbob@corp ${key}\n`,
      exit: 3,
      code: 'AMBIGUOUS_KEY',
    },
    {
      name: 'an authority only',
      list: key => `*@corp cert-authority ${key}\n`,
      exit: 3,
      code: 'UNTRUSTED_KEY',
    },
    {
      name: 'a pattern for a name',
      list: key => `*@corp ${key}\n`,
      exit: 3,
      code: 'AMBIGUOUS_KEY',
    },
    {
      name: 'a name and a pattern',
      list: key => `alice@corp,?bob ${key}\n`,
      exit: 3,
      code: 'AMBIGUOUS_KEY',
    },
    {
      name: 'one key for two, one after the other',
      list: key => `alice@corp valid-before="20200101Z" ${key}\nbob@corp valid-after="20200101Z" ${key}\n`,
      exit: 0,
    },
    {
      name: 'a line that cannot be read',
      list: key => `alice@corp no-such-option ${key}\n`,
      exit: 3,
      code: 'UNTRUSTED_KEY',
    },
  ])('$name', async ({ list: text, exit, code }) => {
    const made = await scene();
    list(made, text(made.machine.signer.publicKey));
    const verdict = await made.machine.verify(made.folder);
    expect([verdict.exit, verdict.worst?.code]).toEqual([exit, code]);
  });

  const krl = (s: Scene, ...keys: readonly string[]): Buffer => {
    const [out, list] = [join(s.machine.home, 'krl'), join(s.machine.home, 'keys')];
    fs.writeFileSync(list, keys.map(key => `${key}\n`).join(''));
    execFileSync('ssh-keygen', ['-q', '-k', '-f', out, list]);
    return fs.readFileSync(out);
  };

  test.for<{
    name: string;
    revoked: (s: Scene) => string | Buffer | undefined;
    exit: number;
  }>([
    { name: 'this key', revoked: s => `# withdrawn\n${s.machine.signer.publicKey} old\n`, exit: 3 },
    { name: 'another key', revoked: () => `${newSessionKey().publicKey}\n`, exit: 0 },
    { name: 'this key, in a KRL', revoked: s => krl(s, s.machine.signer.publicKey), exit: 3 },
    { name: 'another key, in a KRL', revoked: s => krl(s, newSessionKey().publicKey), exit: 0 },
    { name: 'a KRL cut short', revoked: s => krl(s, newSessionKey().publicKey).subarray(0, 30), exit: 3 },
    { name: 'what is no list', revoked: () => 'ssh-nonsense AAAA\n', exit: 3 },
    { name: 'a file that is not there', revoked: () => undefined, exit: 3 },
  ])('withdrawn: $name', async ({ revoked, exit }) => {
    const made = await scene();
    const [path, content] = [join(made.machine.home, 'revoked'), revoked(made)];
    if (content !== undefined) fs.writeFileSync(path, content);
    const { signers, privateFolder } = made.machine;
    const given = await verifyRun(made.folder, { signers, revoked: path, privateFolder });
    expect([given.exit, given.worst?.code]).toEqual([exit, exit === 0 ? undefined : 'REVOKED_KEY']);
    // git's own setting says the same, without an option.
    const cwd = join(made.machine.home, 'work');
    execFileSync('git', ['init', '-q'], { cwd });
    execFileSync('git', ['config', 'gpg.ssh.revocationFile', path], { cwd });
    execFileSync('git', ['config', 'gpg.ssh.allowedSignersFile', signers], { cwd });
    expect((await verifyRun(made.folder, { privateFolder })).exit).toBe(exit);
  });

  test('a list that does not exist', async () => {
    const made = await scene();
    fs.rmSync(made.machine.signers);
    expect(await made.machine.verify(made.folder)).toMatchObject({ exit: 3, worst: { code: 'NO_SIGNERS' } });
  });

  test.for(['signer', 'session'])('a small-order key as %s', async field => {
    const made = await scene();
    list(made, `alice@corp ${smallOrder}\nbob@corp ${made.machine.signer.publicKey}\n`);
    const signed = await resign(made.lines, { user: made.machine.signer, session: newSessionKey() });
    rewrite(made, rechain([{ ...signed[0], [field]: smallOrder }, ...signed.slice(1)]));
    const { findings } = await made.machine.verify(made.folder);
    expect(findings.map(one => one.code)).toContain('WEAK_KEY');
    expect((await made.machine.verify(made.folder)).exit).not.toBe(0);
  });

  test('the tree’s own list is trust on first use, and says so', async () => {
    const { machine, folder } = await scene();
    const verdict = await verifyRun(folder, { privateFolder: machine.privateFolder });
    expect(verdict).toMatchObject({ exit: 0, trust: { source: 'first-use' } });
    fs.rmSync(join(machine.state, 'trust'), { recursive: true });
    expect(await verifyRun(folder)).toMatchObject({
      exit: 3,
      worst: { code: 'NO_SIGNERS' },
      trust: { source: 'none' },
    });
  });
});
