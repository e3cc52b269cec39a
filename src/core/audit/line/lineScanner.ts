import { maxLineBytes, maxDepth } from './canonical.ts';

// Byte classes inside a string: what may stand as it is, and what ends or interrupts it.
const plain = 0;
const quote = 1;
const backslash = 2;
const other = 3;

const classes = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte < 0x20 || byte >= 0x7f) return other;
  return byte === 0x22 ? quote : byte === 0x5c ? backslash : plain;
});

/** 1 for a lower-case letter, 2 for what else a key may hold behind its first character. */
const keyClasses = Uint8Array.from({ length: 128 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  return /[a-z]/.test(character) ? 1 : /[A-Z0-9]/.test(character) ? 2 : 0;
});

/** A part of the line, by byte offsets. */
export interface Span {
  start: number;
  end: number;
}

/**
 * Accepts exactly the lines that `parseLine` accepts, without building their values: one pass over the bytes, several times as
 * fast. It says yes or no; `parseLine` then says what is wrong. Of the top level it keeps what every line carries.
 */
export class LineScanner {
  readonly run: Span = { start: 0, end: 0 };
  readonly type: Span = { start: 0, end: 0 };
  readonly prev: Span = { start: 0, end: 0 };
  /** Absent: -1. */
  seg = -1;
  seq = -1;
  t = -1;
  m = -1;
  /** Whether it has `"outputs":[]`. */
  noOutputs = false;
  #bytes: Uint8Array = new Uint8Array();
  #view: DataView = new DataView(new ArrayBuffer(0));
  #at = 0;
  #number = 0;
  /** Where the keys of the objects that are open began: the last one of each depth. */
  readonly #keyStarts = new Int32Array(maxDepth + 2);
  readonly #keyEnds = new Int32Array(maxDepth + 2);

  scan(bytes: Uint8Array): boolean {
    if (bytes.length > maxLineBytes || bytes[0] !== 0x7b || bytes[bytes.length - 1] !== 0x0a) return false;
    this.#bytes = bytes;
    if (this.#view.buffer !== bytes.buffer) this.#view = new DataView(bytes.buffer);
    this.#at = 1;
    this.seg = this.seq = this.t = this.m = -1;
    this.run.end = this.type.end = this.prev.end = 0;
    this.noOutputs = false;
    // An LF ends every loop below: it is at the end, nowhere else, and accepted by none of them.
    return this.#object(1) && this.#at === bytes.length - 1;
  }

  #object(depth: number): boolean {
    if (depth > maxDepth) return false;
    if (this.#bytes[this.#at] === 0x7d) {
      this.#at++;
      return true;
    }
    this.#keyEnds[depth] = 0;
    for (;;) {
      if (!this.#key(depth) || !this.#member(depth)) return false;
      const next = this.#bytes[this.#at++];
      if (next === 0x7d) return true;
      if (next !== 0x2c) return false;
    }
  }

  /** A key in its place: behind the one before it. RFC 8785 sorts by UTF-16 units, which for these keys are the bytes. */
  #key(depth: number): boolean {
    const bytes = this.#bytes;
    if (bytes[this.#at] !== 0x22) return false;
    const start = this.#at + 1;
    let at = start;
    while ((keyClasses[bytes[at] as number] ?? 0) > 0) at++;
    if (at === start || keyClasses[bytes[start] as number] !== 1) return false;
    if (bytes[at] !== 0x22 || bytes[at + 1] !== 0x3a) return false;
    const lastEnd = this.#keyEnds[depth] as number;
    if (lastEnd > 0 && !this.#isBehind({ start, end: at }, this.#keyStarts[depth] as number, lastEnd))
      return false;
    this.#keyStarts[depth] = start;
    this.#keyEnds[depth] = at;
    this.#at = at + 2;
    return true;
  }

  #isBehind(key: Span, lastStart: number, lastEnd: number): boolean {
    const bytes = this.#bytes;
    const length = Math.min(key.end - key.start, lastEnd - lastStart);
    for (let index = 0; index < length; index++) {
      const difference = (bytes[key.start + index] as number) - (bytes[lastStart + index] as number);
      if (difference !== 0) return difference > 0;
    }
    return key.end - key.start > lastEnd - lastStart;
  }

  #member(depth: number): boolean {
    const start = this.#at;
    const keyStart = this.#keyStarts[depth] as number;
    const keyEnd = this.#keyEnds[depth] as number;
    if (!this.#value(depth, depth)) return false;
    if (depth === 1) this.#keep(keyStart, keyEnd, start);
    return true;
  }

  /** `owner` is the depth of the key whose value this is, or is a list in. */
  #value(depth: number, owner: number): boolean {
    switch (this.#bytes[this.#at]) {
      case 0x22:
        this.#at++;
        return this.#string(owner);
      case 0x7b:
        this.#at++;
        return this.#object(depth + 1);
      case 0x5b:
        this.#at++;
        return this.#list(depth + 1, owner);
      case 0x74:
        return this.#word('true');
      case 0x66:
        return this.#word('false');
      case 0x6e:
        return this.#word('null');
      default:
        return this.#integer();
    }
  }

  #list(depth: number, owner: number): boolean {
    if (depth > maxDepth) return false;
    if (this.#bytes[this.#at] === 0x5d) {
      this.#at++;
      return true;
    }
    for (;;) {
      if (!this.#value(depth, owner)) return false;
      const next = this.#bytes[this.#at++];
      if (next === 0x5d) return true;
      if (next !== 0x2c) return false;
    }
  }

  #string(owner: number): boolean {
    const bytes = this.#bytes;
    let at = this.#at;
    const view = this.#view;
    const shift = bytes.byteOffset;
    const end = bytes.length - 4;
    for (;;) {
      while (at <= end && isPlain(view.getInt32(shift + at, true))) at += 4;
      while (classes[bytes[at] as number] === plain) at++;
      const kind = classes[bytes[at] as number];
      if (kind === quote) {
        this.#at = at + 1;
        return true;
      }
      const length = kind === backslash ? this.#escapeLength(at, owner) : characterLength(bytes, at);
      if (length === 0) return false;
      at += length;
    }
  }

