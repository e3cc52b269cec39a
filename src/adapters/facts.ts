import { hostname, userInfo } from 'node:os';
import { execa } from 'execa';
import { childStdio } from './childStdio.ts';
import { readCloud } from './cloud.ts';
import type { Facts } from '../core/run/view/view.ts';

/** Milliseconds that a tool gets to say where we are. */
const patience = 5000;

/** Reads where commands would act: host, user, directory, git branch, kube context. What cannot be read is left out. */
export async function readFacts(
  cwd: string,
  environment: NodeJS.ProcessEnv,
  trust: 'ask' | 'untrusted',
): Promise<Facts> {
  // A repository's own settings can make git run programs.
  const [git, kube, cloud] =
    trust === 'ask'
      ? await Promise.all([readGit(cwd, environment), readKube(cwd, environment), readCloud(environment)])
      : [];
  return {
    host: hostname(),
    user: userName(environment),
    cwd,
    ...(git === undefined ? {} : { git }),
    ...(kube === undefined ? {} : { kube }),
    ...(cloud === undefined ? {} : { cloud }),
  };
}

/** The branch (empty when detached), the commit (empty before the first), and whether the tree has changes besides our own log's. */
async function readGit(cwd: string, environment: NodeJS.ProcessEnv): Promise<Facts['git']> {
  const status = await say({ cwd, environment }, [
    'git',
    '--no-optional-locks',
    'status',
    '--porcelain=v2',
    '--branch',
    '--',
    '.',
    ':(exclude,top,glob)**/.handrail/**',
  ]);
  if (status === undefined) return undefined;
  const lines = status.split('\n');
  const head = after(lines, '# branch.oid ') ?? '';
  const branch = after(lines, '# branch.head ') ?? '';
  return {
    head: head.startsWith('(') ? '' : head,
    branch: branch.startsWith('(') ? '' : branch,
    dirty: lines.some(line => line !== '' && !line.startsWith('#')),
  };
}

async function readKube(cwd: string, environment: NodeJS.ProcessEnv): Promise<Facts['kube']> {
  const context = await say({ cwd, environment }, ['kubectl', 'config', 'current-context']);
  if (context === undefined || context === '') return undefined;
  const namespace = await say({ cwd, environment }, [
    'kubectl',
    'config',
    'view',
    '--minify',
    '--output',
    'jsonpath={..namespace}',
  ]);
  return { context, namespace: namespace === undefined || namespace === '' ? 'default' : namespace };
}

interface Place {
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** What a program prints, without its last line end; undefined where it is missing, fails or is slow. */
async function say(
  { cwd, environment }: Place,
  [file, ...args]: readonly [string, ...string[]],
): Promise<string | undefined> {
  const result = await execa(file, args, {
    cwd,
    env: environment,
    extendEnv: false,
    reject: false,
    timeout: patience,
    stdio: childStdio(),
  });
  return result.failed ? undefined : result.stdout;
}

function after(lines: readonly string[], start: string): string | undefined {
  return lines.find(line => line.startsWith(start))?.slice(start.length);
}

/** A container's user often has no name; its number says as much. */
function userName(environment: NodeJS.ProcessEnv): string {
  try {
    return userInfo().username;
  } catch {
    return environment['USER'] ?? String(process.getuid?.() ?? '');
  }
}
