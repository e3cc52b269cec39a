import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { provideDist } from '../built.ts';
import { bash, Place } from './handrail.ts';

beforeAll(provideDist);

const hasKeygen = spawnSync('which', ['ssh-keygen']).status === 0;
const beforeZ = /^OpenSSH_(?:8\.|9\.0)/.test(spawnSync('ssh', ['-V'], { encoding: 'utf8' }).stderr);

const keygen = (place: Place, name: string, ...more: readonly string[]): string => {
  const path = join(place.home, '.ssh', name);
  mkdirSync(join(place.home, '.ssh'), { recursive: true, mode: 0o700 });
  execFileSync('ssh-keygen', ['-q', '-N', '', '-f', path, ...(more.length === 0 ? ['-t', 'ed25519'] : more)]);
  return readFileSync(`${path}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
};

interface Shown {
  readonly publicKey?: string;
  readonly source: string;
  readonly place: string;
  readonly looked: readonly { readonly source: string; readonly state: string }[];
  readonly listed: { readonly source: string; readonly principal?: string; readonly problem?: string };
}

async function shown(place: Place): Promise<Shown> {
  const { exit, stdout, stderr } = await place.run(['keys', '--json']);
  expect([exit, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Shown;
}

const states = ({ looked }: Shown): readonly string[] => looked.map(({ state }) => state);

describe('which key signs', () => {
  test('nobody has one: said in three sentences, and none is made by asking', async () => {
    using place = new Place();
    const { exit, stdout } = await place.run(['keys']);
    expect(exit).toBe(0);
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      expect.stringMatching(/^Handrail signs what you do/),
      expect.stringMatching(/^You have no SSH key .* stays on this machine: .*handrail\/id_ed25519\.$/),
      expect.stringMatching(/^To have it believed .*handrail keys export/),
    ]);
    const key = await shown(place);
    expect([key.publicKey, key.source, states(key)]).toEqual([
      undefined,
      'own',
      ['none', 'none', 'none', 'used'],
    ]);
    expect(existsSync(join(place.home, '.config'))).toBe(false);
  });

  test.skipIf(!hasKeygen)('the key it names is the key that signs a run', async () => {
    using place = new Place({ 'a.md': `# A\n${bash('true')}` });
    const line = keygen(place, 'id_ed25519');
    expect(await shown(place)).toMatchObject({ publicKey: line, source: 'home', listed: { source: 'none' } });
    expect((await place.run(['run', 'a.md'])).exit).toBe(0);
    expect(place.entries().find(({ type }) => type === 'open')?.['signer']).toBe(line);
    const after = await shown(place);
    expect(after.listed).toMatchObject({ source: 'first-use' });
    expect(after.listed.principal).toBeTruthy();
  });

  test.skipIf(!hasKeygen)(
    'git’s key goes before; a weak or missing one is passed over, and why is said',
    async () => {
      using place = new Place();
      const home = keygen(place, 'id_ed25519');
      const work = keygen(place, 'work');
      const config = (key: string): void =>
        writeFileSync(
          join(place.home, '.gitconfig'),
          `[gpg]\n\tformat = ssh\n[user]\n\tsigningkey = ${key}\n`,
        );
      config(join(place.home, '.ssh/work'));
      const first = await shown(place);
      expect([first.publicKey, first.source, states(first)]).toEqual([
        work,
        'git',
        ['used', 'not-reached', 'not-reached', 'not-reached'],
      ]);
      keygen(place, 'weak', '-t', 'rsa', '-b', '2048');
      config(join(place.home, '.ssh/weak'));
      const second = await shown(place);
      expect([second.publicKey, states(second)]).toEqual([
        home,
        ['passed-over', 'none', 'used', 'not-reached'],
      ]);
      expect((await place.run(['keys'])).stdout).toContain('RSA keys need 3072 bits or more');
    },
  );

  test.skipIf(!hasKeygen)('a list that does not believe the key says so', async () => {
    using place = new Place();
    const line = keygen(place, 'id_ed25519');
    const path = join(place.work, '.handrail/trust/allowed_signers');
    mkdirSync(join(place.work, '.handrail/trust'), { recursive: true });
    for (const [text, problem] of [
      ['', 'unknown'],
      [`a@b valid-before="20200101Z" ${line}`, 'expired'],
      [`a@b namespaces="git" ${line}`, 'namespace'],
      [`a@b ${line}\nb@b ${line}`, 'ambiguous'],
      [`*@b ${line}`, 'pattern'],
    ] as const) {
      writeFileSync(path, `${text}\n`);
      expect((await shown(place)).listed).toMatchObject({ source: 'first-use', problem });
    }
    writeFileSync(join(place.work, 'revoked'), `${line}\n`);
    writeFileSync(path, `a@b ${line}\n`);
    execFileSync('git', ['init', '-q'], { cwd: place.work });
    execFileSync('git', ['config', 'gpg.ssh.revocationFile', join(place.work, 'revoked')], {
      cwd: place.work,
    });
    expect((await shown(place)).listed).toMatchObject({ problem: 'revoked' });
  });
});

