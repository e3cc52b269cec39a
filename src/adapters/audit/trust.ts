import * as fs from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { execa } from 'execa';
import { parseSigners } from '../../core/audit/signers.ts';
import { keyLine, parseKeyLine } from '../../core/audit/sshkey.ts';
import type { Trust } from '../../core/audit/trusted.ts';
import { treeSigners } from './firstUse.ts';

const baseBranches = ['refs/remotes/origin/HEAD', 'refs/remotes/origin/main', 'refs/remotes/origin/master'];

/**
 * The list of trusted keys for a run: the first that there is of the file that was given, git's `gpg.ssh.allowedSignersFile`,
 * the base branch's copy, and the working tree's own copy, which is trust on first use. A list that does not name the key is not
 * passed over for a weaker one.
 */
export async function findTrust(runFolder: string, given: string | undefined): Promise<Trust> {
  if (given !== undefined) return trustFile('given', given, []);
  const stateFolder = dirname(dirname(dirname(resolve(runFolder))));
  const revoked = await revokedKeys(stateFolder);
  const setting = await gitSetting(stateFolder, 'gpg.ssh.allowedSignersFile');
  if (setting !== undefined) return trustFile('setting', setting, revoked);
  const base = await baseBranchSigners(stateFolder);
  if (base !== undefined)
    return { source: 'base-branch', place: base.place, signers: parseSigners(base.text), revoked };
  const own = join(stateFolder, treeSigners);
  if (fs.existsSync(own)) return trustFile('first-use', own, revoked);
  return { source: 'none', place: '', signers: undefined, revoked };
}

function trustFile(source: Trust['source'], place: string, revoked: readonly string[]): Trust {
  try {
    return { source, place, signers: parseSigners(fs.readFileSync(place, 'utf8')), revoked };
  } catch {
    return { source, place, signers: undefined, revoked };
  }
}

/** Keys in git's revocation file, where it is a list of public keys; a binary KRL is ssh-keygen's own. */
async function revokedKeys(folder: string): Promise<readonly string[]> {
  const path = await gitSetting(folder, 'gpg.ssh.revocationFile');
  if (path === undefined) return [];
  try {
    const lines = fs.readFileSync(path, 'utf8').split('\n');
    return lines.map(parseKeyLine).flatMap(key => (key === undefined ? [] : [keyLine(key)]));
  } catch {
    return [];
  }
}

async function gitSetting(folder: string, name: string): Promise<string | undefined> {
  const path = await git(folder, ['config', '--type=path', '--get', name]);
  return path === undefined || path.trim() === '' ? undefined : path.trim();
}

async function baseBranchSigners(
  stateFolder: string,
): Promise<{ readonly place: string; readonly text: string } | undefined> {
  const top = (await git(stateFolder, ['rev-parse', '--show-toplevel']))?.trim();
  if (top === undefined || top === '') return undefined;
  const path = relative(top, join(realPath(stateFolder), treeSigners))
    .split(sep)
    .join('/');
  for (const branch of baseBranches) {
    const place = `${branch}:${path}`;
    const text = await git(stateFolder, ['cat-file', 'blob', place]);
    if (text !== undefined) return { place: place.replace('refs/remotes/', ''), text };
  }
  return undefined;
}

function realPath(path: string): string {
  try {
    return fs.realpathSync(path);
  } catch {
    return path;
  }
}

/** Output of a git command that only reads; `undefined` where it fails or there is no git. */
async function git(cwd: string, args: readonly string[]): Promise<string | undefined> {
  if (!fs.existsSync(cwd)) return undefined;
  try {
    const { stdout } = await execa('git', args, { cwd, stripFinalNewline: false, timeout: 10_000 });
    return stdout;
  } catch {
    return undefined;
  }
}
