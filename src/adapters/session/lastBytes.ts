/** The end of a sequence of byte pieces: at most `limit` bytes, holding no more than that and one piece at a time. */
export function lastBytes(pieces: Iterable<Uint8Array>, limit: number): Uint8Array {
  const kept = new ByteTail(limit);
  for (const piece of pieces) kept.push(piece);
  return kept.bytes();
}

/** The last `limit` bytes of a stream. */
export class ByteTail {
  readonly #limit: number;
  readonly #pieces: Uint8Array[] = [];
  #size = 0;
  #isCut = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** True once a byte did not fit. */
  get isCut(): boolean {
    return this.#isCut;
  }

  push(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.#size += piece.length;
    this.#isCut ||= this.#size > this.#limit;
    for (
      let first = this.#pieces[0];
      first !== undefined && this.#size - first.length >= this.#limit;
      first = this.#pieces[0]
    ) {
      this.#pieces.shift();
      this.#size -= first.length;
    }
  }

  bytes(): Uint8Array {
    const all = Buffer.concat(this.#pieces);
    return all.subarray(Math.max(0, all.length - this.#limit));
  }
}
