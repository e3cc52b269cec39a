import type { Role } from '../../runbook/runbook.ts';

// People call a step by the number its author gave it, so that number is the one shown; ours stand where the author gave none.

const letters: Readonly<Record<Exclude<Role, 'path'>, string>> = {
  rollback: 'R',
  troubleshooting: 'T',
  option: 'O',
  emergency: 'E',
  cleanup: 'C',
  example: 'X',
  reference: 'A',
};

/** What stands before the author's first number, and what cannot have the next one since the author uses it further down. */
const start = 'S';

/** A title as it is shown, beside its number. */
export interface Numbered {
  readonly number: string;
  readonly title: string;
}

/** What is numbered: `counts` is false for a phase without anything to do. */
export interface Unnumbered {
  readonly title: string;
  readonly role: Role;
  readonly counts: boolean;
  /** What stands in it. */
  readonly lines: readonly Line[];
}

/** A phase with its number; `parts`: the numbers of its parts are the author's own, of the whole page. */
export interface NumberedPhase extends Numbered {
  readonly parts?: true;
}

/** Numbers for the phases of a runbook; empty where there is nothing to do in one. */
export function numberPhases(phases: readonly Unnumbered[]): readonly NumberedPhase[] {
  const taken = new Set<string>();
  const own = phases.map(phase => ownPhase(phase, taken));
  const parts = phases.map((phase, index) => (own[index] === undefined ? ownParts(phase, taken) : undefined));
  let last = 0;
  return phases.map((phase, index): NumberedPhase => {
    const authors = own[index];
    if (authors !== undefined) {
      if (phase.role === 'path') last = Number(authors.number);
      return authors;
    }
    if (!phase.counts) return { number: '', title: phase.title };
    const [first, ...more] = parts[index] ?? [];
    if (first !== undefined) {
      last = Number(more.at(-1) ?? first);
      return { number: more.length === 0 ? first : `${first}–${last}`, title: phase.title, parts: true };
    }
    const number = freePhase(phase, last, taken);
    taken.add(number);
    if (/^\d/.test(number)) last = Number(number);
    return { number, title: without(phase.title, number) };
  });
}

function ownPhase({ title, counts }: Unnumbered, taken: Set<string>): Numbered | undefined {
  const found = counts ? authorsNumber(title) : undefined;
  if (found === undefined || found.number.includes('.') || taken.has(found.number)) return undefined;
  taken.add(found.number);
  return found;
}

/**
 * The numbers that an author gave the parts of a phase without one, where steps in them carry them on ("Phase 3", "3.2"): so counts who
 * counts through the whole runbook. Where another part has the same number, or it does not rise, it is one that begins anew.
 */
function ownParts({ role, counts, lines }: Unnumbered, taken: Set<string>): readonly string[] {
  if (role !== 'path' || !counts) return [];
  const raw = lines.flatMap(line => {
    const level = line.type === 'other' ? undefined : line.level;
    const number =
      level === undefined || line.type === 'other' ? undefined : authorsNumber(line.title)?.number;
    return number === undefined || level === undefined ? [] : [{ level, number }];
  });
  const top = Math.min(...raw.map(({ level }) => level));
  const whole = raw.filter(({ level }) => level === top).map(({ number }) => number);
  const isWhole = whole.every(
    (number, index) =>
      !number.includes('.') && !taken.has(number) && Number(number) > Number(whole[index - 1] ?? 0),
  );
  const goesOn = lines.some(
    line =>
      line.type !== 'other' &&
      whole.some(outer => authorsNumber(line.title, whole)?.number.startsWith(`${outer}.`)),
  );
  if (!isWhole || !goesOn) return [];
  for (const number of whole) taken.add(number);
  return whole;
}

function freePhase(
  { title, role }: Pick<Unnumbered, 'title' | 'role'>,
  last: number,
  taken: ReadonlySet<string>,
): string {
  const next = String(last + 1);
  if (role === 'path' && title !== '' && !taken.has(next)) return next;
  const letter = role === 'path' ? start : letters[role];
  for (let n = 1; ; n += 1) {
    const number = n === 1 ? letter : `${letter}${n}`;
    if (!taken.has(number)) return number;
  }
}

/** What stands in a phase, as far as its numbers go. */
export type Line =
  | { readonly type: 'heading'; readonly title: string; readonly level: number }
  /** `text` is only there to be read or copied: a number of its own would leave a gap among the steps. */
  | { readonly type: 'step' | 'text'; readonly title: string; readonly level?: number }
  | { readonly type: 'other' };

/** Numbers for the steps of one phase, by their positions; `taken` holds those of the whole page and grows. */
export function numberSteps(
  phase: string,
  lines: readonly Line[],
  taken: Set<string>,
): ReadonlyMap<number, Numbered> {
  // The author's come first, so that ours take none of them away from a step further down.
  const authors = new Scope(phase, taken);
  const own = lines.map(line => authors.claim(line));
  const scope = new Scope(phase, taken);
  const numbers = new Map<number, Numbered>();
  lines.forEach((line, index) => {
    const numbered = own[index];
    scope.go(line);
    if (line.type === 'heading' || line.type === 'other') return;
    numbers.set(index, numbered ?? scope.next({ ...line, authored: authors.authored }));
    if (numbered !== undefined) scope.passed(numbered.number);
  });
  return numbers;
}

/** A heading with a number, as far as what stands below it is concerned. */
interface Above {
  readonly level: number;
  readonly number: string;
  /** As the author wrote it. */
  readonly raw: string;
}

