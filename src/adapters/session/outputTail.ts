import xterm, { type Terminal } from '@xterm/headless';
import type { OutputView } from '../../core/run/view.ts';

/** How many lines a view holds at most. */
const shownLines = 200;

/** Characters of a line that are shown: no page can lay out a line of megabytes. */
const widest = 4096;

/** Bytes that wait for the terminal model; when more come, only the newest are shown. */
const most = 1024 * 1024;

/** Rows the model keeps above the screen: enough for the lines of a view even where each fills several rows. */
const scrollback = 1200;

const lf = 10;

export interface TailSize {
  readonly columns: number;
  readonly rows: number;
}

/** The end of an output as a terminal would show it. It costs time only when it is looked at, and never more than for 1 MiB. */
export class OutputTail {
  readonly #terminal: Terminal;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #lagged = false;
  #bytes = 0;
  #ends = 0;
  #last = lf;

  constructor({ columns, rows }: TailSize = { columns: 120, rows: 30 }) {
    this.#terminal = new xterm.Terminal({ cols: columns, rows, scrollback, allowProposedApi: true });
  }

  /** Takes output; cheap. */
  write(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#count(bytes);
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    for (
      let first = this.#waiting[0];
      first !== undefined && this.#waitingBytes - first.length >= most;
      first = this.#waiting[0]
    ) {
      this.#waiting.shift();
      this.#waitingBytes -= first.length;
      this.#lagged = true;
    }
  }

  /** The last 200 lines without control sequences, and the size of the whole; `masked` is for the caller to fill in. */
  async view(): Promise<OutputView> {
    await this.#feed();
    return {
      lines: this.#ends + (this.#last === lf ? 0 : 1),
      bytes: this.#bytes,
      masked: 0,
      tail: this.#tail(),
    };
  }

  resize({ columns, rows }: TailSize): void {
    this.#terminal.resize(columns, rows);
  }

  dispose(): void {
    this.#waiting = [];
    this.#terminal.dispose();
  }

  #count(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    this.#last = bytes.at(-1) ?? this.#last;
    for (let at = bytes.indexOf(lf); at >= 0; at = bytes.indexOf(lf, at + 1)) this.#ends++;
  }

  async #feed(): Promise<void> {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    this.#waitingBytes = 0;
    const bytes = this.#lagged ? lastLines(Buffer.concat(waiting)) : Buffer.concat(waiting);
    if (this.#lagged) this.#terminal.reset();
    this.#lagged = false;
    await new Promise<void>(resolve => this.#terminal.write(bytes, resolve));
  }

  #tail(): string[] {
    const buffer = this.#terminal.buffer.active;
    const lines: string[] = [];
    let rows: string[] = [];
    for (let row = buffer.length - 1; row >= 0 && lines.length < shownLines; row--) {
      const cells = buffer.getLine(row);
      rows.push(cells?.translateToString(false) ?? '');
      if (cells?.isWrapped === true && row > 0) continue;
      const line = rows.reverse().join('').replace(/ +$/, '');
      rows = [];
      if (line !== '' || lines.length > 0)
        lines.push(line.length > widest ? `…${line.slice(-widest)}` : line);
    }
    return lines.reverse();
  }
}

/** After a gap, the lines that can be seen: what stands above them would only cost time. */
function lastLines(bytes: Buffer): Buffer {
  let start = bytes.length;
  for (let count = 0; count < 2 * shownLines && start > 0; count++) start = bytes.lastIndexOf(lf, start - 1);
  return bytes.subarray(Math.max(0, start));
}
