import { stripVTControlCharacters } from 'node:util';
import { folded } from '../../core/review/folded.ts';
import { partContent, type OutputParts } from './outputParts.ts';

/** Bytes of a row at most: what is longer goes on in the next one, so that no page has to lay out a line of megabytes. */
export const widestRow = 4096;

const lf = 10;

/** A row of an output as it is shown. */
export interface Row {
  /** From 0. */
  readonly row: number;
  readonly text: string;
  /** It goes on from the row before, which was too long for one. */
  readonly joined?: true;
}

/** What is open where a part begins: the row's number, its bytes so far, and whether it goes on from another. */
interface Open {
  readonly row: number;
  readonly rest: Uint8Array;
  readonly joined: boolean;
}

type Span = readonly [start: number, end: number, joined: boolean];

/**
 * One output, read by rows in any place without holding more than two parts (2 MiB) and a few bytes for each. Rows are counted part
 * by part; what is counted can be read at once.
 */
export class OutputRows {
  readonly #parts: OutputParts;
  /** What was open at each part's beginning, as far as rows are counted; without the bytes, but for how many. */
  readonly #starts: { readonly row: number; readonly restBytes: number; readonly joined: boolean }[] = [];
  #rows = 0;
  #bytes = 0;
  #whole = false;

  constructor(parts: OutputParts) {
    this.#parts = parts;
  }

