/**
 * What was pasted behind the answer to a question, line by line. It answers what values are asked for next, and nothing that has to be seen
 * before it is answered.
 */
export class Ahead {
  #text = '';

  add(text: string): void {
    this.#text += text;
  }

  /** The next line with its end, or what there is of it. */
  next(): string {
    const [line = ''] = /^[^\r\n]*(?:\r?\n|\r)?/.exec(this.#text) ?? [];
    this.#text = this.#text.slice(line.length);
    return line;
  }

  drop(): void {
    this.#text = '';
  }

  /** The answer has ended in the middle of what came at once: the rest comes key by key, before anything else can. */
  keepRest(): void {
    const take = (_key: string | undefined, { sequence = '' }: { readonly sequence?: string }): void =>
      this.add(sequence);
    process.stdin.on('keypress', take);
    setImmediate(() => process.stdin.off('keypress', take));
  }
}
