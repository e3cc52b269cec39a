// A disk under the log that dies at its Nth line, and with it everything that a killed process would not have done any more.
import * as fs from 'node:fs';
import type { Io } from '../../../src/adapters/audit/journal/segmentFile.ts';

/** When the end comes: before the line, in the middle of it, or when it is there but nobody has been told. `full` passes. */
export type Moment = 'before' | 'half' | 'after' | 'full';

export class Dying implements Io {
  #at: number;
  readonly #moment: Moment;
  /** Lines that were asked for, the last one included. */
  lines = 0;
  dead = false;
  /** Type of the entry at which it died. */
  entry = '';

  constructor(at: number, moment: Moment) {
    this.#at = at;
    this.#moment = moment;
  }

  readonly writeSync = ((fd: number, bytes: Uint8Array, from: number): number => {
    this.#check();
    this.lines += 1;
    if (this.lines < this.#at) return fs.writeSync(fd, bytes, from);
    // A seal and its signature are one write, which a kill cannot tear between them.
    const half = (bytes.indexOf(0x0a) + 1) >> 1;
    const part = { before: 0, half, full: half, after: bytes.length }[this.#moment];
    if (part > 0) fs.writeSync(fd, bytes.subarray(0, part));
    this.dead = true;
    // A full disk takes a part of the line first, and then says so.
    const full = this.#moment === 'full';
    this.entry = /"type":"([a-z.]+)"/.exec(Buffer.from(bytes).toString('latin1'))?.[1] ?? '';
    return full ? part : this.#check();
  }) as typeof fs.writeSync;

  readonly ftruncateSync: Io['ftruncateSync'] = (fd: number, length?: number): void => {
    this.#stop();
    fs.ftruncateSync(fd, length);
  };

  readonly fdatasyncSync = (): void => {
    this.#stop();
  };

  /** Somebody has made room. */
  makeRoom(): void {
    this.dead = false;
    this.#at = Infinity;
  }

  /** What needs no room goes on where there is none. */
  #stop(): void {
    if (this.#moment !== 'full') this.#check();
  }

  #check(): 0 {
    const code = this.#moment === 'full' ? 'ENOSPC' : 'EIO';
    if (this.dead) throw Object.assign(new Error('the disk is gone'), { code, syscall: 'write' });
    return 0;
  }
}
