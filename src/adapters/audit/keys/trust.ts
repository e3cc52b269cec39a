import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { execa } from 'execa';
import { parseSigners } from '../../../core/audit/ssh/signers.ts';
import { keyLine, parseKeyLine } from '../../../core/audit/ssh/sshkey.ts';
import type { Trust } from '../../../core/audit/trusted.ts';
import { readWhole } from '../../plainFile.ts';
import { treeSigners } from './firstUse.ts';
import { realPath } from '../stateFolders.ts';

const baseBranches = ['refs/remotes/origin/HEAD', 'refs/remotes/origin/main', 'refs/remotes/origin/master'];

/** What a list of signers is wanted for. */
export interface TrustWanted {
  /** An allowed_signers file from outside the tree. */
  readonly signers?: string | undefined;
  /** A list of keys that were withdrawn: public keys, or a KRL of ssh-keygen. */
  readonly revoked?: string | undefined;
  /** The state folder whose lists count, where it is not the one around the run. */
  readonly stateFolder?: string;
  /** Public keys whose revocation is asked for. */
  readonly keys: readonly string[];
}

/**
 * The list of trusted keys for a run: the first that there is of the file that was given, git's `gpg.ssh.allowedSignersFile`,
 * the base branch's copy, and the working tree's own copy, which is trust on first use. A list that does not name the key is not
 * passed over for a weaker one.
 */
export async function findTrust(runFolder: string, wanted: TrustWanted): Promise<Trust> {
  if (wanted.signers !== undefined)
    return trustFile('given', wanted.signers, await revokedKeys(wanted.revoked, wanted.keys));
  return treeTrust(wanted.stateFolder ?? dirname(dirname(dirname(resolve(runFolder)))), wanted);
}

/** As `findTrust`, of all runs of a state folder. */
export async function treeTrust(stateFolder: string, wanted: TrustWanted): Promise<Trust> {
  const list = wanted.revoked ?? (await gitSetting(stateFolder, 'gpg.ssh.revocationFile'));
  const revoked = await revokedKeys(list, wanted.keys);
  const setting = await gitSetting(stateFolder, 'gpg.ssh.allowedSignersFile');
  if (setting !== undefined) return trustFile('setting', setting, revoked);
  const base = await baseBranchFile(stateFolder, treeSigners);
  if (base !== undefined)
    return { source: 'base-branch', place: base.place, signers: parseSigners(base.text), ...revoked };
  const own = join(stateFolder, treeSigners);
  if (fs.existsSync(own)) return trustFile('first-use', own, revoked);
  return { source: 'none', place: '', signers: undefined, ...revoked };
}

type Revoked = Pick<Trust, 'revoked' | 'unreadable'>;

function trustFile(source: Trust['source'], place: string, revoked: Revoked): Trust {
  try {
    // What a person names may be a pipe, as a shell's <(…) is; what a tree brings along may be one without end.
    const text = source === 'first-use' ? readWhole(place) : fs.readFileSync(place);
    return { source, place, signers: parseSigners(text.toString('utf8')), ...revoked };
  } catch {
    return { source, place, signers: undefined, ...revoked };
  }
}

/** OpenSSH's PROTOCOL.krl. */
const krlMagic = 'SSHKRL\n\0';

/** Which of the keys a file withdraws. A file that cannot be read could withdraw any of them, so it is not passed over. */
async function revokedKeys(path: string | undefined, keys: readonly string[]): Promise<Revoked> {
  if (path === undefined) return { revoked: [] };
  let text: string;
  try {
    text = fs.readFileSync(path, 'latin1');
  } catch {
    return { revoked: [], unreadable: path };
  }
  if (text.startsWith(krlMagic)) return revokedInKrl(path, keys);
  const lines = text.split('\n').filter(line => line.trim() !== '' && !line.startsWith('#'));
  const read = lines.map(parseKeyLine);
  const revoked = read.flatMap(key => (key === undefined ? [] : [keyLine(key)]));
  return read.includes(undefined) ? { revoked, unreadable: path } : { revoked };
}

/** ssh-keygen alone reads its KRLs, and keys from files alone. */
async function revokedInKrl(path: string, keys: readonly string[]): Promise<Revoked> {
  const folder = fs.mkdtempSync(join(tmpdir(), 'handrail-keys-'));
  const file = join(folder, 'key.pub');
  const revoked: string[] = [];
  try {
    for (const key of keys) {
      fs.writeFileSync(file, `${key}\n`);
      const { exitCode, stdout } = await execa('ssh-keygen', ['-Q', '-f', path, file], {
        reject: false,
        timeout: 10_000,
      });
      if (exitCode !== 0 && !stdout.includes('REVOKED')) return { revoked, unreadable: path };
      if (exitCode !== 0) revoked.push(key);
    }
    return { revoked };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** A path that git's settings name; what stands in the tree cannot change it. */
export async function gitSetting(folder: string, name: string): Promise<string | undefined> {
  const path = await git(folder, ['config', '--type=path', '--get', name]);
  return path === undefined || path.trim() === '' ? undefined : path.trim();
}

/** A file of the state folder as the base branch has it. */
export async function baseBranchFile(
  stateFolder: string,
  file: string,
): Promise<{ readonly place: string; readonly text: string } | undefined> {
  const top = (await git(stateFolder, ['rev-parse', '--show-toplevel']))?.trim();
  if (top === undefined || top === '') return undefined;
  const path = relative(top, join(realPath(stateFolder), file))
    .split(sep)
    .join('/');
  for (const branch of baseBranches) {
    const place = `${branch}:${path}`;
    const text = await git(stateFolder, ['cat-file', 'blob', place]);
    if (text !== undefined) return { place: place.replace('refs/remotes/', ''), text };
  }
  return undefined;
}

/** Output of a git command that only reads; `undefined` if it fails or there is no git. */
async function git(cwd: string, args: readonly string[]): Promise<string | undefined> {
  if (!fs.existsSync(cwd)) return undefined;
  try {
    const { stdout } = await execa('git', args, { cwd, stripFinalNewline: false, timeout: 10_000 });
    return stdout;
  } catch {
    return undefined;
  }
}
