import * as fs from 'node:fs';
import { join } from 'node:path';
import type { RunReference } from '../../core/audit/entry.ts';
import { readEntry } from '../../core/audit/schema.ts';
import { segmentFiles } from './layout.ts';
import { openPlain, readLines } from './lines.ts';
import { lineHash } from './moved.ts';
import { maxLineBytes, parseLine } from '../../core/audit/canonical.ts';

/** How many of the latest runs are looked at: a tip is among the newest, and opening a run must not grow with history. */
const looked = 200;
/** How many tips an `open` names. */
const named = 50;

/** Heads of the runs that no other run has named yet, newest last. */
export function runTips(runsFolder: string): readonly RunReference[] {
  const runs: RunReference[] = [];
  const covered = new Set<string>();
  for (const folder of runFolders(runsFolder).slice(-looked)) {
    const run = describe(folder);
    if (run === undefined) continue;
    runs.push({ run: run.run, head: run.head });
    for (const parent of run.parents) covered.add(parent.run);
  }
  return runs.filter(({ run }) => !covered.has(run)).slice(-named);
}

/** Folders of all runs, oldest first. */
function runFolders(runsFolder: string): readonly string[] {
  return namesIn(runsFolder)
    .filter(year => /^\d{4}$/.test(year))
    .flatMap(year => namesIn(join(runsFolder, year)).map(run => join(runsFolder, year, run)));
}

function namesIn(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function describe(
  folder: string,
): (RunReference & { readonly parents: readonly RunReference[] }) | undefined {
  try {
    const files = segmentFiles(folder);
    const [first, last] = [files[0], files.at(-1)];
    if (first === undefined || last === undefined) return undefined;
    const open = firstEntry(join(folder, first));
    const head = lastHash(join(folder, last));
    if (open?.type !== 'open' || head === undefined) return undefined;
    return { run: open.run, head, parents: open.runParents };
  } catch {
    return undefined;
  }
}

function firstEntry(path: string): ReturnType<typeof entryOf> {
  for (const line of readLines(path, maxLineBytes)) return entryOf(line);
  return undefined;
}

function entryOf(
  line: Uint8Array,
): Extract<ReturnType<typeof readEntry>, { entry: unknown }>['entry'] | undefined {
  const { value } = parseLine(line);
  const read = value === undefined ? undefined : readEntry(value);
  return read !== undefined && 'entry' in read ? read.entry : undefined;
}

/** Hash of the last whole line. */
function lastHash(path: string): string | undefined {
  const fd = openPlain(path);
  try {
    const { size } = fs.fstatSync(fd);
    const bytes = Buffer.alloc(Math.min(size, 2 * maxLineBytes));
    fs.readSync(fd, bytes, 0, bytes.length, size - bytes.length);
    const end = bytes.lastIndexOf(0x0a) + 1;
    if (end === 0) return undefined;
    const start = end < 2 ? 0 : bytes.lastIndexOf(0x0a, end - 2) + 1;
    return lineHash(bytes.subarray(start, end));
  } finally {
    fs.closeSync(fd);
  }
}
