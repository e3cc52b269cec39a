import { randomBytes, randomInt } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { looseSegments } from '../../core/audit/gates/approval.ts';
import { AuditFailure, systemCode, systemFacts } from './failure.ts';
import { syncFolder } from './journal/segmentFile.ts';

// Where things are: docs/audit-log.md, "Files".

/** What git must know: logs are never converted or merged line by line, outputs never shown as a diff. */
const attributes = '* -text merge=binary\nobjects/** -diff\n';
/** Outputs stay out of git unless a team decides otherwise; the others are of the moment. */
const ignored = `# What commands printed stays out of git, so a clone cannot verify it. To verify logs elsewhere, delete this line and the next.
objects/
*.lock
*.partial
`;

/** Makes the state folder with what git must know about it; leaves files that are there. */
export function prepareState(stateFolder: string): void {
  try {
    makeFolders(stateFolder);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `The log cannot be kept in ${stateFolder} (${why}). Name another folder.`;
    throw new AuditFailure('no-folder', message, {
      cause,
      facts: { ...systemFacts(cause), path: stateFolder },
    });
  }
  writeOnce(join(stateFolder, '.gitattributes'), attributes);
  writeOnce(join(stateFolder, '.gitignore'), ignored);
}

function writeOnce(path: string, content: string): void {
  if (!fs.existsSync(path)) fs.writeFileSync(path, content);
}

/** A run's name: UTC + slug + 64 random bits, sortable by time. */
export function runName(slug: string, now: number): string {
  const utc = `${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  return `${utc}-${plainName(slug, 'run')}-${randomName(13)}`;
}

/** Makes `runs/YYYY/RUN/objects` and gives the run's folder. */
export function makeRunFolder(stateFolder: string, run: string): string {
  const year = join(stateFolder, 'runs', run.slice(0, 4));
  makeFolders(year);
  const folder = join(year, run);
  fs.mkdirSync(folder);
  fs.mkdirSync(join(folder, 'objects'));
  for (const path of [folder, year, join(stateFolder, 'runs'), stateFolder]) syncFolder(path);
  return folder;
}

const base32 = 'abcdefghijklmnopqrstuvwxyz234567';

function randomName(length: number): string {
  return [...randomBytes(length)].map(byte => base32.charAt(byte & 31)).join('');
}

/** `00-alice-1f9c.jsonl`: the name only informs, the lines decide. */
export function segmentName(seg: number, who: string, keyDigest: string): string {
  const label = plainName(who.split('@')[0] ?? '', 'operator');
  return `${String(seg).padStart(2, '0')}-${label}-${keyDigest.slice(0, 4)}.jsonl`;
}

/** What only one person writes at a time has the next number; what several may write at once, a number and a name of its own. */
type LooseKind = 'answer' | 'redaction' | 'review';

/** A number that nobody else takes, in whatever copy of the run they write. */
export function looseSegment(): number {
  return looseSegments + randomInt(2 ** 40);
}

/** As `looseSegment`, and higher than those of the parts that it names: what somebody says last counts. */
export function looseSegmentAbove(parents: readonly { readonly seg: number }[]): number {
  return parents.reduce((highest, { seg }) => Math.max(highest, seg), looseSegments) + 1 + randomInt(2 ** 36);
}

/** `review-bob-77aa-1k9x….jsonl` */
export function looseName(
  kind: LooseKind,
  seg: number,
  { who, keyDigest }: { readonly who: string; readonly keyDigest: string },
): string {
  const usual = segmentName(0, who, keyDigest)
    .replace(/^\d+-/, '')
    .replace(/\.jsonl$/, '');
  return `${kind}-${usual}-${seg.toString(36)}.jsonl`;
}

function plainName(text: string, fallback: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 40);
  return plain === '' ? fallback : plain;
}

/** Segment files of a run, by number, then name. */
export function segmentFiles(runFolder: string): readonly string[] {
  return fs
    .readdirSync(runFolder)
    .filter(name => name.endsWith('.jsonl'))
    .sort((a, b) => segmentNumber(a) - segmentNumber(b) || (a < b ? -1 : 1));
}

/** Whether a folder holds a log, whatever that is worth. */
export function hasLog(runFolder: string): boolean {
  try {
    return segmentFiles(runFolder).length > 0;
  } catch {
    return false;
  }
}

/** Bytes of a log that is read only to tell what is usual, or how the last run went. */
const mostBytes = 8 * 1024 * 1024;

/** Whether a run's log is read in so little time that nobody is kept waiting; outputs are not counted. */
export function isShortLog(runFolder: string): boolean {
  try {
    const sizes = segmentFiles(runFolder).map(file => fs.statSync(join(runFolder, file)).size);
    return sizes.reduce((sum, size) => sum + size, 0) <= mostBytes;
  } catch {
    return false;
  }
}

/** The number a segment's file name begins with; files without one come last. */
export function segmentNumber(file: string): number {
  const digits = /^\d+/.exec(file)?.[0];
  return digits === undefined ? Number.MAX_SAFE_INTEGER : Number(digits);
}

/** Path of an object inside a run's folder. */
export function objectPath(runFolder: string, sha256: string): string {
  return join(runFolder, 'objects', sha256.slice(0, 2), sha256);
}

/** Makes a folder and those above it. Node's own way tries for ever where a file system refuses a name by ENOENT, as /proc does. */
function makeFolders(path: string): void {
  if (fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return;
  const parent = dirname(path);
  if (parent !== path) makeFolders(parent);
  try {
    fs.mkdirSync(path);
  } catch (error) {
    // Another run may have made it in the meantime.
    if (systemCode(error) !== 'EEXIST' || !fs.statSync(path).isDirectory()) throw error;
  }
}
