/** `<<WORD` as it stands on its line. */
export interface Opener {
  /** UTF-16 offsets from `<<` to the end of the word, its quotes included. */
  readonly start: number;
  readonly end: number;
  /** What ends the body, without quotes. */
  readonly word: string;
  /** `<<-`: the end line may begin with tabs. */
  readonly tabs: boolean;
  /** The word is quoted, so nothing in the body is expanded. */
  readonly literal: boolean;
}

interface Bodies {
  readonly bodyEnd: number;
}

/**
 * Reads a text as far as needed to tell an opener from quoted text, a comment or arithmetic. `take` says for the openers of a
 * line where their bodies end; undefined as soon as it cannot, since nothing below is sure then.
 */
export function findOpeners<B extends Bodies>(
  text: string,
  take: (openers: readonly Opener[]) => readonly B[] | undefined,
): ReadonlyArray<readonly B[]> | undefined {
  const groups: Array<readonly B[]> = [];
  let pending: Opener[] = [];
  const scan = new Scan(text);
  while (scan.at < text.length) {
    const opener = scan.step();
    if (opener !== undefined) {
      pending.push(opener);
    }
    if (pending.length > 0 && text.charAt(scan.at) === '\n') {
      const bodies = take(pending);
      const last = bodies?.at(-1);
      if (bodies === undefined || last === undefined) {
        return undefined;
      }
      groups.push(bodies);
      pending = [];
      const next = text.indexOf('\n', last.bodyEnd);
      scan.at = next < 0 ? text.length : next;
    }
  }
  return pending.length > 0 ? undefined : groups;
}

type Quote = '"' | '$(' | '(' | '((';

// Where the scan stands: inside which quotes and brackets, the innermost last.
class Scan {
  at = 0;
  readonly #text: string;
  readonly #open: Quote[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** Passes one sign, word or quoted text; gives back the opener that it was. */
  step(): Opener | undefined {
    const inside = this.#open.at(-1);
    if (inside === '"') {
      this.#inString();
      return undefined;
    }
    if (inside === '((') {
      this.#inArithmetic();
      return undefined;
    }
    return this.#ordinary();
  }

  #ordinary(): Opener | undefined {
    const rest = this.#text.slice(this.at, this.at + 3);
    const [first = ''] = rest;
    if (first === '<') {
      return this.#redirection();
    }
    if (rest.startsWith('$((') || (rest.startsWith('((') && this.#opensCommand())) {
      this.#enter('((', rest.startsWith('$') ? 3 : 2);
    } else if (rest.startsWith('$(')) {
      this.#enter('$(', 2);
    } else if (first === '(') {
      this.#enter('(', 1);
    } else if (first === ')') {
      this.#open.pop();
      this.at += 1;
    } else if (first === '"') {
      this.#enter('"', 1);
    } else if (first === "'") {
      this.#pass(/'[^']*'?/y);
    } else {
      this.#passWord(first);
    }
    return undefined;
  }

  #passWord(first: string): void {
    if (first === '\\') {
      this.at += 2;
    } else if (first === '#' && /^$|[\s;&|(]/.test(this.#text.charAt(this.at - 1))) {
      this.#pass(/#[^\n]*/y);
    } else if (first === '$' && this.#text.charAt(this.at + 1) === "'") {
      this.#pass(/\$'(?:[^'\\]|\\[^])*'?/y);
    } else {
      this.at += 1;
    }
  }

  #inString(): void {
    const two = this.#text.slice(this.at, this.at + 2);
    if (two === '$(') {
      const arithmetic = this.#text.charAt(this.at + 2) === '(';
      this.#enter(arithmetic ? '((' : '$(', arithmetic ? 3 : 2);
    } else if (two.startsWith('"')) {
      this.#open.pop();
      this.at += 1;
    } else {
      this.at += two.startsWith('\\') ? 2 : 1;
    }
  }

  // A shift, `1 << 2`, opens nothing.
  #inArithmetic(): void {
    if (this.#text.startsWith('))', this.at)) {
      this.#open.pop();
      this.at += 2;
    } else {
      this.at += 1;
    }
  }

  #opensCommand(): boolean {
    return /(?:^|[\n;&|(]|\b(?:do|then|while|if|for))[ \t]*$/.test(
      this.#text.slice(Math.max(0, this.at - 40), this.at),
    );
  }

  #redirection(): Opener | undefined {
    if (this.#text.startsWith('<<<', this.at)) {
      this.at += 3;
      return undefined;
    }
    OPENER.lastIndex = this.at;
    const match = OPENER.exec(this.#text);
    if (match === null) {
      this.at += 1;
      return undefined;
    }
    const start = this.at;
    this.at += match[0].length;
    const written = match[2] ?? '';
    const word = written.replaceAll(/["'\\]/g, '');
    return { start, end: this.at, word, tabs: match[1] === '-', literal: word !== written };
  }

  #enter(quote: Quote, length: number): void {
    this.#open.push(quote);
    this.at += length;
  }

  #pass(pattern: RegExp): void {
    pattern.lastIndex = this.at;
    this.at += pattern.exec(this.#text)?.[0].length ?? 1;
  }
}

const OPENER = /<<(-?)[ \t]*((?:[\w.@%+:/,=~^-]|\\[^\n]|"[^"\n]*"|'[^'\n]*')+)/y;
