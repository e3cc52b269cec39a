import * as fs from 'node:fs';
import { join } from 'node:path';
import { maxLineBytes, parseLine } from '../../../core/audit/line/canonical.ts';
import type { Open, Recorded } from '../../../core/audit/entry.ts';
import { idle } from '../../../core/audit/handover/handoverMarks.ts';
import { readEntry } from '../../../core/audit/line/schema.ts';
import { notWalked, walkedOn } from '../../../core/run/elapsed.ts';
import { segmentFiles } from '../layout.ts';
import { readLines } from '../lines.ts';
import { openPlain } from '../../plainFile.ts';
import { lineHash } from '../journal/moved.ts';

/** What the two ends of a run's log say, read without the middle and believed without a signature: enough to list runs. */
export interface Glance {
  /** The entry that opens the run. */
  readonly open: Recorded<Open>;
  /** Hash of the last whole line. */
  readonly head: string;
  /** The last few entries of who walked it, oldest first. */
  readonly end: readonly Recorded[];
}

/** Lines that are enough to hold a seal, its signature and what comes just before. */
const few = 4;

/** Looks at a run's folder; undefined if it holds no log that can be read. */
export function glance(folder: string): Glance | undefined {
  try {
    const files = segmentFiles(folder);
    const [first, last] = [files[0], files.at(-1)];
    if (first === undefined || last === undefined) return undefined;
    const open = firstEntry(join(folder, first));
    const lines = lastLines(join(folder, last));
    const line = lines.at(-1);
    if (open?.type !== 'open' || line === undefined) return undefined;
    const walked = files.length === 1 ? undefined : lastWalked(folder, files);
    return {
      open,
      head: lineHash(line),
      end: walked?.slice(-few) ?? lines.slice(-few).flatMap(bytes => entryOf(bytes) ?? []),
    };
  } catch {
    return undefined;
  }
}

/** Who is asked at the end of an open run, by role; undefined if nobody is any more. Believed without a signature. */
export function askedAtEnd(folder: string, now: number): string | undefined {
  try {
    const asked = new Map<string, { readonly role: string; readonly expires: number }>();
    // Who asked may have come back since, and each time a part began anew.
    const walked = walkedFiles(folder, segmentFiles(folder));
    for (const entry of walked.flatMap(file => entriesAtEnd(join(folder, file)))) {
      if (entry.type === 'approval.requested') asked.set(entry.nonce, entry);
      if (entry.type === 'runbook.adopted') asked.clear();
      if (ends(entry)) asked.delete(entry.nonce);
    }
    return [...asked.values()].findLast(({ expires }) => expires > now)?.role;
  } catch {
    return undefined;
  }
}

type Ending = Extract<
  Recorded,
  { readonly type: 'approval.used' | 'approval.overridden' | 'approval.withdrawn' }
>;

function ends(entry: Recorded): entry is Ending | Extract<Recorded, { readonly type: 'approval.answered' }> {
  switch (entry.type) {
    case 'approval.used':
    case 'approval.overridden':
    case 'approval.withdrawn':
      return true;
    case 'approval.answered':
      return entry.decision === 'denied';
    default:
      return false;
  }
}

/**
 * The end of the operators' last segment: reviewers and custodians write behind it, and close nothing. Nor does a part that died before
 * anything was done in it.
 */
function lastWalked(folder: string, files: readonly string[]): readonly Recorded[] | undefined {
  const walked = walkedFiles(folder, files);
  for (const file of walked.toReversed()) {
    const entries = entriesAtEnd(join(folder, file));
    if (walked.length === 1 || entries.some(({ type }) => !idle.has(type))) return entries;
  }
  return undefined;
}

/** The segments of who walked a run, oldest first. */
function walkedFiles(folder: string, files: readonly string[]): readonly string[] {
  return files.filter(file => {
    const first = firstEntry(join(folder, file));
    return first?.type === 'open' && first.role === 'operator';
  });
}

const entriesAtEnd = (path: string): readonly Recorded[] =>
  lastLines(path).flatMap(line => entryOf(line) ?? []);

/** Folders of all runs, oldest first. */
export function runFolders(runsFolder: string): readonly string[] {
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

/** When something of a run was first done, ms since the epoch; undefined if nothing was, or its log cannot be read. */
export function walkBegan(folder: string): number | undefined {
  try {
    for (const line of walkedLines(folder)) {
      // Only what names a step or a section can be it, and reading every line as an entry would take most of the time.
      const entry = marks.some(mark => line.includes(mark)) ? entryOf(line) : undefined;
      const { walkedFrom } = entry === undefined ? notWalked : walkedOn(notWalked, entry);
      if (walkedFrom !== undefined) return walkedFrom;
    }
    return undefined;
  } catch {
    return undefined;
  }
}

const marks = ['"step":', '"section":'] as const;

/** Every entry of who walked a run, one by one, believed as it stands; a line that is none of ours is passed over. */
export function* walkedEntries(folder: string): Generator<Recorded, void, void> {
  for (const line of walkedLines(folder)) {
    const entry = entryOf(line);
    if (entry !== undefined) yield entry;
  }
}

function* walkedLines(folder: string): Generator<Buffer, void, void> {
  for (const file of walkedFiles(folder, segmentFiles(folder)))
    for (const line of readLines(join(folder, file), maxLineBytes))
      yield Buffer.from(line.buffer, line.byteOffset, line.length);
}

function firstEntry(path: string): Recorded | undefined {
  for (const line of readLines(path, maxLineBytes)) return entryOf(line);
  return undefined;
}

function entryOf(line: Uint8Array): Recorded | undefined {
  const { value } = parseLine(line);
  const read = value === undefined ? undefined : readEntry(value);
  return read !== undefined && 'entry' in read ? read.entry : undefined;
}

/** The whole lines at the end of a file; the last one is always among them. */
function lastLines(path: string): readonly Uint8Array[] {
  const fd = openPlain(path);
  try {
    const { size } = fs.fstatSync(fd);
    const bytes = Buffer.alloc(Math.min(size, 2 * maxLineBytes));
    fs.readSync(fd, bytes, 0, bytes.length, size - bytes.length);
    // What stands before the first LF is a whole line only where the file was read from its start.
    let start = bytes.length === size ? 0 : bytes.indexOf(0x0a) + 1;
    const lines: Uint8Array[] = [];
    for (let end = bytes.indexOf(0x0a, start); end >= 0; end = bytes.indexOf(0x0a, start)) {
      lines.push(bytes.subarray(start, end + 1));
      start = end + 1;
    }
    return lines;
  } finally {
    fs.closeSync(fd);
  }
}