class Scope {
  readonly #phase: string;
  readonly #taken: Set<string>;
  /** Whether a step that stands in the phase itself has a number of the author's. */
  authored = false;
  #count = 0;
  #last: string;
  #headings: readonly Above[] = [];

  constructor(phase: string, taken: Set<string>) {
    this.#phase = phase;
    this.#taken = taken;
    this.#last = join(phase, '');
  }

  /** Follows the headings; the author's own number of a step, unless another step has it. */
  claim(line: Line): Numbered | undefined {
    this.go(line);
    const found = line.type === 'step' ? this.#read(line.title) : undefined;
    if (found === undefined || this.#taken.has(found.number)) return undefined;
    this.#taken.add(found.number);
    if (this.#headings.length === 0) this.authored = true;
    return found;
  }

  go(line: Line): void {
    if (line.type === 'other' || line.level === undefined) return;
    const { level, title } = line;
    this.#headings = this.#headings.filter(above => above.level < level);
    const found = line.type === 'heading' ? this.#read(title) : undefined;
    if (found === undefined) return;
    this.#headings = [...this.#headings, { level, number: found.number, raw: found.raw }];
    this.#count = 0;
    this.#last = found.number;
  }

  passed(number: string): void {
    this.#last = number;
  }

  /** A number of ours: the next one, or where the author counts, one that stands behind the author's last. */
  next(line: {
    readonly type: 'step' | 'text';
    readonly title: string;
    readonly authored: boolean;
  }): Numbered {
    const above = this.#headings.at(-1)?.number;
    const isBare = above === undefined && (line.authored || this.#phase === '');
    const letters = line.type === 'text' || isBare;
    const number = letters ? this.#lettered() : this.#counted(above ?? this.#phase);
    this.#taken.add(number);
    if (line.type === 'step') this.#last = number;
    return { number, title: without(line.title, number) };
  }

  /** The number a title begins with, as it stands in the whole page: a count that begins anew stands behind what is above it. */
  #read(title: string): (Numbered & { readonly raw: string }) | undefined {
    const known = [this.#phase, ...this.#headings.flatMap(({ raw, number }) => [raw, number])];
    const found = authorsNumber(title, known);
    if (found === undefined) return undefined;
    const raw = found.number;
    return { raw, number: this.#placed(raw), title: found.title };
  }

  /** What is nearest decides: below the second phase of phase 2, "2.1" is that phase's first step, not this one's. */
  #placed(raw: string): string {
    const above = this.#headings.at(-1);
    if (above !== undefined && raw.startsWith(`${above.raw}.`))
      return `${above.number}${raw.slice(above.raw.length)}`;
    const whole = [this.#phase, above?.number].some(
      outer => outer !== undefined && raw.startsWith(`${outer}.`),
    );
    return whole ? raw : join(raw.includes('.') ? this.#phase : (above?.number ?? this.#phase), raw);
  }

  #counted(above: string): string {
    for (;;) {
      this.#count += 1;
      const number = join(above, String(this.#count));
      if (!this.#taken.has(number)) return number;
    }
  }

  #lettered(): string {
    const before = this.#last.replace(/[a-z]+$/, '');
    for (let n = 1; ; n += 1) {
      const number = `${before}${alphabetic(n)}`;
      if (!this.#taken.has(number)) return number;
    }
  }
}

/** R and 1 are R1; 2 and 1 are 2.1, so are R2 and 1. */
function join(above: string, number: string): string {
  return above === '' || /^[A-Z]$/.test(above) ? `${above}${number}` : `${above}.${number}`;
}

/** 1 is a, 27 is aa. */
function alphabetic(n: number): string {
  const rest = Math.floor((n - 1) / 26);
  return `${rest === 0 ? '' : alphabetic(rest)}${String.fromCharCode(97 + ((n - 1) % 26))}`;
}

const named = /^(?:phase|step|part|stage|aşama|adım|bölüm)\s+(\d{1,3}(?:\.\d{1,3})*)\s*[.):–—-]?\s+(?=\S)/iu;
const plain = /^(\d{1,3}(?:\.\d{1,3})*)(\s*[.):–—]|\s+-)?\s+(?=\S)/u;

/** The number a title begins with. "2 nodes are down" has none; "2.1 Drain" has one where 2 is `known`. */
function authorsNumber(title: string, known: readonly string[] = []): Numbered | undefined {
  const word = named.exec(title);
  if (word?.[1] !== undefined) return { number: word[1], title: title.slice(word[0].length) };
  const [whole, number, mark] = plain.exec(title) ?? [];
  if (whole === undefined || number === undefined) return undefined;
  if (mark === undefined && !known.some(outer => number.startsWith(`${outer}.`))) return undefined;
  return { number, title: title.slice(whole.length) };
}

/** A title that begins with the very number beside it says it only once. */
function without(title: string, number: string): string {
  const [whole, own] = plain.exec(title) ?? [];
  return whole !== undefined && own === number ? title.slice(whole.length) : title;
}

/** A title without the number that its author gave it; "2 nodes are down" keeps its own. */
export function unnumbered(title: string): string {
  const [whole, number, mark] = plain.exec(title) ?? [];
  const isNumber = whole !== undefined && (mark !== undefined || number?.includes('.') === true);
  return isNumber ? title.slice(whole.length) : (authorsNumber(title)?.title ?? title);
}
