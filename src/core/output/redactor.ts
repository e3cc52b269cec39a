import { encodings, type Form } from './forms.ts';
import { Matcher } from './matcher.ts';

/** What stands in place of a secret. */
export const mask = '•••';

/**
 * Takes secrets out of a stream of bytes, in every form they are commonly written in, across chunk borders, in linear time.
 * What may be the beginning of a secret is held back until the next bytes decide.
 */
export class Redactor {
  readonly #matchers: readonly Matcher[];
  readonly #mask = new TextEncoder().encode(mask);
  #masked = 0;
  /** Bytes not yet given out, and the offset of the first of them in the stream. */
  #held: Uint8Array = new Uint8Array(0);
  #heldAt = 0;
  #offset = 0;
  /** Ranges to mask, in order and apart from each other. */
  #ranges: Range[] = [];

  constructor(secrets: readonly string[]) {
    const forms = secrets.flatMap(secret => encodings(secret));
    this.#matchers = [true, false]
      .map(wraps => forms.filter((form: Form) => form.wraps === wraps))
      .filter(some => some.length > 0)
      .map(
        some =>
          new Matcher(
            some.map(({ bytes }) => bytes),
            some[0]?.wraps === true ? 'wrapped' : 'exact',
          ),
      );
  }

  /** How many secrets have been masked so far. */
  get masked(): number {
    return this.#masked;
  }

  /** The bytes that are certain by now, secrets masked. */
  push(bytes: Uint8Array): Uint8Array {
    if (this.#matchers.length === 0) return bytes;
    const found: Range[] = [];
    for (const matcher of this.#matchers) {
      matcher.push(bytes, this.#offset, (start, end) => found.push({ start, end }));
    }
    if (found.length > 0) this.#ranges = united([...this.#ranges, ...found]);
    this.#offset += bytes.length;
    this.#held = concat([this.#held, bytes]);
    const pending = Math.max(...this.#matchers.map(matcher => matcher.pending));
    return this.#release(this.#offset - pending);
  }

  /** What is left at the end of the stream. */
  end(): Uint8Array {
    return this.#release(this.#offset);
  }

  /** Gives out everything before `limit`, except a masked range that may still grow. */
  #release(limit: number): Uint8Array {
    const out: Uint8Array[] = [];
    let at = this.#heldAt;
    let kept = 0;
    for (const { start, end } of this.#ranges) {
      if (end > limit) break;
      out.push(this.#slice(at, Math.max(at, start)), this.#mask);
      this.#masked++;
      at = end;
      kept++;
    }
    this.#ranges.splice(0, kept);
    const growing = this.#ranges[0];
    const stop = Math.max(at, Math.min(limit, growing?.start ?? limit));
    out.push(this.#slice(at, stop));
    // What a growing range covers for certain is forgotten at once: a secret like `aaaa` can match without end.
    const next = growing === undefined ? stop : Math.max(stop, limit);
    this.#held = this.#held.slice(next - this.#heldAt);
    this.#heldAt = next;
    return out.length === 1 ? (out[0] ?? this.#mask) : concat(out);
  }

  #slice(from: number, to: number): Uint8Array {
    return this.#held.subarray(from - this.#heldAt, to - this.#heldAt);
  }
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** In order, those that overlap made one; those that only touch are two secrets. */
function united(ranges: Range[]): Range[] {
  const result: Range[] = [];
  for (const range of ranges.sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last === undefined || last.end <= range.start) result.push(range);
    else result[result.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
  }
  return result;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const [first = new Uint8Array(0), ...more] = parts.filter(part => part.length > 0);
  if (more.length === 0) return first;
  const whole = new Uint8Array([first, ...more].reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of [first, ...more]) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
