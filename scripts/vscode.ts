// Finds a desktop VS Code, or installs the VS Code server of the npm package code-server into the cache.
import { existsSync, realpathSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { withLock } from './lock.ts';
import { cache, main, Refusal } from './project.ts';

const version = '4.139.1';
const integrity =
  'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==';

/** The command of a VS Code that can open a window here, or undefined. */
export async function findDesktop(): Promise<string | undefined> {
  // `code` in a terminal of a remote window talks to that window and needs no display of its own.
  const display =
    process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'] ?? process.env['VSCODE_IPC_HOOK_CLI'];
  if (process.platform === 'linux' && display === undefined) {
    return undefined;
  }
  const candidates = ['code', '/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code'];
  for (const candidate of candidates) {
    const { exitCode } = await execa(candidate, ['--version'], { reject: false, timeout: 20_000 });
    if (exitCode === 0) {
      return candidate;
    }
  }
  return undefined;
}

/**
 * Returns the folder of the VS Code server, installing it first where it is missing: about 600 MB, once for each user.
 * An installation that was cut short is taken up where it stopped; two at once wait for each other.
 */
export async function installServer(): Promise<string> {
  const folder = join(cache, `vscode-server-${version}`);
  const server = join(folder, 'package/lib/vscode');
  if (existsSync(join(folder, 'complete'))) {
    return server;
  }
  await mkdir(cache, { recursive: true });
  await withLock(`${folder}.lock`, async () => {
    if (!existsSync(join(folder, 'complete'))) {
      console.log(`Installing the VS Code server into ${folder} (about 600 MB, only this once) ...`);
      await install(folder);
    }
  });
  return server;
}

async function install(folder: string): Promise<void> {
  const server = join(folder, 'package/lib/vscode');
  try {
    await mkdir(folder, { recursive: true });
    if (!existsSync(join(folder, 'package'))) {
      await unpack(folder);
    }
    // Not `npm ci`: the server's package.json and shrinkwrap disagree about one package.
    await npm(['install', '--omit=dev', '--ignore-scripts', '--no-save'], server);
  } catch (error) {
    const reason = String(error).split('\n').slice(0, 12).join('\n');
    throw new Refusal(
      `The VS Code server could not be installed. It comes from the npm registry, so check the network and the free ` +
        `space under ${cache}, then run this again: it goes on where it stopped.\n\n${reason}`,
    );
  }
  await compileAddons(server);
  await writeFile(join(folder, 'complete'), '');
}

async function unpack(folder: string): Promise<void> {
  const { stdout } = await npm(['pack', `code-server@${version}`, '--json'], folder);
  const [packed] = JSON.parse(stdout) as readonly { filename: string; integrity: string }[];
  if (packed?.integrity !== integrity) {
    throw new Error(`The registry's code-server@${version} is not the one this project was tested with.`);
  }
  const archive = join(folder, packed.filename);
  const partial = join(folder, 'partial');
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial);
  await execa('tar', ['-xzf', archive, '-C', partial]);
  await rename(join(partial, 'package'), join(folder, 'package'));
  await rm(partial, { recursive: true });
  await rm(archive);
}

// Two addons come without binaries. The server works without them (it only loses a log and a watchdog), so a machine
// without a compiler is not turned away. They must be built for the Node that runs the server, which is this one.
async function compileAddons(server: string): Promise<void> {
  const nodeFolder = dirname(dirname(realpathSync(process.execPath)));
  const headers = existsSync(join(nodeFolder, 'include/node')) ? { npm_config_nodedir: nodeFolder } : {};
  try {
    await npm(['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'], server, headers);
  } catch {
    console.log('Without a C++ compiler the VS Code server keeps no log of its own; all else works.');
  }
}

function npm(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}) {
  return execa('npm', [...args, '--loglevel=error', '--no-audit', '--no-fund'], { cwd, env });
}

if (process.argv[1] === import.meta.filename) {
  await main(async () => {
    console.log(await installServer());
  });
}
