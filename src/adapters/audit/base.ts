import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { execa } from 'execa';
import { prefixOf } from './blobPrefix.ts';
import { realPath } from './stateFolders.ts';
import type { Finding, FindingCode, Weight } from '../../core/audit/finding.ts';

// What a branch already holds of the logs must be the beginning of what is here: logs only grow. In continuous integration of a
// protected branch, this finds what no single copy can show: a run that was deleted, a log that was cut or replaced by an older one.

export interface BaseComparison {
  readonly ref: string;
  /** Segments of the base that were compared. */
  readonly logs: number;
  readonly findings: readonly Finding[];
}

interface Blob {
  /** From the top of the work tree. */
  readonly path: string;
  readonly sha: string;
}

/** Compares a state folder with what a commit, branch or tag holds of it. Never rejects for what is in the repository. */
export async function compareWithBase(stateFolder: string, ref: string): Promise<BaseComparison> {
  // The state folder itself may be what was deleted.
  const near = nearest(stateFolder);
  const top = (await git(near, ['rev-parse', '--show-toplevel']))?.trim();
  if (top === undefined) return notCompared(ref, `${stateFolder} is in no git repository`);
  const commit = (
    await git(top, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])
  )?.trim();
  if (commit === undefined)
    return notCompared(ref, `${ref} is no commit that is here; a shallow clone may have to fetch it first`);
  const prefix = relative(realPath(top), join(realPath(near), relative(near, resolve(stateFolder))))
    .split(sep)
    .map(name => `${name}/`)
    .join('');
  const blobs = await logsIn(top, commit, prefix);
  if (blobs === undefined) return notCompared(ref, `what ${ref} holds cannot be read`);
  const fork = (await git(top, ['merge-base', commit, 'HEAD']))?.trim();
  // What came to the base after this branch left it is not missing here.
  const known = fork === undefined || fork === commit ? blobs : ((await logsIn(top, fork, prefix)) ?? blobs);
  const older = new Map(known.map(({ path, sha }) => [path, sha]));
  const findings: Finding[] = [];
  for (const blob of blobs) {
    const one = await compare(top, blob, { ref, old: older.get(blob.path) });
    if (one !== undefined) findings.push(one);
  }
  return { ref, logs: blobs.length, findings };
}

/** The folder, or the first above it that there is. */
function nearest(folder: string): string {
  const path = resolve(folder);
  return existsSync(path) || dirname(path) === path ? path : nearest(dirname(path));
}

function notCompared(ref: string, sentence: string): BaseComparison {
  return {
    ref,
    logs: 0,
    findings: [{ code: 'NOT_PROVEN', tier: 'STRUCTURE', weight: 'incomplete', sentence }],
  };
}

async function logsIn(top: string, commit: string, prefix: string): Promise<readonly Blob[] | undefined> {
  const text = await git(top, ['ls-tree', '-r', '-z', '--full-tree', commit, '--', `${prefix}runs/`]);
  return text?.split('\0').flatMap(line => {
    const [, type, sha, path] = /^\d+ (\w+) ([0-9a-f]+)\t(.*\.jsonl)$/s.exec(line) ?? [];
    return type === 'blob' && sha !== undefined && path !== undefined ? [{ path, sha }] : [];
  });
}

interface Against {
  readonly ref: string;
  /** The blob where the branches parted. */
  readonly old: string | undefined;
}

async function compare(top: string, blob: Blob, against: Against): Promise<Finding | undefined> {
  const here = join(top, blob.path);
  if (!existsSync(here)) {
    if (against.old === undefined) return behind(blob, against.ref);
    const sentence = `${against.ref} holds it, and it is not here: it was deleted`;
    return found(blob, { code: 'RUN_DELETED', weight: 'tampered', sentence });
  }
  const how = await prefixOf(top, blob.sha, here);
  if (how === 'prefix') return undefined;
  const grown = against.old !== undefined && against.old !== blob.sha;
  if (how === 'cut' && grown && (await prefixOf(top, against.old, here)) === 'prefix')
    return behind(blob, against.ref);
  const sentence =
    how === 'cut'
      ? `${against.ref} holds more of it than is here: its end was cut off`
      : `it does not begin with what ${against.ref} holds of it: it was rewritten`;
  return found(blob, { code: how === 'cut' ? 'TRUNCATED' : 'REWRITTEN', weight: 'tampered', sentence });
}

function behind(blob: Blob, ref: string): Finding {
  const sentence = `${ref} holds more of it than this branch ever had: it is behind and has to be merged, or it was set back`;
  return found(blob, { code: 'NOT_PROVEN', weight: 'incomplete', sentence });
}

function found(
  { path }: Blob,
  about: { readonly code: FindingCode; readonly weight: Weight; readonly sentence: string },
): Finding {
  return { tier: 'STRUCTURE', file: path, ...about };
}

/** Output of a git command that only reads; `undefined` if it fails or there is no git. */
async function git(cwd: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout } = await execa('git', args, { cwd, timeout: 60_000, maxBuffer: 256 * 1024 * 1024 });
    return stdout;
  } catch {
    return undefined;
  }
}
