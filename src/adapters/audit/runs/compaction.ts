import * as fs from 'node:fs';

// A file to which several processes append lines, and that one of them makes shorter now and then. Nothing is lost whenever it is
// killed: what is being made shorter stands aside until its short form is durable, and readers read both.

/** A file shorter than this is left alone. */
const leastBytes = 256 * 1024;
/** Whoever holds the lock longer than this has been killed. */
const heldMs = 60_000;
/** So that a file of which little can be left out is not gone through with each line. */
const sizeMark = /^\{"compacted":(\d{1,15})\}$/m;

const asideOf = (path: string): string => `${path}.aside`;

/** The whole text, with what stands aside first. */
export function readWhole(path: string): string {
  // In this order: what is moved aside meanwhile is read twice rather than not at all.
  const now = readText(path);
  return `${readText(asideOf(path))}${now}`;
}

/** Puts a file's short form in its place, once it has grown to more than twice of that. */
export function compactLines(path: string, shorten: (text: string) => readonly string[]): void {
  const size = fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size < leastBytes || size < 2 * markOf(path)) return;
  if (!takeLock(`${path}.lock`)) return;
  try {
    const aside = asideOf(path);
    // One that is there was left by a process that was killed; it goes first.
    if (!fs.existsSync(aside)) fs.renameSync(path, aside);
    let text = readText(aside);
    putBack(path, shorten(text));
    // Somebody may have opened it before it was moved.
    for (let more = readText(aside); more !== text; more = readText(aside)) {
      putBack(path, shorten(more));
      text = more;
    }
    fs.rmSync(aside);
  } finally {
    fs.rmSync(`${path}.lock`, { force: true });
  }
}

function putBack(path: string, lines: readonly string[]): void {
  const body = lines.map(line => `${line}\n`).join('');
  const mark = `{"compacted":${Buffer.byteLength(body)}}\n`;
  fs.appendFileSync(path, `${mark}${body}`, { mode: 0o600, flush: true });
}

function markOf(path: string): number {
  const head = Buffer.alloc(4096);
  const fd = fs.openSync(path, 'r');
  try {
    const text = head.toString('latin1', 0, fs.readSync(fd, head, 0, head.length, 0));
    return Number(sizeMark.exec(text)?.[1] ?? 0);
  } finally {
    fs.closeSync(fd);
  }
}

function takeLock(path: string): boolean {
  const age = Date.now() - (fs.statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  if (age > heldMs) fs.rmSync(path, { force: true });
  try {
    fs.closeSync(fs.openSync(path, 'wx', 0o600));
    return true;
  } catch {
    return false;
  }
}

function readText(path: string): string {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
