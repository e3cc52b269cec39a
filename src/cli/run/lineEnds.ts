const [cr, lf] = [0x0d, 0x0a];

/** Turns the CR LF that a terminal makes of each line end back into what the command wrote, across the borders of pieces. */
export class LineEnds {
  #held = false;

  push(bytes: Uint8Array): Uint8Array {
    const out = new Uint8Array(bytes.length + 1);
    let size = 0;
    for (const byte of bytes) {
      if (this.#held && byte !== lf) out[size++] = cr;
      this.#held = byte === cr;
      if (!this.#held) out[size++] = byte;
    }
    return out.subarray(0, size);
  }

  /** A CR at the very end. */
  end(): Uint8Array {
    const rest = this.#held ? Uint8Array.of(cr) : new Uint8Array(0);
    this.#held = false;
    return rest;
  }
}