  /** Rows that are counted so far, the bytes they stand in, and whether these are all. */
  get size(): { readonly rows: number; readonly bytes: number; readonly whole: boolean } {
    return { rows: this.#rows, bytes: this.#bytes, whole: this.#whole };
  }

  /** Counts all rows, a turn of the event loop for each part; `counted` is called in between. */
  async count(counted: () => void): Promise<void> {
    let open: Open = { row: 0, rest: new Uint8Array(), joined: false };
    for (let index = 0; index < this.#parts.digests.length; index += 1) {
      this.#starts.push({ row: open.row, restBytes: open.rest.length, joined: open.joined });
      const { bytes, isLast } = this.#read(index, open.rest);
      this.#bytes += bytes.length - open.rest.length;
      const row = open.row + [...spansOf(bytes, open.joined, isLast)].length;
      open = { row, ...restOf(bytes, open.joined) };
      this.#rows = row;
      counted();
      await new Promise(setImmediate);
    }
    this.#whole = true;
    counted();
  }

  /** Rows from one on, as far as they are counted. */
  rows(from: number, count: number): readonly Row[] {
    const found: Row[] = [];
    const until = Math.min(from + count, this.#rows);
    let index = Math.max(
      0,
      this.#starts.findLastIndex(({ row }) => row <= from),
    );
    for (; index < this.#starts.length && found.length < until - from; index += 1) {
      const { row: first, bytes, joined, isLast } = this.#at(index);
      let row = first;
      for (const span of spansOf(bytes, joined, isLast)) {
        if (row >= from && row < until) found.push(rowOf(bytes, span, row));
        row += 1;
        if (row >= until) break;
      }
    }
    return found;
  }

  /** Rows that hold a text, as every search compares it. Ends early once nobody wants more. */
  async *search(text: string): AsyncGenerator<readonly Row[], void, void> {
    const needle = folded(text);
    for (let index = 0; index < this.#parts.digests.length; index += 1) {
      // What is not counted yet has no numbers.
      while (index >= this.#starts.length) await new Promise(setImmediate);
      const { row, bytes, joined, isLast } = this.#at(index);
      const whole = folded(decoded(bytes));
      if (needle !== '' && whole.includes(needle))
        yield holding({ whole, needle, row, bytes, joined, isLast });
      await new Promise(setImmediate);
    }
  }

  #at(index: number): { row: number; bytes: Uint8Array; joined: boolean; isLast: boolean } {
    const { row, restBytes, joined } = this.#starts[index] ?? { row: 0, restBytes: 0, joined: false };
    const before = restBytes === 0 ? new Uint8Array() : this.#endOf(index - 1, restBytes);
    return { row, joined, ...this.#read(index, before) };
  }

  /** The last bytes before a part; a row is shorter than a whole part, but parts may be short too. */
  #endOf(index: number, bytes: number): Uint8Array {
    const pieces: Uint8Array[] = [];
    let missing = bytes;
    for (let at = index; at >= 0 && missing > 0; at -= 1) {
      const content = partContent(this.#parts, at) ?? new Uint8Array();
      const piece = content.subarray(Math.max(0, content.length - missing));
      pieces.unshift(piece);
      missing -= piece.length;
    }
    return Buffer.concat(pieces);
  }

  #read(index: number, rest: Uint8Array): { readonly bytes: Uint8Array; readonly isLast: boolean } {
    const content = partContent(this.#parts, index) ?? new Uint8Array();
    const isLast = index === this.#parts.digests.length - 1;
    return { bytes: rest.length === 0 ? content : Buffer.concat([rest, content]), isLast };
  }
}

interface Searched {
  /** All of the bytes, folded: with as many line ends as they have. */
  readonly whole: string;
  readonly needle: string;
  readonly row: number;
  readonly bytes: Uint8Array;
  readonly joined: boolean;
  readonly isLast: boolean;
}

/** Of a line that is cut into rows, what begins in a row is found in that row, also where it ends in the next. */
function holding({ whole, needle, row: first, bytes, joined, isLast }: Searched): readonly Row[] {
  const lines = linesWith(whole, needle);
  const found: Row[] = [];
  let row = first;
  let line = 0;
  let isFirst = true;
  for (const span of spansOf(bytes, joined, isLast)) {
    const [start, end, goesOn] = span;
    if (!goesOn && !isFirst) line += 1;
    isFirst = false;
    if (lines.has(line)) {
      const own = folded(decoded(bytes.subarray(start, end)));
      const lineEnd = bytes.indexOf(lf, end);
      const more = Math.min(end + 4 * needle.length, lineEnd < 0 ? bytes.length : lineEnd);
      const at = folded(decoded(bytes.subarray(start, more))).indexOf(needle);
      if (at >= 0 && at < own.length) found.push(rowOf(bytes, span, row));
    }
    row += 1;
  }
  return found;
}

/** Numbers, from 0, of the lines that hold a text. */
function linesWith(text: string, needle: string): ReadonlySet<number> {
  const found = new Set<number>();
  let line = 0;
  let hit = text.indexOf(needle);
  for (let end = text.indexOf('\n'); hit >= 0; end = text.indexOf('\n', end + 1)) {
    if (end < 0 || hit < end) {
      found.add(line);
      if (end < 0) break;
      hit = text.indexOf(needle, end);
    }
    line += 1;
  }
  return found;
}

function decoded(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}

/** The whole rows of some bytes; the last one, which has no end, only where nothing comes after. */
function* spansOf(bytes: Uint8Array, joined: boolean, isLast: boolean): Generator<Span, void, void> {
  let start = 0;
  let goesOn = joined;
  for (let end = bytes.indexOf(lf); ; end = bytes.indexOf(lf, start)) {
    const stop = end < 0 ? bytes.length : end;
    for (; stop - start > widestRow; goesOn = true) {
      const cut = cutAt(bytes, start);
      yield [start, cut, goesOn];
      start = cut;
    }
    if (end < 0) break;
    yield [start, end, goesOn];
    goesOn = false;
    start = end + 1;
  }
  if (isLast && start < bytes.length) yield [start, bytes.length, goesOn];
}

/** Where a row that is too long is cut: never inside of a character. */
function cutAt(bytes: Uint8Array, start: number): number {
  let cut = start + widestRow;
  for (let back = 0; back < 3 && ((bytes[cut] ?? 0) & 0xc0) === 0x80; back += 1) cut -= 1;
  return cut;
}

/** What has no end yet. */
function restOf(bytes: Uint8Array, joined: boolean): Omit<Open, 'row'> {
  let end = 0;
  let goesOn = joined;
  const last = bytes.lastIndexOf(lf);
  if (last >= 0) {
    end = last + 1;
    goesOn = false;
  }
  while (bytes.length - end > widestRow) {
    end = cutAt(bytes, end);
    goesOn = true;
  }
  return { rest: bytes.slice(end), joined: goesOn };
}

// What has no form on a page: controls but the tab, and what turns the direction of reading or takes no room.
const unseen =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

function rowOf(bytes: Uint8Array, [start, end, joined]: Span, row: number): Row {
  const raw = Buffer.from(bytes.subarray(start, end)).toString('utf8').replace(/\r+$/, '');
  const text = stripVTControlCharacters(raw).replace(unseen, markOf);
  return joined ? { row, text, joined } : { row, text };
}

/** Control characters have pictures of their own (U+2400); others are shown as their number. */
function markOf(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x20
    ? String.fromCharCode(0x2400 + code)
    : `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}
