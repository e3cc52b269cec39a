import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { execa } from 'execa';
import { treeSigners } from '../audit/keys/firstUse.ts';
import { segmentFiles } from '../audit/layout.ts';
import { readTail } from '../audit/lines.ts';
import { notPlain } from '../plainFile.ts';
import { inspectRun } from '../audit/verify.ts';

/** What git's newest commit holds of a run's log, and whether that verifies. */
export interface CopyInGit {
  readonly state: 'none' | 'same' | 'verifies' | 'fails';
  readonly commit?: string;
  /** ms since the epoch. */
  readonly at?: number;
  readonly entries?: number;
}

/** Verifies the copy of a run that the newest commit with it holds; the files here are left as they are. */
export async function verifyInGit(folder: string): Promise<CopyInGit> {
  const told = await git(folder, ['log', '-1', '--format=%h %ct', '--', '.']);
  const [commit = '', seconds = ''] = told?.toString('utf8').trim().split(' ') ?? [];
  if (commit === '') return { state: 'none' };
  const scratch = fs.mkdtempSync(join(tmpdir(), 'handrail-copy-'));
  try {
    const copy = join(scratch, '.handrail', 'runs', basename(folder).slice(0, 4), basename(folder));
    fs.mkdirSync(copy, { recursive: true });
    const names = await filesAt(folder, commit);
    if (names.length === 0) return { state: 'none' };
    for (const name of names) {
      const bytes = await git(folder, ['cat-file', 'blob', `${commit}:./${name}`]);
      if (bytes !== undefined) fs.writeFileSync(join(copy, name), bytes);
    }
    const about = { commit, at: Number(seconds) * 1000 };
    if (isSame(folder, copy)) return { state: 'same', ...about };
    bringAlong(folder, copy);
    // Outputs are rarely in git: those of here count.
    const { verdict } = await inspectRun(copy, { outputsOf: folder });
    const holds = verdict.exit === 0 || verdict.exit === 2 || verdict.exit === 3;
    return { state: holds ? 'verifies' : 'fails', ...about, entries: verdict.entries };
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

async function filesAt(folder: string, commit: string): Promise<readonly string[]> {
  const listed = await git(folder, ['ls-tree', '--name-only', '-z', commit, './']);
  const names = listed?.toString('utf8').split('\0') ?? [];
  return names.map(name => basename(name)).filter(name => name.endsWith('.jsonl'));
}

function isSame(here: string, copy: string): boolean {
  const [mine, other] = [segmentFiles(here), segmentFiles(copy)];
  return (
    mine.join('/') === other.join('/') && mine.every(name => isSameFile(join(here, name), join(copy, name)))
  );
}

/** Both in pieces: a log may be long, and no plain file at all. */
function isSameFile(here: string, copy: string): boolean {
  if (notPlain(here) !== undefined) return false;
  const [mine, other] = [readTail(here, 0), readTail(copy, 0)];
  return mine.bytes === other.bytes && mine.sha256 === other.sha256;
}

/** Whom to trust stands beside the runs: that is here. */
function bringAlong(here: string, copy: string): void {
  const stateOf = (folder: string): string => dirname(dirname(dirname(folder)));
  const signers = join(stateOf(here), treeSigners);
  if (!fs.existsSync(signers)) return;
  fs.mkdirSync(dirname(join(stateOf(copy), treeSigners)), { recursive: true });
  fs.copyFileSync(signers, join(stateOf(copy), treeSigners));
}

async function git(cwd: string, args: readonly string[]): Promise<Buffer | undefined> {
  try {
    const { stdout } = await execa('git', args, {
      cwd,
      encoding: 'buffer',
      // A log without its last line end would be a torn one.
      stripFinalNewline: false,
      timeout: 20_000,
      maxBuffer: 256 * 1024 * 1024,
    });
    return Buffer.from(stdout);
  } catch {
    return undefined;
  }
}
