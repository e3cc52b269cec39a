// One JSON document a line, both ways: what crosses the socket between a view's host and the runner.

/** A message as it is sent; its JSON never holds a raw LF. */
export function frame(message: unknown): string {
  return `${JSON.stringify(message)}\n`;
}

/** Longest line that is read, in UTF-16 units; a peer that sends more is cut off. */
const longest = 64 * 1024 * 1024;

/** Cuts a stream of text into messages. */
export class Deframer {
  #parts: string[] = [];
  #length = 0;

  /** The messages that this text completes. Throws a SyntaxError on a line that is not JSON, a RangeError on one that is too long. */
  push(text: string): readonly unknown[] {
    const messages: unknown[] = [];
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.#parts.push(text.slice(from, end));
      const line = this.#parts.join('');
      this.#parts = [];
      this.#length = 0;
      from = end + 1;
      if (line !== '') messages.push(JSON.parse(line));
    }
    this.#length += text.length - from;
    if (this.#length > longest) throw new RangeError('a message is too long');
    if (from < text.length) this.#parts.push(text.slice(from));
    return messages;
  }
}
