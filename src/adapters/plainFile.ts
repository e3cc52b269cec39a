import * as fs from 'node:fs';

// A folder may come from anybody: a link in it leads elsewhere, and a pipe or a device in it never ends.

/** Why a path is not a regular file, in words; undefined if it is one. */
export function notPlain(path: string): string | undefined {
  const found = fs.lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.isFile()) return undefined;
  return found.isSymbolicLink() ? 'a symbolic link is in its place' : 'no plain file is in its place';
}

export function isLink(path: string): boolean {
  return fs.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/** Opens a regular file for reading; throws for links, pipes and devices. */
export function openPlain(path: string): number {
  // Absent on Windows, where these flags have no meaning.
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants as Partial<typeof fs.constants>;
  const fd = fs.openSync(path, (O_RDONLY ?? 0) | O_NOFOLLOW | O_NONBLOCK);
  if (fs.fstatSync(fd).isFile()) return fd;
  fs.closeSync(fd);
  throw new Error(`Not a regular file: ${path}`);
}

/** The first bytes of a regular file, at most as many; throws for what is none. */
export function readPlain(path: string, most: number): Uint8Array {
  const fd = openPlain(path);
  try {
    const bytes = Buffer.allocUnsafe(Math.min(fs.fstatSync(fd).size, most));
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read)
      read = fs.readSync(fd, bytes, length, bytes.length - length, length);
    return bytes.subarray(0, length);
  } finally {
    fs.closeSync(fd);
  }
}

/** All of a file that a tree brings along, such as a list of signers; a link may lead to it. Throws for what has no end. */
export function readWhole(path: string): Buffer {
  if (!fs.statSync(path).isFile()) throw new Error(`Not a file: ${path}`);
  return fs.readFileSync(path);
}
