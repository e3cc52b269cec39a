import { execFileSync, spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseKeyLine } from '../../../../src/core/audit/ssh/sshkey.ts';
import { parseSignature } from '../../../../src/core/audit/ssh/sshsig.ts';
import {
  chooseSigner,
  type ChosenSigner,
  type SignerOptions,
} from '../../../../src/adapters/audit/keys/chooseSigner.ts';
import { nodeChecks } from '../../../../src/adapters/audit/crypto.ts';
import { keyFileSigner, ownKey } from '../../../../src/adapters/audit/keys/ownKey.ts';
import { temporaryFolder } from '../kit.ts';

const hasKeygen = spawnSync('which', ['ssh-keygen']).status === 0;
const hasAgent = hasKeygen && spawnSync('which', ['ssh-agent']).status === 0;

/** A home with the keys that the arguments of ssh-keygen ask for. */
function home(
  ...keys: readonly { readonly type: string; readonly bits?: string; readonly passphrase?: string }[]
): string {
  const folder = temporaryFolder();
  fs.mkdirSync(join(folder, '.ssh'), { mode: 0o700 });
  for (const { type, bits, passphrase = '' } of keys) {
    const size = bits === undefined ? [] : ['-b', bits];
    execFileSync('ssh-keygen', [
      '-q',
      '-t',
      type,
      ...size,
      '-N',
      passphrase,
      '-f',
      join(folder, '.ssh', `id_${type}`),
    ]);
  }
  return folder;
}

const choose = (
  folder: string,
  extra: Partial<SignerOptions> & { readonly socket?: string } = {},
): Promise<ChosenSigner> =>
  chooseSigner({
    folder,
    ...extra,
    environment: {
      HOME: folder,
      PATH: process.env['PATH'],
      ...(extra.socket === undefined ? {} : { SSH_AUTH_SOCK: extra.socket }),
    },
  });

/** Signs with the chosen key and has both us and ssh-keygen verify it. */
async function signs({ signer }: ChosenSigner): Promise<boolean> {
  const message = Buffer.from('a line\n');
  const text = await signer.sign(message, 'log.v1@handrail');
  const [signature, key] = [parseSignature(text), parseKeyLine(signer.publicKey)];
  if (signature === undefined || key === undefined) return false;
  const checks = nodeChecks();
  const folder = temporaryFolder();
  fs.writeFileSync(join(folder, 'allowed'), `x ${signer.publicKey}\n`);
  fs.writeFileSync(join(folder, 'sig'), `${text}\n`);
  const args = [
    '-Y',
    'verify',
    '-f',
    join(folder, 'allowed'),
    '-I',
    'x',
    '-n',
    'log.v1@handrail',
    '-s',
    join(folder, 'sig'),
  ];
  const keygen = !hasKeygen || spawnSync('ssh-keygen', args, { input: message }).status === 0;
  return (
    keygen &&
    checks.verify(signature, key, message) &&
    !checks.verify(signature, key, Buffer.from('a Line\n'))
  );
}

test('without any key one is made, for this user only, and used again', async () => {
  const folder = temporaryFolder();
  const first = await choose(folder);
  const path = join(folder, '.config/handrail/id_ed25519');
  expect(first.notes).toEqual([
    {
      kind: 'key-made',
      place: path,
      // Three sentences: what happened, what it is for, what is left to do.
      sentence: expect.stringMatching(
        /^[^.]+made one[^.]+\S+\. It signs [^.]+\. For others [^.]+\.$/,
      ) as string,
    },
  ]);
  expect(fs.statSync(path).mode & 0o777).toBe(0o600);
  expect(fs.readFileSync(`${path}.pub`, 'utf8')).toBe(`${first.signer.publicKey} handrail\n`);
  expect(await signs(first)).toBe(true);
  const second = await choose(folder);
  expect([second.signer.publicKey, second.notes]).toEqual([first.signer.publicKey, []]);
  const elsewhere = join(folder, 'config');
  expect(ownKey({ HOME: folder, XDG_CONFIG_HOME: elsewhere }).signer.place).toBe(
    join(elsewhere, 'handrail/id_ed25519'),
  );
});

test.skipIf(!hasKeygen)('the key we make is one that ssh-keygen reads', () => {
  const { signer } = ownKey({ HOME: temporaryFolder() });
  expect(execFileSync('ssh-keygen', ['-y', '-f', signer.place], { encoding: 'utf8' })).toContain(
    signer.publicKey,
  );
});

