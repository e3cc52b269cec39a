/** What the hook says on the terminal: `A` a statement begins, `Z` it has ended, `P` and `Q` the shell prompts (`PROMPT_COMMAND`, `PS1`). */
export interface Marker {
  readonly kind: string;
  readonly nonce: string;
  /** What follows the nonce, undivided: a directory may hold any character. */
  readonly rest: string;
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
    for (;;) {
      const start = rest.indexOf(this.#head);
      if (start < 0) break;
      const end = rest.indexOf(this.#foot, start + this.#head.length - 1);
      if (end < 0 && rest.length - start <= longest) {
        addBytes(pieces, rest.subarray(0, start));
        this.#held = Buffer.from(rest.subarray(start));
        return pieces;
      }
      const next = end < 0 || end - start > longest ? start + this.#head.length : end + this.#foot.length;
      addBytes(pieces, rest.subarray(0, start));
      if (next === start + this.#head.length) addBytes(pieces, rest.subarray(start, next));
      else pieces.push({ type: 'marker', marker: this.#parse(rest.subarray(start, next)) });
      rest = rest.subarray(next);
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

  #parse(raw: Buffer): Marker {
    const body = raw.subarray(this.#head.length, raw.length - this.#foot.length).toString('utf8');
    const [kind = '', nonce = ''] = body.split(';', 2);
    return { kind, nonce, rest: body.slice(kind.length + nonce.length + 2), raw };
  }
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
