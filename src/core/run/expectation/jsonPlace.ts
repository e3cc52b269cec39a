import { jsonPlaceOf, type JsonPlace } from '../../shell/comments/attributes.ts';
import type { Decision, Printed } from './decision.ts';

type Compare = (value: unknown, wanted: string) => boolean;

const numbers =
  (compare: (a: number, b: number) => boolean): Compare =>
  (value, wanted) =>
    typeof value === 'number' && compare(value, Number(wanted));

const same: Compare = (value, wanted) =>
  typeof value === 'string' ? value === wanted : JSON.stringify(value) === wanted;

const comparisons: Readonly<Record<string, Compare>> = {
  '=': same,
  '==': same,
  '!=': (value, wanted) => !same(value, wanted),
  '<': numbers((a, b) => a < b),
  '<=': numbers((a, b) => a <= b),
  '>': numbers((a, b) => a > b),
  '>=': numbers((a, b) => a >= b),
};

/** Decides what is said of a place in JSON output; with `*` it must hold for each, and for at least one. */
export function decideJson(
  text: string,
  { output, isCut = false }: Pick<Printed, 'output' | 'isCut'>,
): Decision {
  const place = jsonPlaceOf(text);
  // Of an output without its beginning nobody knows what else it said.
  if (place === undefined || isCut) return 'ask';
  const read = readJson(output.replaceAll('\r\n', '\n'));
  // A mark speaks of JSON: what is none, such as the complaint of a server, is not what it says.
  if (read === undefined) return mayBeJson.test(output) ? 'ask' : 'differs';
  const values = place.path.reduce<readonly unknown[]>(
    (found, step) => found.flatMap(value => inside(value, step)),
    [read.value],
  );
  return values.length > 0 && values.every(value => holds(value, place)) ? 'met' : 'differs';
}

const mayBeJson = /^[ \t]*[{[]/m;

function holds(value: unknown, { test }: JsonPlace): boolean {
  if (test === undefined) return value !== undefined && value !== null && value !== false;
  return comparisons[test.operator]?.(value, test.value) ?? false;
}

/** A missing member is a value too: it differs from whatever is wanted. */
function inside(value: unknown, step: string | number): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [undefined];
  if (step === '*') return Object.values(value);
  if (Array.isArray(value)) return [typeof step === 'number' ? value.at(step) : undefined];
  return [Object.hasOwn(value, step) ? (value as Record<string, unknown>)[step] : undefined];
}

interface Read {
  readonly value: unknown;
  /** Where the text goes on behind it. */
  readonly end: number;
}

/** The output as JSON, or the one document in it: a program may say something else before and behind, such as a warning. */
function readJson(output: string): Read | undefined {
  const whole = parse(output, 0, output.length);
  if (whole !== undefined) return whole;
  const first = findDocument(output, 0);
  // Of several, nobody said which one is meant.
  return first === undefined || findDocument(output, first.end) !== undefined ? undefined : first;
}

const starts = /^[{[]/gm;

// What each try may look at adds up where many lines only begin like JSON.
const patience = 4 * 1024 * 1024;

/** The first document that begins with a line and ends with one. */
function findDocument(output: string, from: number): Read | undefined {
  starts.lastIndex = from;
  let seen = 0;
  for (let start = starts.exec(output); start !== null && seen < patience; start = starts.exec(output)) {
    const end = endOfDocument(output, start.index);
    seen += end - start.index;
    const read = isLineEnd(output, end) ? parse(output, start.index, end) : undefined;
    if (read !== undefined) return read;
  }
  return undefined;
}

const blanks = /[ \t]*(?:\n|$)/y;

function isLineEnd(text: string, at: number): boolean {
  blanks.lastIndex = at;
  return blanks.test(text);
}

const token =
  /[ \t\n]+|"(?:[^"\\\n]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[,:]|(?<open>[{[])|(?<close>[}\]])/y;

/** Where what is opened at an index is closed again, or where it turns out to be no JSON. */
function endOfDocument(text: string, start: number): number {
  let depth = 0;
  let end = start;
  do {
    token.lastIndex = end;
    const groups = token.exec(text)?.groups;
    if (groups === undefined) return end;
    depth += groups['open'] === undefined ? 0 : 1;
    depth -= groups['close'] === undefined ? 0 : 1;
    end = token.lastIndex;
  } while (depth > 0);
  return end;
}

function parse(text: string, start: number, end: number): Read | undefined {
  try {
    return { value: JSON.parse(text.slice(start, end)), end };
  } catch {
    return undefined;
  }
}
