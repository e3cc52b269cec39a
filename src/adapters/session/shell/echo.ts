/** What a typed line shows as. */
interface Echo {
  readonly line: Buffer;
  /** It was typed behind a line end of its own; something else may be printed between that and the line. */
  readonly startsAnew: boolean;
}

/** Takes the terminal's echo of typed lines out of its bytes: each expected line once, across chunk borders. */
export class EchoFilter {
  #expected: Echo[] = [];
  #held: Buffer = Buffer.alloc(0);

  /** The line without its end, perhaps with one before it; a terminal that does not echo never shows it. */
  expect(line: string): void {
    const startsAnew = line.startsWith('\n');
    this.#expected.push({ line: Buffer.from(startsAnew ? line.slice(1) : line), startsAnew });
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
    if (echo === undefined) return bytes;
    const all = Buffer.concat([this.#held, bytes]);
    const found = endOfEcho(all, echo);
    if (found === undefined) {
      const certain = all.length - partial(all, echo);
      this.#held = Buffer.from(all.subarray(certain));
      return all.subarray(0, certain);
    }
    this.#expected.shift();
    this.#held = Buffer.alloc(0);
    const rest = this.push(all.subarray(found.end));
    return found.start === 0 ? rest : Buffer.concat([all.subarray(0, found.start), rest]);
  }
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
