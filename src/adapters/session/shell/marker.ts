/** What the hook says on the terminal: `A` a statement begins, `Z` it has ended, `P` and `Q` the shell prompts (`PROMPT_COMMAND`, `PS1`), `D` it throws away what was typed, `X` it has said its last. */
export interface Marker {
  readonly kind: string;
  readonly nonce: string;
  /** What follows the nonce, undivided: a directory may hold any character. */
  readonly rest: string;
  /** The line end that follows a `Z` came without the CR that a terminal puts before it, unless it is raw. */
  readonly isRaw: boolean;
  /** As it came, for output when nobody waits for this marker: then the command printed it. */
  readonly raw: Uint8Array;
}

export type Piece =
  | { readonly type: 'bytes'; readonly bytes: Uint8Array }
  | { readonly type: 'marker'; readonly marker: Marker };

/** A marker longer than this is none: paths end at 4,096 bytes. */
const longest = 16 * 1024;

/** Takes markers out of the bytes of a terminal, across chunk borders. */
export class MarkerReader {
  readonly #head: Buffer;
  readonly #foot: Buffer;
  #held: Buffer = Buffer.alloc(0);

  constructor(tag: string) {
    this.#head = Buffer.from(`\u001b]hr;${tag};`);
    this.#foot = Buffer.from(`;${tag}\u0007`);
  }

  /** The pieces that are certain by now; a possible beginning of a marker waits for more. */
  push(bytes: Uint8Array): Piece[] {
    const pieces: Piece[] = [];
    let rest = this.#held.length === 0 ? asBuffer(bytes) : Buffer.concat([this.#held, bytes]);
    for (let start = rest.indexOf(this.#head); start >= 0; start = rest.indexOf(this.#head)) {
      const end = this.#endOf(rest, start);
      addBytes(pieces, rest.subarray(0, start));
      if (end === undefined) {
        this.#held = Buffer.from(rest.subarray(start));
        return pieces;
      }
      if (end === start + this.#head.length) addBytes(pieces, rest.subarray(start, end));
      else pieces.push({ type: 'marker', marker: this.#parse(rest.subarray(start, end)) });
      rest = rest.subarray(end);
    }
    const certain = rest.length - partialHead(rest, this.#head);
    addBytes(pieces, rest.subarray(0, certain));
    this.#held = Buffer.from(rest.subarray(certain));
    return pieces;
  }

  /** What was held back when the terminal closed. */
  end(): Uint8Array {
    const held = this.#held;
    this.#held = Buffer.alloc(0);
    return held;
  }

  /** Where what begins at `start` ends, which is behind the head where it is no marker; undefined while more must come. */
  #endOf(bytes: Buffer, start: number): number | undefined {
    const body = start + this.#head.length;
    const foot = bytes.indexOf(this.#foot, body - 1);
    if (foot < 0 && bytes.length - start <= longest) return undefined;
    if (foot < 0 || foot - start > longest) return body;
    const end = foot + this.#foot.length;
    return bytes[body] === 'Z'.charCodeAt(0) ? behindLineEnd(bytes, end) : end;
  }

  #parse(raw: Buffer): Marker {
    const foot = raw.lastIndexOf(this.#foot);
    const body = raw.subarray(this.#head.length, foot).toString('utf8');
    const [kind = '', nonce = ''] = body.split(';', 2);
    const isRaw = raw[foot + this.#foot.length] === 10;
    return { kind, nonce, rest: body.slice(kind.length + nonce.length + 2), isRaw, raw };
  }
}

/** Behind the line end at an offset, which may be none; undefined while it may still come. */
function behindLineEnd(bytes: Buffer, at: number): number | undefined {
  if (bytes[at] === 10) return at + 1;
  if (at === bytes.length || (bytes[at] === 13 && at + 1 === bytes.length)) return undefined;
  return bytes[at] === 13 && bytes[at + 1] === 10 ? at + 2 : at;
}

/** How many bytes at the end of `bytes` may be the beginning of `head`. */
function partialHead(bytes: Buffer, head: Buffer): number {
  for (let length = Math.min(head.length - 1, bytes.length); length > 0; length--) {
    if (bytes.subarray(bytes.length - length).equals(head.subarray(0, length))) return length;
  }
  return 0;
}

function addBytes(pieces: Piece[], bytes: Uint8Array): void {
  if (bytes.length > 0) pieces.push({ type: 'bytes', bytes });
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
