import xterm, { type Terminal } from '@xterm/headless';
import type { OutputView, Paint } from '../../../core/run/view/outputView.ts';
import { paintedRow, type PaintedRow } from './paintedRow.ts';
import { redrawOf } from './redraw.ts';
import { unfinishedEnd } from './unfinished.ts';

/** How many lines a view holds at most. */
const shownLines = 200;

/** Characters of a line that are shown: no page can lay out a line of megabytes. */
const widest = 4096;

/** Bytes that wait for the terminal model; when more come, only the newest are shown. */
const most = 1024 * 1024;

/** Painted stretches of a view: no page can lay out a rainbow for every letter. The newest lines come first. */
const mostPaints = 2000;

/** Rows the model keeps above the screen: enough for the lines of a view even where each fills several rows. */
const scrollback = 1200;

/** How often a screen is looked at anew because more came meanwhile than can be sent behind it. */
const mostTries = 4;

const lf = 10;

export interface TailSize {
  readonly columns: number;
  readonly rows: number;
}

/** What commands find where nobody's terminal says otherwise. */
export const usualSize: TailSize = { columns: 120, rows: 30 };

/** The end of an output as a terminal would show it. It costs time only when it is looked at, and never more than for 1 MiB. */
export class OutputTail {
  readonly #terminal: Terminal;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #lagged = false;
  #fed: Promise<void> = Promise.resolve();
  /** What the model has read of a sequence that has not ended. */
  #unfinished: Uint8Array = new Uint8Array();
  #bytes = 0;
  #ends = 0;
  #last = lf;

  constructor({ columns, rows }: TailSize = usualSize) {
    // Bytes of any kind are shown; what the model thinks of them is nobody's message, and it would be printed between others.
    const quiet = { allowProposedApi: true, logLevel: 'off' } as const;
    this.#terminal = new xterm.Terminal({ cols: columns, rows, scrollback, ...quiet });
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
      ...this.#tail(),
    };
  }

  /** Gives out what redraws the screen of another terminal of this size, all that was written counted in, before another byte can come. */
  async redraw(take: (redraw: Uint8Array) => void): Promise<void> {
    for (let tries = 1; ; tries++) {
      const fed = this.#feed();
      await fed;
      // Somebody else has fed it meanwhile, or what came is too much to be sent: once more, but not for ever.
      if (fed !== this.#fed || (this.#lagged && tries < mostTries)) continue;
      take(Buffer.concat([Buffer.from(redrawOf(this.#terminal)), this.#unfinished, ...this.#waiting]));
      return;
    }
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

  /** Resolves when the model has taken all that had come. */
  #feed(): Promise<void> {
    const waiting = this.#waiting;
    if (waiting.length === 0) return this.#fed;
    this.#waiting = [];
    this.#waitingBytes = 0;
    const bytes = this.#lagged ? lastLines(Buffer.concat(waiting)) : Buffer.concat(waiting);
    if (this.#lagged) this.#terminal.reset();
    this.#unfinished = unfinishedEnd(this.#lagged ? new Uint8Array() : this.#unfinished, bytes);
    this.#lagged = false;
    this.#fed = new Promise(resolve => this.#terminal.write(bytes, resolve));
    return this.#fed;
  }

  #tail(): Pick<OutputView, 'tail' | 'unended' | 'paints'> {
    const buffer = this.#terminal.buffer.active;
    const lines: PaintedRow[] = [];
    let rows: PaintedRow[] = [];
    let unended = false;
    const cursor = buffer.baseY + buffer.cursorY;
    for (let row = buffer.length - 1; row >= 0 && lines.length < shownLines; row--) {
      const cells = buffer.getLine(row);
      if (cells !== undefined) rows.push(paintedRow(cells));
      if (cells?.isWrapped === true && row > 0) continue;
      const line = lineOf(rows.reverse());
      if (lines.length === 0) unended = line.text !== '' && cursor >= row && cursor < row + rows.length;
      rows = [];
      if (line.text !== '' || lines.length > 0) lines.push(line);
    }
    const paints = paintsOf(lines.reverse());
    return {
      tail: lines.map(({ text }) => text),
      ...(unended ? { unended } : {}),
      ...(paints.length === 0 ? {} : { paints }),
    };
  }
}

/** A line from the rows that it fills, without the blanks behind it; of too long a line, its end. */
function lineOf(rows: readonly PaintedRow[]): PaintedRow {
  const whole = rows.map(({ text }) => text).join('');
  const trimmed = whole.replace(/ +$/, '');
  const cut = Math.max(0, trimmed.length - widest);
  const text = cut === 0 ? trimmed : `…${trimmed.slice(cut)}`;
  let before = cut === 0 ? 0 : 1 - cut;
  const first = cut === 0 ? 0 : 1;
  const stretches = rows.flatMap(({ text: row, stretches: own }) => {
    const shift = before;
    before += row.length;
    return own.map(({ start, end, ink }) => ({
      start: Math.max(first, start + shift),
      end: Math.min(text.length, end + shift),
      ink,
    }));
  });
  return { text, stretches: stretches.filter(({ start, end }) => end > start) };
}

/** The stretches of a view's lines, oldest first; where there are too many, those of the newest lines. */
function paintsOf(lines: readonly PaintedRow[]): readonly Paint[] {
  let count = 0;
  const first = lines.findLastIndex(({ stretches }) => (count += stretches.length) > mostPaints) + 1;
  return lines.flatMap(({ stretches }, line) =>
    line < first ? [] : stretches.map(stretch => ({ line, ...stretch })),
  );
}

/** After a gap, the lines that can be seen: what stands above them would only cost time. */
function lastLines(bytes: Buffer): Buffer {
  let start = bytes.length;
  for (let count = 0; count < 2 * shownLines && start > 0; count++) start = bytes.lastIndexOf(lf, start - 1);
  return bytes.subarray(Math.max(0, start));
}
