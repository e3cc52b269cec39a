import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';

/** Milliseconds that a tool gets to say its version. */
const patience = 2000;

/** How well-known tools say their version without doing anything else; no other program is ever started to look at it. */
const versionArguments: Readonly<Record<string, readonly string[]>> = {
  aws: ['--version'],
  ansible: ['--version'],
  'ansible-playbook': ['--version'],
  curl: ['--version'],
  docker: ['--version'],
  git: ['--version'],
  go: ['version'],
  helm: ['version', '--short'],
  java: ['-version'],
  jq: ['--version'],
  kubectl: ['version', '--client'],
  kustomize: ['version'],
  make: ['--version'],
  mysql: ['--version'],
  node: ['--version'],
  npm: ['--version'],
  openssl: ['version'],
  psql: ['--version'],
  python3: ['--version'],
  'redis-cli': ['--version'],
  rsync: ['--version'],
  ssh: ['-V'],
  terraform: ['version'],
};

export interface FoundTool {
  readonly found: boolean;
  readonly version?: string;
}

/** Whether a program is on PATH, and its version if it is a well-known one. */
export async function lookUp(
  name: string,
  { cwd, environment }: { readonly cwd: string; readonly environment: NodeJS.ProcessEnv },
): Promise<FoundTool> {
  const path = await onPath(name, environment['PATH'] ?? '');
  if (path === undefined) return { found: false };
  const known = Object.hasOwn(versionArguments, name) ? versionArguments[name] : undefined;
  if (known === undefined) return { found: true };
  const said = await execa(path, known, {
    cwd,
    env: environment,
    extendEnv: false,
    reject: false,
    timeout: patience,
    stdin: 'ignore',
    all: true,
  });
  const version = /\d+(?:\.\d+){1,3}/.exec(said.all)?.[0];
  return version === undefined ? { found: true } : { found: true, version };
}

/** Folders of PATH that are not absolute depend on where one stands, so they are not looked into. */
async function onPath(name: string, path: string): Promise<string | undefined> {
  for (const folder of path.split(delimiter)) {
    const file = join(folder, name);
    if (folder.startsWith('/') && (await isProgram(file))) return file;
  }
  return undefined;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