test
  .skipIf(!hasKeygen)
  .for([
    { type: 'ed25519' },
    { type: 'ecdsa' },
    { type: 'ecdsa', bits: '384' },
    { type: 'ecdsa', bits: '521' },
    { type: 'rsa', bits: '3072' },
  ])('a key file without a passphrase: $type $bits', async key => {
  const folder = home(key);
  const chosen = await choose(folder);
  expect([chosen.signer.place, chosen.notes]).toEqual([join(folder, '.ssh', `id_${key.type}`), []]);
  expect(await signs(chosen)).toBe(true);
});

test.skipIf(!hasKeygen)('keys that cannot be used are passed over, and said so', async () => {
  const folder = home({ type: 'ed25519', passphrase: 'secret' }, { type: 'ecdsa' });
  const chosen = await choose(folder);
  expect(chosen.signer.place).toBe(join(folder, '.ssh/id_ecdsa'));
  expect(chosen.notes.map(({ kind, sentence }) => [kind, /passphrase/.test(sentence)])).toEqual([
    ['passed-over', true],
  ]);
  const weak = await choose(home({ type: 'rsa', bits: '2048' }));
  expect(weak.notes.map(({ kind }) => kind)).toEqual(['passed-over', 'key-made']);
});

test.skipIf(!hasKeygen)('git’s signing key comes first, as a path or as a literal', async () => {
  const folder = home({ type: 'ed25519' });
  const other = join(folder, 'work key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', other]);
  const config = (key: string, format = 'ssh'): void =>
    fs.writeFileSync(
      join(folder, '.gitconfig'),
      `[gpg]\n\tformat = ${format}\n[user]\n\tsigningkey = "${key}"\n`,
    );
  config(other);
  expect((await choose(folder)).signer.place).toBe(other);
  config(`${other}.pub`);
  expect((await choose(folder)).signer.place).toBe(other);
  config('~/work key.pub');
  expect((await choose(folder)).signer.place).toBe(other);
  config(other, 'openpgp');
  expect((await choose(folder)).signer.place).toBe(join(folder, '.ssh/id_ed25519'));
  config(`key::${fs.readFileSync(`${other}.pub`, 'utf8').trim()}`);
  const { signer, notes } = await choose(folder);
  expect([signer.place, notes.length]).toEqual([join(folder, '.ssh/id_ed25519'), 1]);
});

async function agent(folder: string): Promise<string> {
  const socket = join(folder, 'agent');
  const child = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
  onTestFinished(() => void child.kill());
  await expect.poll(() => fs.existsSync(socket)).toBe(true);
  return socket;
}

test.skipIf(!hasAgent).for([{ type: 'ed25519' }, { type: 'ecdsa' }, { type: 'rsa', bits: '3072' }])(
  'the agent signs for a file with a passphrase: $type',
  async key => {
    const folder = home(key);
    const path = join(folder, '.ssh', `id_${key.type}`);
    const socket = await agent(folder);
    execFileSync('ssh-add', ['-q', path], {
      env: { ...process.env, SSH_AUTH_SOCK: socket },
      stdio: 'ignore',
    });
    execFileSync('ssh-keygen', ['-q', '-p', '-P', '', '-N', 'secret', '-f', path]);
    const chosen = await choose(folder, { socket });
    expect([chosen.signer.keyStore, chosen.notes]).toEqual(['agent', []]);
    expect(await signs(chosen)).toBe(true);
  },
);

test.skipIf(!hasAgent)('a key that only the agent has is used where a signers file names it', async () => {
  const folder = home({ type: 'ed25519' });
  const path = join(folder, '.ssh/id_ed25519');
  const socket = await agent(folder);
  execFileSync('ssh-add', ['-q', path], {
    env: { ...process.env, SSH_AUTH_SOCK: socket },
    stdio: 'ignore',
  });
  const line = fs.readFileSync(`${path}.pub`, 'utf8');
  fs.rmSync(join(folder, '.ssh'), { recursive: true });
  expect((await choose(folder, { socket })).signer.keyStore).toBe('file');
  const signers = join(folder, 'signers');
  fs.writeFileSync(signers, `alice ${line}`);
  const chosen = await choose(folder, { socket, signersFiles: [signers] });
  expect(chosen.signer.keyStore).toBe('agent');
  expect(await signs(chosen)).toBe(true);
  const gone = await choose(folder, { socket: join(folder, 'no-agent'), signersFiles: [signers] });
  expect(gone.signer.keyStore).toBe('file');
});

test('files that are no keys are no keys', () => {
  const path = join(temporaryFolder(), 'key');
  for (const text of [
    '',
    'hello',
    '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n',
  ]) {
    fs.writeFileSync(path, text);
    expect(keyFileSigner(path)).toBeUndefined();
  }
  expect(keyFileSigner(join(path, 'nowhere'))).toBeUndefined();
});
