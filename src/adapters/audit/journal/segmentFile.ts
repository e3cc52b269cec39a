import * as fs from 'node:fs';
import { dirname } from 'node:path';
import type { FailureFacts } from '../../../core/audit/failure.ts';
import { AuditFailure, systemCode } from '../failure.ts';

/** The system calls that can fail half-way; tests put failing ones in their place. */
export type Io = Pick<typeof fs, 'writeSync' | 'fdatasyncSync' | 'ftruncateSync'>;

/** Neither creates a file nor follows a symbolic link. */
const appendOnly = fs.constants.O_WRONLY | fs.constants.O_APPEND | fs.constants.O_NOFOLLOW;

/** An append-only file that holds whole lines or, after a crash, whole lines and one torn one. */
export class SegmentFile {
  readonly path: string;
  readonly #io: Io;
  readonly #fd: number;
  readonly #inode: bigint;
  #size: number;
  #usable = true;

  /** Creates the file; fails if it exists. With `behind`, goes on with one that is there and has that many bytes. */
  constructor(
    path: string,
    { io = fs, behind }: { readonly io?: Io | undefined; readonly behind?: number } = {},
  ) {
    this.path = path;
    this.#io = io;
    this.#size = behind ?? 0;
    this.#fd = fs.openSync(path, behind === undefined ? 'ax' : appendOnly, 0o644);
    this.#inode = fs.fstatSync(this.#fd, { bigint: true }).ino;
    syncFolder(dirname(path));
  }

  /** Bytes written. */
  get size(): number {
    return this.#size;
  }

  /** All of the line or nothing of it is in the file afterwards, or the file is given up. */
  append(line: Uint8Array): void {
    this.#check();
    let written = 0;
    try {
      // A full disk shows as a short count first and as an error only in the next call.
      while (written < line.length) written += this.#io.writeSync(this.#fd, line, written);
    } catch (cause) {
      this.#takeBack(cause);
    }
    this.#size += line.length;
  }

  sync(): void {
    try {
      this.#io.fdatasyncSync(this.#fd);
    } catch (cause) {
      // After a failed sync the kernel may have dropped the pages: nothing is known about what reached the disk.
      this.#usable = false;
      const facts = this.#factsOf(cause);
      throw new AuditFailure('write-failed', 'The log could not be made durable.', { cause, facts });
    }
  }

  close(): void {
    this.#usable = false;
    fs.closeSync(this.#fd);
  }

  #check(): void {
    if (!this.#usable)
      throw new AuditFailure('write-failed', 'This part of the log was given up after a failure.', {
        facts: this.#factsOf(),
      });
    const open = fs.fstatSync(this.#fd, { bigint: true });
    if (open.nlink === 0n || !this.#isLinked()) {
      throw new AuditFailure('log-vanished', `The log's file is gone: ${this.path}`, {
        facts: this.#factsOf(),
      });
    }
    if (open.size !== BigInt(this.#size)) {
      throw new AuditFailure('log-changed', `Something else changed the log's file: ${this.path}`, {
        facts: this.#factsOf(),
      });
    }
  }

  #isLinked(): boolean {
    return fs.statSync(this.path, { bigint: true, throwIfNoEntry: false })?.ino === this.#inode;
  }

  #takeBack(cause: unknown): never {
    try {
      this.#io.ftruncateSync(this.#fd, this.#size);
    } catch {
      this.#usable = false;
    }
    const full = systemCode(cause) === 'ENOSPC' || systemCode(cause) === 'EDQUOT';
    const message = full ? 'The disk is full: nothing can be recorded.' : 'The log could not be written.';
    throw new AuditFailure(full && this.#usable ? 'disk-full' : 'write-failed', message, {
      cause,
      facts: this.#factsOf(cause),
    });
  }

  #factsOf(cause?: unknown): FailureFacts {
    const system = systemCode(cause);
    return { path: this.path, ...(system === undefined ? {} : { system }) };
  }
}

/** Makes the names in a folder durable; where folders cannot be opened (Windows) they are so without. */
export function syncFolder(path: string): void {
  let fd: number;
  try {
    fd = fs.openSync(path, 'r');
  } catch {
    return;
  }
  try {
    fs.fsyncSync(fd);
  } catch {
    // Some network file systems refuse to sync a folder.
  } finally {
    fs.closeSync(fd);
  }
}
