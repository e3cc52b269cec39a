const alphabet = 256;
const cr = 13;
const lf = 10;

/**
 * Finds every one of several byte patterns in a stream, in one pass (Aho and Corasick, 1975, as a complete automaton).
 * `wrapped` finds patterns that line ends interrupt, at most one CR LF between two bytes: base64 is written in lines.
 */
export class Matcher {
  /** Next state by state and byte. */
  readonly #next: Int32Array;
  /** Length of the pattern's beginning that a state stands for. */
  readonly #depth: readonly number[];
  /** Length of the longest pattern that ends in a state; 0 for none. */
  readonly #found: readonly number[];
  readonly #wrapped: boolean;
  #state = 0;
  /** `wrapped`: line end bytes in what the state stands for, and how many of them are the newest bytes. */
  #breaks: number[] = [];
  #newest = 0;
  #pending = 0;

  constructor(patterns: readonly Uint8Array[], mode: 'exact' | 'wrapped') {
    const trie = growTrie(patterns);
    this.#depth = trie.depth;
    this.#found = trie.found;
    this.#next = complete(trie);
    this.#wrapped = mode === 'wrapped';
  }

  /** How many of the newest bytes may be the beginning of a pattern. */
  get pending(): number {
    return this.#pending;
  }

  /** Reads bytes whose first stands at `offset` of the stream; calls `found` for each match with its range in the stream. */
  push(bytes: Uint8Array, offset: number, found: (start: number, end: number) => void): void {
    if (this.#wrapped) this.#pushWrapped(bytes, offset, found);
    else this.#pushExact(bytes, offset, found);
  }

  #pushExact(bytes: Uint8Array, offset: number, found: (start: number, end: number) => void): void {
    const next = this.#next;
    const lengths = this.#found;
    let state = this.#state;
    for (let index = 0; index < bytes.length; index++) {
      state = next[state * alphabet + (bytes[index] ?? 0)] ?? 0;
      const length = lengths[state] ?? 0;
      if (length > 0) found(offset + index + 1 - length, offset + index + 1);
    }
    this.#state = state;
    this.#pending = this.#depth[state] ?? 0;
  }

  #pushWrapped(bytes: Uint8Array, offset: number, found: (start: number, end: number) => void): void {
    for (let index = 0; index < bytes.length; index++) {
      const byte = bytes[index] ?? 0;
      if (this.#state > 0 && this.#isBreak(byte)) {
        this.#breaks.push(offset + index);
        this.#newest++;
        continue;
      }
      this.#newest = 0;
      this.#state = this.#next[this.#state * alphabet + byte] ?? 0;
      if (this.#state === 0) {
        if (this.#breaks.length > 0) this.#breaks = [];
        continue;
      }
      const at = offset + index + 1;
      this.#forget(at, this.#depth[this.#state] ?? 0);
      const length = this.#found[this.#state] ?? 0;
      if (length > 0) found(this.#startOf(at, length), at);
    }
    const end = offset + bytes.length;
    this.#pending = this.#state === 0 ? 0 : end - this.#startOf(end, this.#depth[this.#state] ?? 0);
  }

  #isBreak(byte: number): boolean {
    if (byte === cr) return this.#newest === 0;
    return byte === lf && this.#newest <= 1;
  }

  /** Drops line ends that lie before what the state stands for. */
  #forget(end: number, depth: number): void {
    if (this.#breaks.length === 0) return;
    const start = this.#startOf(end, depth);
    this.#breaks = this.#breaks.filter(at => at > start);
  }

  /** Where the last `length` bytes before `end` begin, line ends not counted. */
  #startOf(end: number, length: number): number {
    let start = end - length;
    for (let index = this.#breaks.length - 1; index >= 0 && (this.#breaks[index] ?? 0) >= start; index--)
      start--;
    return start;
  }
}

interface Trie {
  readonly next: Int32Array;
  readonly depth: number[];
  readonly found: number[];
}

function growTrie(patterns: readonly Uint8Array[]): Trie {
  const states = 1 + patterns.reduce((sum, pattern) => sum + pattern.length, 0);
  const next = new Int32Array(states * alphabet);
  const depth = [0];
  const found = [0];
  for (const pattern of patterns) {
    let state = 0;
    for (const byte of pattern) {
      const known = next[state * alphabet + byte] ?? 0;
      if (known === 0) {
        next[state * alphabet + byte] = depth.length;
        depth.push((depth[state] ?? 0) + 1);
        found.push(0);
      }
      state = next[state * alphabet + byte] ?? 0;
    }
    found[state] = pattern.length;
  }
  return { next, depth, found };
}

/** Adds to each state where to go on after a mismatch, breadth first, so that every byte costs one look-up. */
function complete({ next, depth, found }: Trie): Int32Array {
  const fallback = new Int32Array(depth.length);
  const queue = [0];
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] ?? 0;
    const fall = fallback[state] ?? 0;
    found[state] = Math.max(found[state] ?? 0, found[fall] ?? 0);
    for (let byte = 0; byte < alphabet; byte++) {
      const slot = state * alphabet + byte;
      const child = next[slot] ?? 0;
      const elsewhere = state === 0 ? 0 : (next[fall * alphabet + byte] ?? 0);
      if (child === 0) next[slot] = elsewhere;
      else {
        fallback[child] = elsewhere;
        queue.push(child);
      }
    }
  }
  return next;
}
