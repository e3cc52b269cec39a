/** Takes the terminal's echo of typed lines out of its bytes: each expected line once, across chunk borders. */
export class EchoFilter {
  #expected: Buffer[] = [];
  #held: Buffer = Buffer.alloc(0);

  /** The line without its end, perhaps with one before it; a terminal that does not echo never shows it. */
  expect(line: string): void {
    this.#expected.push(Buffer.from(line));
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
    const [line] = this.#expected;
    if (line === undefined) return bytes;
    const all = Buffer.concat([this.#held, bytes]);
    const found = endOfEcho(all, line);
    if (found === undefined) {
      const certain = all.length - partial(all, line);
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
function endOfEcho(all: Buffer, line: Buffer): { start: number; end: number } | undefined {
  const found = all.indexOf(core(line));
  if (found < 0) return undefined;
  const start = line[0] === 10 ? startOfEnd(all, found) : found;
  const after = found + core(line).length;
  if (all[after] === 10) return { start, end: after + 1 };
  if (all[after] === 13 && all[after + 1] === 10) return { start, end: after + 2 };
  // A raw terminal shows the line end by its name.
  if (all[after] === 94 && all[after + 1] === 74) return { start, end: after + 2 };
  // Something else was printed between the line and its end.
  return after + 1 < all.length ? { start, end: after } : undefined;
}

/** How many bytes at the end may belong to an echo that is not complete. */
function partial(all: Buffer, line: Buffer): number {
  const whole = all.indexOf(core(line));
  if (whole >= 0) return all.length - (line[0] === 10 ? startOfEnd(all, whole) : whole);
  const ends = line[0] === 10 ? ['', ...shownEnds] : [''];
  return Math.max(...ends.map(end => shared(all, Buffer.concat([Buffer.from(end), core(line)]))));
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

/** Something else may have been printed between a line and the line end before it. */
function core(line: Buffer): Buffer {
  return line[0] === 10 ? line.subarray(1) : line;
}

/** Where the line end begins that stands before a place, if one does. */
function startOfEnd(all: Buffer, place: number): number {
  const end = shownEnds.find(shown => all.subarray(0, place).toString('latin1').endsWith(shown));
  return place - (end?.length ?? 0);
}