  #word(word: string): boolean {
    for (let index = 0; index < word.length; index++) {
      if (this.#bytes[this.#at + index] !== word.charCodeAt(index)) return false;
    }
    this.#at += word.length;
    return true;
  }

  /** An integer in its shortest form, within 2^53-1. */
  #integer(): boolean {
    const bytes = this.#bytes;
    const negative = bytes[this.#at] === 0x2d;
    const start = negative ? this.#at + 1 : this.#at;
    let value = 0;
    let at = start;
    for (let byte = bytes[at] as number; byte >= 0x30 && byte <= 0x39; byte = bytes[++at] as number) {
      value = value * 10 + (byte - 0x30);
    }
    if (at === start || (bytes[start] === 0x30 && (at - start > 1 || negative))) return false;
    this.#at = at;
    this.#number = negative ? -value : value;
    return value <= Number.MAX_SAFE_INTEGER;
  }

  /** Of the escapes of RFC 8785 only these can stand in a line: the others are of characters that cannot. */
  #escapeLength(at: number, owner: number): number {
    const byte = this.#bytes[at + 1];
    if (byte === 0x22 || byte === 0x5c) return 2;
    return (byte === 0x6e || byte === 0x74) && this.#isMultiline(owner) ? 2 : 0;
  }

  #isMultiline(depth: number): boolean {
    const bytes = this.#bytes;
    const start = this.#keyStarts[depth] as number;
    switch ((this.#keyEnds[depth] as number) - start) {
      case 3:
        return spells(bytes, start, 'cmd') || spells(bytes, start, 'sig');
      case 4:
        return spells(bytes, start, 'text');
      case 6:
        return spells(bytes, start, 'reason');
      default:
        return false;
    }
  }

  /** Keeps what every line carries; the keys are told apart by length and first letters. */
  #keep(keyStart: number, keyEnd: number, start: number): void {
    const bytes = this.#bytes;
    const [first, second] = [bytes[keyStart] as number, bytes[keyStart + 1] as number];
    const isText = bytes[start] === 0x22;
    const digit = bytes[start] as number;
    const number = digit >= 0x30 && digit <= 0x39 ? this.#number : -1;
    switch (keyEnd - keyStart) {
      case 1:
        if (first === 0x74) this.t = number;
        if (first === 0x6d) this.m = number;
        break;
      case 3:
        if (first === 0x73 && second === 0x65) {
          if (bytes[keyStart + 2] === 0x67) this.seg = number;
          if (bytes[keyStart + 2] === 0x71) this.seq = number;
        }
        if (first === 0x72 && second === 0x75 && isText) this.#span(this.run, start);
        break;
      case 4:
        if (first === 0x70 && second === 0x72 && isText) this.#span(this.prev, start);
        if (first === 0x74 && second === 0x79 && isText) this.#span(this.type, start);
        break;
      case 7:
        if (first === 0x6f && second === 0x75 && bytes[start + 1] === 0x5d) this.noOutputs = true;
        break;
      default:
    }
  }

  #span(span: Span, start: number): void {
    span.start = start + 1;
    span.end = this.#at - 1;
  }
}

/** Whether this ASCII text stands here. */
export function spells(bytes: Uint8Array, start: number, text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (bytes[start + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}

/**
 * Whether four bytes at once are plain: none has its top bit set or is DEL, below a blank, a quote or a backslash. It may say no
 * where a lower byte borrowed from a higher one; it never says yes wrongly.
 */
function isPlain(four: number): boolean {
  const quotes = four ^ 0x22222222;
  const slashes = four ^ 0x5c5c5c5c;
  const high = four | (four + 0x01010101);
  const low = (four - 0x20202020) | (quotes - 0x01010101) | (slashes - 0x01010101);
  return ((high | low) & 0x80808080) === 0;
}

/** Length of a well-formed UTF-8 sequence (RFC 3629) of a character that can be seen, else 0. */
function characterLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number;
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  let point = first & (0x7f >> length);
  for (let index = 1; index < length; index++) {
    const byte = bytes[at + index] as number;
    if ((byte & 0xc0) !== 0x80) return 0;
    point = (point << 6) | (byte & 0x3f);
  }
  if (length === 3 && (point < 0x800 || (point >= 0xd800 && point < 0xe000))) return 0;
  if (length === 4 && (point < 0x10000 || point > 0x10ffff)) return 0;
  return isUnseen(point) ? 0 : length;
}

/** The characters of `unseen` in canonical.ts that are not ASCII. */
function isUnseen(point: number): boolean {
  if (point < 0xa0) return true;
  if (point < 0x61c || point > 0xfeff) return false;
  if (point === 0x61c || point === 0x180e || point === 0xfeff) return true;
  if (point < 0x200b || point > 0x206f) return false;
  return point <= 0x200f || (point >= 0x202a && point <= 0x202e) || (point >= 0x2060 && point !== 0x2065);
}
