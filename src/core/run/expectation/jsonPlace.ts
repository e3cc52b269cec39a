import { jsonPlaceOf, type JsonPlace } from '../../shell/comments/attributes.ts';
import type { Decision } from './decision.ts';

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
export function decideJson(text: string, output: string): Decision {
  const place = jsonPlaceOf(text);
  if (place === undefined) return 'ask';
  const read = readJson(output);
  // A mark speaks of JSON: what is none, such as the complaint of a server, is not what it says.
  if (read === undefined) return 'differs';
  const values = place.path.reduce<readonly unknown[]>(
    (found, step) => found.flatMap(value => inside(value, step)),
    [read.value],
  );
  return values.length > 0 && values.every(value => holds(value, place)) ? 'met' : 'differs';
}

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

/** The output as JSON, or what of it is: a program may say something else before and behind, such as a warning. */
function readJson(output: string): { readonly value: unknown } | undefined {
  return parse(output) ?? parse(/^[{[][^]*[}\]]$/m.exec(output.replaceAll('\r\n', '\n'))?.[0] ?? '');
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
