import { writeSync } from 'node:fs';
import type { IPty } from 'node-pty';

/** What a pseudo-terminal has besides what its types say. */
interface Terminal {
  /** Its own side, which never blocks. */
  readonly fd: number;
  on(event: 'close', listener: () => void): void;
}

/** ms until what a terminal does not take is offered again. */
const pause = 5;

/**
 * What is typed into a pseudo-terminal, in order. Its own queue is written by other threads and outlives the terminal: by then the number of
 * its descriptor may be another file's. Here nothing is written that the terminal does not take while it is open.
 */
export class Keyboard {
  readonly #fd: number;
  #open = true;
  #rest: Buffer = Buffer.alloc(0);
  #timer: NodeJS.Timeout | undefined;

  constructor(pty: IPty) {
    const terminal = pty as unknown as Terminal;
    this.#fd = terminal.fd;
    terminal.on('close', () => this.close());
  }

  /** False from when the terminal has closed, which may be before its process has ended. */
  get isOpen(): boolean {
    return this.#open;
  }

  type(text: string): void {
    if (!this.#open) return;
    this.#rest = Buffer.concat([this.#rest, Buffer.from(text)]);
    this.#flush();
  }

  close(): void {
    this.#open = false;
    this.#rest = Buffer.alloc(0);
    clearTimeout(this.#timer);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    try {
      while (this.#rest.length > 0) {
        const taken = writeSync(this.#fd, this.#rest);
        this.#rest = this.#rest.subarray(taken);
        if (taken === 0) break;
      }
    } catch (error) {
      // Nobody is left to read it.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') this.#rest = Buffer.alloc(0);
    }
    if (this.#rest.length > 0) this.#timer = setTimeout(() => this.#flush(), pause);
  }
}
