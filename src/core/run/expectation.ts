/** What a rule can say of an output; `ask` where only a person can. */
export type Decision = 'met' | 'differs' | 'ask';

// Words of authors for "prints nothing".
const nothing =
  /^(?:\(?(?:empty|no output|nothing|none|boş|çıktı yok|leer|keine ausgabe|vacío|sin salida)\)?)(?:\s*\(.*\))?$/iu;
const quoted = /^(?:`([^`\n]+)`|"([^"\n]+)"|'([^'\n]+)'|“([^”\n]+)”)$/u;
// PONG, OK, 200: written as it is printed. A lower-case word may describe, so it is never held against an output.
const printed = /^(?:[A-Z][A-Z0-9_]+|\d+(?:\.\d+)?)$/;
const formats = new Set(['JSON', 'YAML', 'XML', 'HTML', 'CSV', 'UUID', 'ID', 'URL', 'IP', 'TODO', 'N', 'NA']);
const bound =
  /^(<=?|>=?|≤|≥|less than|under|below|more than|over|above|at least|at most)\s*(\d+(?:\.\d+)?)$/i;

/** Decides an "Expected: …" text against what was printed where the text leaves no doubt; `ask` otherwise. */
export function decide(expected: string, output: string): Decision {
  const wanted = normal(expected);
  const got = normal(output);
  if (nothing.test(wanted)) return got === '' ? 'met' : 'differs';
  if (wanted !== '' && got === wanted) return 'met';
  const literal = literalOf(wanted);
  if (literal !== undefined) return found(got, literal);
  const limit = bound.exec(wanted);
  if (limit !== null) return within(limit, got);
  return 'ask';
}

function literalOf(wanted: string): string | undefined {
  const match = quoted.exec(wanted);
  if (match !== null) return match.slice(1).find(Boolean);
  return printed.test(wanted) && !formats.has(wanted) ? wanted : undefined;
}

/** As a whole word of any line: `Expected: 200` is met by `HTTP/1.1 200 OK`, not by `12003`. */
function found(got: string, literal: string): Decision {
  let decision: Decision = 'differs';
  for (let at = got.indexOf(literal); at >= 0; at = got.indexOf(literal, at + 1)) {
    const end = at + literal.length;
    if (wordAt(got, at - 1, literal[0]) || wordAt(got, end, literal.at(-1))) continue;
    // The 3 of `3/5`, `-3`, `1.3` and `10:3:1` is a part of something else, or is not: a person sees which.
    if (!isNumber.test(literal) || !isPartOfNumber(got, at, end)) return 'met';
    decision = 'ask';
  }
  return decision;
}

const isNumber = /^\d+(?:\.\d+)?$/;

function isPartOfNumber(text: string, start: number, end: number): boolean {
  return (
    /(?:\d[.,:/-]|-)$/.test(text.slice(Math.max(0, start - 2), start)) ||
    /^[.,:/-]\d/.test(text.slice(end, end + 2))
  );
}

function wordAt(text: string, index: number, beside: string | undefined): boolean {
  const word = /[\p{L}\p{N}_]/u;
  return word.test(beside ?? '') && word.test(text.charAt(index));
}

function within(limit: RegExpExecArray, got: string): Decision {
  if (!/^-?\d+(?:\.\d+)?$/.test(got)) return 'ask';
  const [value, edge] = [Number(got), Number(limit[2])];
  switch ((limit[1] ?? '').toLowerCase()) {
    case '<':
    case 'less than':
    case 'under':
    case 'below':
      return verdict(value < edge);
    case '<=':
    case '≤':
    case 'at most':
      return verdict(value <= edge);
    case '>=':
    case '≥':
    case 'at least':
      return verdict(value >= edge);
    default:
      return verdict(value > edge);
  }
}

function verdict(met: boolean): Decision {
  return met ? 'met' : 'differs';
}

/** Line ends LF, no trailing blanks, no blank lines around: what a reader of both would not see. */
function normal(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map(line => line.trimEnd())
    .join('\n')
    .trim();
}
