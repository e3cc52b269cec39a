// People with a machine, a name and a key each, and a repository between them.
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { root } from '../../scripts/project.ts';
import { Vscode } from './vscode.ts';

export class People {
  readonly folder: string;
  /** What the first of them works in. */
  readonly source: string;
  readonly #windows: Vscode[] = [];

  private constructor(folder: string) {
    this.folder = folder;
    this.source = join(folder, 'source');
  }

  /** A repository that holds some files, and people who are called so. */
  static async meet(files: Readonly<Record<string, string>>, names: readonly string[]): Promise<People> {
    const people = new People(await mkdtemp(join(tmpdir(), 'hra-')));
    const { folder, source } = people;
    await mkdir(source);
    for (const name of names) await people.#join(name);
    git(folder, 'init', '-q', '--bare', '-b', 'main', 'origin.git');
    git(source, 'init', '-q', '-b', 'main');
    git(source, 'remote', 'add', 'origin', join(folder, 'origin.git'));
    for (const [file, text] of Object.entries(files)) await writeFile(join(source, file), text);
    return people;
  }

  /** Somebody with a key and a name of their own. */
  async #join(name: string): Promise<void> {
    const home = this.home(name);
    await mkdir(join(home, '.ssh'), { recursive: true });
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(home, '.ssh/id_ed25519')]);
    await writeFile(join(home, '.gitconfig'), `[user]\n\tname = ${name}\n\temail = ${name}@corp\n`);
  }

  home(name: string): string {
    return join(this.folder, name);
  }

  /** The file of somebody's public key. */
  key(name: string): string {
    return join(this.home(name), '.ssh/id_ed25519.pub');
  }

  /** What somebody asks the command line, in the first one's folder. */
  async cli(name: string, ...args: readonly string[]): Promise<{ readonly stdout: string }> {
    const home = this.home(name);
    return await execa(process.execPath, [join(root, 'dist/cli.cjs'), ...args], {
      cwd: this.source,
      env: { HOME: home, XDG_STATE_HOME: join(home, '.local/state'), XDG_CONFIG_HOME: join(home, '.config') },
    });
  }

  /** All that stands in the first one's folder is what everybody begins with. */
  publish(): void {
    git(this.source, 'add', '-A', '-f');
    git(this.source, 'commit', '-qm', 'team');
    git(this.source, 'push', '-q', '-u', 'origin', 'main');
  }

  /** The first one's folder gets what the others have pushed. */
  pull(): void {
    pull(this.source);
  }

  /** A window of somebody, on a copy of the repository. */
  async window(name: string, file?: string): Promise<Vscode> {
    const vscode = await Vscode.open({ workspace: this.source, ...(file === undefined ? {} : { file }) });
    this.#windows.push(vscode);
    await cp(this.home(name), vscode.home, { recursive: true });
    return vscode;
  }

  async part(): Promise<void> {
    await Promise.all(this.#windows.map(window => window.close()));
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** What one of them has, the others can get, and one of them gets, as git brings it. */
export function share(from: Vscode, to?: Vscode): void {
  // Who writes now is nobody's business elsewhere.
  git(from.workspace, 'add', '-A', '-f', '.handrail', ':(exclude,glob)**/*.lock');
  git(from.workspace, 'commit', '-qm', 'log', '--allow-empty');
  git(from.workspace, 'push', '-q', 'origin', 'HEAD:main');
  if (to !== undefined) pull(to.workspace);
}

function pull(folder: string): void {
  git(folder, 'pull', '-q', '--no-rebase', '--no-edit', 'origin', 'main');
}

/** The folder of the only run of a runbook in a workspace. */
export async function runFolder({ workspace }: Pick<Vscode, 'workspace'>, runbook: string): Promise<string> {
  const [year = ''] = await readdir(join(workspace, '.handrail/runs'));
  const runs = await readdir(join(workspace, '.handrail/runs', year));
  return join(workspace, '.handrail/runs', year, runs.find(run => run.includes(`-${runbook}-`)) ?? '');
}

function git(cwd: string, ...args: readonly string[]): void {
  const own = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'protocol.file.allow=always'];
  execFileSync('git', [...own, ...args], { cwd, stdio: 'pipe' });
}
