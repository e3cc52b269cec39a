/** What a typed line shows as. */
interface Echo {
  readonly line: Buffer;
  /** It was typed behind a line end of its own; something else may be printed between that and the line. */
  readonly startsAnew: boolean;
  /** The shell prints it, on a line of its own: as part of another one it is somebody else's. */
  readonly isAlone: boolean;
}

/** Takes the terminal's echo of typed lines out of its bytes: each expected line once, across chunk borders. */
export class EchoFilter {
  #expected: Echo[] = [];
  #held: Buffer = Buffer.alloc(0);
  /** The last byte that was not held back ended a line. */
  #atStart = true;

  /** The line without its end, perhaps with one before it; a terminal that does not echo never shows it. */
  expect(line: string, where?: 'alone'): void {
    const startsAnew = line.startsWith('\n');
    const isAlone = where === 'alone';
    this.#expected.push({ line: Buffer.from(startsAnew ? line.slice(1) : line), startsAnew, isAlone });
  }

  /** Nothing more will be echoed; answers what was held back. */
  forget(): Uint8Array {
    const held = this.#held;
    this.#expected = [];
    this.#held = Buffer.alloc(0);
    return held;
  }

  /** The bytes without the echo; what may be its beginning waits for more. */
  push(bytes: Uint8Array): Uint8Array {
    const [echo] = this.#expected;
    if (echo === undefined) return this.#passed(bytes);
    const all = Buffer.concat([this.#held, bytes]);
    const found = echo.isAlone ? endOfAlone(all, echo, this.#atStart) : endOfEcho(all, echo);
    if (found === undefined) {
      const waiting = echo.isAlone ? partialAlone(all, echo, this.#atStart) : partial(all, echo);
      const certain = all.length - waiting;
      this.#held = Buffer.from(all.subarray(certain));
      return this.#passed(all.subarray(0, certain));
    }
    this.#expected.shift();
    this.#held = Buffer.alloc(0);
    this.#atStart = true;
    const rest = this.push(all.subarray(found.end));
    return found.start === 0 ? rest : Buffer.concat([all.subarray(0, found.start), rest]);
  }

  #passed(bytes: Uint8Array): Uint8Array {
    if (bytes.length > 0) this.#atStart = bytes.at(-1) === 10;
    return bytes;
  }
}

/** Where a line of its own stands; `atStart` where what comes before the bytes ended one. */
function endOfAlone(
  all: Buffer,
  { line }: Echo,
  atStart: boolean,
): { start: number; end: number } | undefined {
  const before = atStart ? '(?<![^\\n])' : '(?<=\\n)';
  const found = new RegExp(`${before}${line.toString('latin1')}\\r?\\n`).exec(all.toString('latin1'));
  return found === null ? undefined : { start: found.index, end: found.index + found[0].length };
}

/** How many bytes at the end may belong to a line of its own that is not complete. */
function partialAlone(all: Buffer, { line }: Echo, atStart: boolean): number {
  const said = all.toString('latin1');
  const lastLine = said.slice(said.lastIndexOf('\n') + 1);
  const isWhole = lastLine.length < all.length || atStart;
  return isWhole && `${line.toString('latin1')}\r`.startsWith(lastLine) ? lastLine.length : 0;
}

/** Where the echo stands, its line end included; undefined while any of that has not come. */
function endOfEcho(all: Buffer, { line, startsAnew }: Echo): { start: number; end: number } | undefined {
  const found = all.indexOf(line);
  if (found < 0) return undefined;
  const start = startsAnew ? startOfEnd(all, found) : found;
  const after = found + line.length;
  if (all[after] === 10) return { start, end: after + 1 };
  if (all[after] === 13 && all[after + 1] === 10) return { start, end: after + 2 };
  // A raw terminal shows the line end by its name.
  if (all[after] === 94 && all[after + 1] === 74) return { start, end: after + 2 };
  // Something else was printed between the line and its end.
  return after + 1 < all.length ? { start, end: after } : undefined;
}

/** How many bytes at the end may belong to an echo that is not complete. */
function partial(all: Buffer, { line, startsAnew }: Echo): number {
  const whole = all.indexOf(line);
  if (whole >= 0) return all.length - (startsAnew ? startOfEnd(all, whole) : whole);
  const ends = startsAnew ? ['', ...shownEnds] : [''];
  return Math.max(...ends.map(end => shared(all, Buffer.concat([Buffer.from(end), line]))));
}

/** How many bytes at the end begin the echo. */
function shared(all: Buffer, echo: Buffer): number {
  for (let length = Math.min(echo.length - 1, all.length); length > 0; length--) {
    if (all.subarray(all.length - length).equals(echo.subarray(0, length))) return length;
  }
  return 0;
}

/** How a terminal shows a line end: a raw one by its name. */
const shownEnds: readonly string[] = ['\r\n', '\n', '^J'];

/** Where the line end begins that stands before a place, if one does. */
function startOfEnd(all: Buffer, place: number): number {
  const end = shownEnds.find(shown => all.subarray(0, place).toString('latin1').endsWith(shown));
  return place - (end?.length ?? 0);
}
