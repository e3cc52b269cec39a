import { fold, isAscii } from '../words/durations.ts';
import { joinSpace } from '../markdown/plain.ts';

// Ids are made from a step's own words, so that an edit elsewhere cannot change them; only steps that say the same
// are counted, in the file's order.

/** Gives each text of a file an id; the same text again gets `-2`, `-3`… */
export class Identity {
  readonly #counts = new Map<string, number>();

  /** For a step: its first words and a digest of them all. */
  step(words: string): string {
    const normal = joinSpace(words).trim();
    return this.#unique(`${slug(normal, 32) || 'step'}-${digest(normal)}`);
  }

  /** For a section: its title in lower case with hyphens. */
  section(title: string): string {
    return this.#unique(slug(title, 80) || 'section');
  }

  #unique(id: string): string {
    const count = this.#counts.get(id);
    if (count === undefined) {
      this.#counts.set(id, 1);
      return id;
    }
    let number = count + 1;
    while (number > 1 && this.#counts.has(`${id}-${number}`)) {
      number += 1;
    }
    const name = number === 1 ? id : `${id}-${number}`;
    this.#counts.set(id, number).set(name, Math.max(1, this.#counts.get(name) ?? 0));
    return name;
  }
}

function slug(text: string, limit: number): string {
  // What follows plain letters does not change how they fold, so a long text is folded for its beginning only.
  const start = text.slice(0, 4 * limit);
  if (isAscii(start)) {
    return cut(hyphenated(start.toLowerCase(), limit), limit).replace(/-$/, '');
  }
  const words = fold(text)
    .slice(0, 4 * limit)
    .replace(/[^\p{L}\p{N}]+/gu, '-');
  return cut(words.replace(/^-/, ''), limit).replace(/-$/, '');
}

// The words of a text in plain letters, joined by hyphens, until there is more than an id may hold.
function hyphenated(text: string, limit: number): string {
  let words = '';
  WORD.lastIndex = 0;
  for (let word = WORD.exec(text); word !== null && words.length <= limit; word = WORD.exec(text)) {
    words += words === '' ? word[0] : `-${word[0]}`;
  }
  return words;
}

const WORD = /[a-z0-9]+/g;

// A word is not cut in two where the id can end before it.
function cut(words: string, limit: number): string {
  if (words.length <= limit) {
    return words;
  }
  const end = words.lastIndexOf('-', limit);
  return words.slice(0, end > limit / 2 ? end : limit).replace(/[\uD800-\uDBFF]$/, '');
}

// 53 bits of two multiplicative hashes (cyrb53, public domain). An id is no proof of anything: the log holds digests.
function digest(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  const number = 4294967296 * (2097151 & low) + (high >>> 0);
  // The last seven digits, in two parts that are written as small integers are: ten times as fast.
  return lastDigits(number / 36 ** 4, 3) + lastDigits(number, 4);
}

function lastDigits(number: number, count: number): string {
  return (Math.floor(number) % 36 ** count).toString(36).padStart(count, '0');
}
