import type { Open, Recorded } from '../audit/entry.ts';
import type { LogLine } from './line.ts';

/** How far a clock may go back before that is told: machines set theirs by small steps all the time. */
const backwardsMs = 1000;

interface Writer {
  readonly open: Recorded<Open>;
  /** Absent until the part says on which machine it is written. */
  host?: string;
}

/**
 * Tells a clock that went back. Times are compared within one part, and from one part to the next of the same key on the same
 * machine: what two machines say of the time says nothing of either.
 */
export class Clocks {
  #file = '';
  #last: number | undefined;
  #writer: Writer | undefined;
  /** When each key's last part on each machine had got to. */
  readonly #reached = new Map<string, number>();

  /** By how many ms a clock has gone back at this line; undefined if none has. */
  backAt({ file, entry, at }: LogLine): number | undefined {
    const time = entry?.t ?? at;
    if (file !== this.#file) this.#begin(file);
    if (entry?.type === 'open') this.#writer = { open: entry };
    const before = entry?.type === 'context' ? this.#knownBefore(entry.host) : this.#last;
    // The part began before the machine was named: it is that beginning which is compared.
    const now = before === this.#last ? time : this.#writer?.open.t;
    this.#last = time ?? this.#last;
    const back = before === undefined || now === undefined ? 0 : before - now;
    return back > backwardsMs ? back : undefined;
  }

  #begin(file: string): void {
    if (this.#writer?.host !== undefined && this.#last !== undefined)
      this.#reached.set(nameOf(this.#writer.open, this.#writer.host), this.#last);
    this.#file = file;
    this.#last = undefined;
    this.#writer = undefined;
  }

  /** What a part's first word of its machine is compared with: where that key had got to on it. */
  #knownBefore(host: string): number | undefined {
    const writer = this.#writer;
    if (writer === undefined || writer.host !== undefined) return this.#last;
    writer.host = host;
    return this.#reached.get(nameOf(writer.open, host)) ?? this.#last;
  }
}

function nameOf({ signer }: Recorded<Open>, host: string): string {
  return `${host}\n${signer}`;
}