describe('a line for a list of signers', () => {
  test.skipIf(!hasKeygen)('is one that ssh-keygen and our verifier believe', async () => {
    using place = new Place({ 'a.md': `# A\n${bash('true')}` });
    const { exit, stdout } = await place.run([
      'keys',
      'export',
      '--principal',
      'alice@corp',
      '--valid-after',
      '2020-01-01',
    ]);
    expect(exit).toBe(0);
    expect(stdout).toMatch(
      /^alice@corp namespaces="log\.v1@handrail,seal\.v1@handrail",valid-after="20200101000000Z" ssh-ed25519 \S+$/,
    );
    expect((await place.run(['run', 'a.md'])).exit).toBe(0);
    writeFileSync(join(place.folder, 'signers'), stdout);
    const verified = await place.run(['verify', place.last, '--signers', join(place.folder, 'signers')]);
    expect([verified.exit, verified.stdout.includes('Signed by alice@corp')]).toEqual([0, true]);
    const sig = String(place.entries().find(({ type }) => type === 'sig')?.['sig']);
    writeFileSync(join(place.folder, 's.sig'), `${sig}\n`);
    // OpenSSH before 9.1 knows no Z behind a time: docs/audit-log.md says what to do then.
    if (beforeZ) writeFileSync(join(place.folder, 'signers'), stdout.replace(/(valid-after="\d+)Z/, '$1'));
    const found = execFileSync(
      'ssh-keygen',
      ['-Y', 'find-principals', '-f', join(place.folder, 'signers'), '-s', join(place.folder, 's.sig')],
      { encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } },
    );
    expect(found).toBe('alice@corp\n');
  });

  test.each([
    { args: ['--principal', '*@corp'], exit: 1, says: /is a pattern: .* many people/ },
    { args: ['--principal', 'al?ce'], exit: 1, says: /pattern/ },
    { args: ['--principal', ''], exit: 1, says: /no principal/ },
    { args: ['--principal', 'a b'], exit: 1, says: /no principal/ },
    { args: ['--principal', 'a,b'], exit: 1, says: /no principal/ },
    { args: ['--principal', '-x'], exit: 2, says: /Usage/ },
    { args: ['--namespaces', 'a b'], exit: 1, says: /no namespace/ },
    { args: ['--namespaces', ''], exit: 1, says: /namespace is missing/ },
    { args: ['--valid-after', 'tomorrow'], exit: 2, says: /no time: tomorrow/ },
    { args: ['--valid-after', '2027-01-01', '--valid-before', '2026-01-01'], exit: 1, says: /at no time/ },
    { args: ['more'], exit: 2, says: /Usage/ },
  ])('refused: $args', async ({ args, exit, says }) => {
    using place = new Place();
    const ran = await place.run(['keys', 'export', ...args]);
    expect([ran.exit, ran.stdout]).toEqual([exit, '']);
    expect(ran.stderr).toMatch(says);
  });

  test('options of another action, and actions that do not exist', async () => {
    using place = new Place();
    expect((await place.run(['keys', '--principal', 'a'])).exit).toBe(2);
    expect((await place.run(['keys', 'rotate', '--retired'])).exit).toBe(2);
    expect((await place.run(['keys', 'forge'])).exit).toBe(2);
    expect((await place.run(['keys', '--help'])).exit).toBe(0);
  });

  test('a folder that cannot hold the key is said', async () => {
    using place = new Place();
    writeFileSync(join(place.home, '.config'), 'a file');
    expect(await place.run(['keys', 'export'])).toMatchObject({ exit: 5, stdout: '' });
  });
});

test('rotation: what the old key signed still verifies, what it signs later does not', async () => {
  using place = new Place({ 'a.md': `# A\n${bash('true')}` });
  expect((await place.run(['keys', 'rotate'])).exit).toBe(1);
  expect((await place.run(['run', 'a.md'])).exit).toBe(0);
  const before = place.last;
  const path = join(place.home, '.config/handrail/id_ed25519');
  const oldKey = readFileSync(path, 'utf8');
  const { exit, stdout } = await place.run(['keys', 'rotate', '--principal', 'alice@corp', '--json']);
  expect(exit).toBe(0);
  const { oldLine, newLine } = JSON.parse(stdout) as { oldLine: string; newLine: string };
  expect(readFileSync(path, 'utf8')).not.toBe(oldKey);
  const signers = join(place.folder, 'signers');
  writeFileSync(signers, `${oldLine}\n${newLine}\n`);
  expect((await place.run(['verify', before, '--signers', signers])).exit).toBe(0);
  expect((await place.run(['run', 'a.md'])).exit).toBe(0);
  expect((await place.run(['verify', place.last, '--signers', signers])).exit).toBe(0);
  const exported = await place.run(['keys', 'export', '--retired', '--principal', 'alice@corp']);
  expect(exported.stdout.split('\n')[0]).toBe(oldLine);
  // Somebody who had copied the old key.
  await new Promise(resolve => setTimeout(resolve, 1100));
  writeFileSync(path, oldKey);
  expect((await place.run(['run', 'a.md'])).exit).toBe(0);
  const stolen = await place.run(['verify', place.last, '--signers', signers]);
  expect([stolen.exit, stolen.stdout.includes('[EXPIRED_KEY]')]).toEqual([3, true]);
});

test.skipIf(!hasKeygen)(
  'a key that asks is passed over without a terminal, and a run that it has not signed can be named',
  async () => {
    using place = new Place({ 'a.md': `# A\n${bash('true')}` });
    mkdirSync(join(place.home, '.ssh'), { mode: 0o700 });
    execFileSync('ssh-keygen', [
      ...['-q', '-t', 'ed25519', '-N', 'swordfish'],
      ...['-f', join(place.home, '.ssh/id_ed25519')],
    ]);
    const ran = await place.run(['run', 'a.md']);
    expect([ran.exit, `${ran.stdout}${ran.stderr}`]).toEqual([
      0,
      expect.stringContaining('it needs a passphrase') as string,
    ]);
    const signed = await place.run(['keys', 'sign', place.last]);
    expect([signed.exit, signed.stdout]).toEqual([0, 'The end of this run was signed already.']);
    expect((await place.run(['keys', 'sign', place.last, '--json'])).stdout).toContain('"signed": false');
    expect((await place.run(['keys', 'sign', place.work])).exit).toBe(5);
    expect((await place.run(['keys', 'sign'])).exit).toBe(2);
    expect((await place.run(['keys', 'sign', place.last, '--retired'])).exit).toBe(2);
  },
);
