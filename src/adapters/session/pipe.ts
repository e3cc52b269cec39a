import { execFile } from 'node:child_process';
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { promisify } from 'node:util';

/** By PATH, and where every system has it: a PATH that lacks it may hold a bash. */
const mkfifo = ['mkfifo', '/usr/bin/mkfifo', '/bin/mkfifo'];

/** Makes named pipes that only their owner can open. */
export async function makePipes(paths: readonly string[]): Promise<void> {
  for (const program of mkfifo) {
    try {
      await promisify(execFile)(program, ['-m', '600', ...paths]);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || program === mkfifo.at(-1)) throw error;
    }
  }
}

// Opened for both directions: neither side then waits for the other to open, and the end of one writer is not the end.
const both = constants.O_RDWR | constants.O_NONBLOCK;

/** Reads a named pipe until it is closed from this side. */
export function readPipe(path: string, take: (bytes: Buffer) => void): Socket {
  const socket = new Socket({ fd: openSync(path, both), readable: true, writable: false });
  socket.on('data', take);
  // A pipe has no error that a reader could act on; what is missing shows as an incomplete state.
  socket.on('error', () => undefined);
  socket.unref();
  return socket;
}

/** A pipe to the shell: what is written stays in memory until the shell reads it or the pipe is closed. */
export class ValuePipe {
  readonly #fd: number;
  #rest: Buffer = Buffer.alloc(0);
  #timer: NodeJS.Timeout | undefined;

  constructor(path: string) {
    this.#fd = openSync(path, both);
  }

  /** Queues bytes; the pipe holds 64 KiB, and more follows as the shell reads. */
  write(bytes: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    this.#flush();
  }

  close(): void {
    clearTimeout(this.#timer);
    closeSync(this.#fd);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    try {
      while (this.#rest.length > 0) this.#rest = this.#rest.subarray(writeSync(this.#fd, this.#rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      this.#timer = setTimeout(() => this.#flush(), 1);
    }
  }
}
