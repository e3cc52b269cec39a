/** What is known to hold, or not, in a place of the workbench; what is absent may be either. */
export type Facts = Readonly<Record<string, boolean | string>>;

type Truth = boolean | undefined;

const token = /=~\s*\/(?:[^/\\]|\\.)*\/[a-z]*|'[^']*'|[()]|&&|\|\||!=|===?|[<>]=?|!|[^\s()!=<>&|]+/gu;

/** Whether a `when` clause of VS Code holds: yes, no, or undefined where the facts do not say. */
export function holds(clause: string, facts: Facts): Truth {
  return clause.trim() === '' ? true : new Clause(clause, facts).read();
}

class Clause {
  readonly #text: string;
  readonly #tokens: readonly string[];
  readonly #facts: Facts;
  #at = 0;

  constructor(text: string, facts: Facts) {
    this.#text = text;
    this.#tokens = text.match(token) ?? [];
    this.#facts = facts;
  }

  read(): Truth {
    const value = this.#either();
    if (this.#at < this.#tokens.length)
      throw new Error(`Not understood at ${this.#tokens[this.#at] ?? ''}: ${this.#text}`);
    return value;
  }

  #take(): string {
    this.#at += 1;
    return this.#tokens[this.#at - 1] ?? '';
  }

  #takes(sign: string): boolean {
    const next = this.#tokens[this.#at] === sign;
    if (next) this.#at += 1;
    return next;
  }

  #either(): Truth {
    let value = this.#both();
    while (this.#takes('||')) value = or(value, this.#both());
    return value;
  }

  #both(): Truth {
    let value = this.#one();
    while (this.#takes('&&')) value = and(value, this.#one());
    return value;
  }

  #one(): Truth {
    if (this.#takes('!')) return not(this.#one());
    if (!this.#takes('(')) return this.#compared(this.#take());
    const value = this.#either();
    this.#take();
    return value;
  }

  #compared(name: string): Truth {
    const fact = this.#facts[name];
    if (this.#tokens[this.#at]?.startsWith('=~') === true) return matches(fact, this.#take());
    if (this.#takes('==') || this.#takes('===')) return equals(fact, this.#take());
    if (this.#takes('!=')) return not(equals(fact, this.#take()));
    if (this.#takes('not')) return this.#unknown(2);
    if (['in', '<', '>', '<=', '>='].includes(this.#tokens[this.#at] ?? '')) return this.#unknown(2);
    if (name === 'true' || name === 'false') return name === 'true';
    return fact === undefined ? undefined : fact !== false && fact !== '';
  }

  /** What asks for a list or an order is not decided here. */
  #unknown(tokens: number): Truth {
    this.#at += tokens;
    return undefined;
  }
}

function equals(fact: Facts[string] | undefined, wanted: string): Truth {
  return fact === undefined ? undefined : String(fact) === wanted.replace(/^'|'$/gu, '');
}

function matches(fact: Facts[string] | undefined, expression: string): Truth {
  const [, pattern = '', flags = ''] = /^=~\s*\/(.*)\/([a-z]*)$/su.exec(expression) ?? [];
  return typeof fact === 'string' ? new RegExp(pattern, flags).test(fact) : undefined;
}

function or(one: Truth, other: Truth): Truth {
  if (one === true || other === true) return true;
  return one === undefined || other === undefined ? undefined : false;
}

function and(one: Truth, other: Truth): Truth {
  return not(or(not(one), not(other)));
}

function not(value: Truth): Truth {
  return value === undefined ? undefined : !value;
}
