import type { InputSet } from '../audit/entry.ts';
import type { Input } from '../runbook/runbook.ts';

/** What is wrong with a value; `wanted` is what it must be. */
export type WrongValue =
  | { readonly kind: 'empty' | 'nul' }
  /** A value that is shown and recorded holds one that must not be. */
  | { readonly kind: 'secret' }
  | { readonly kind: 'number' }
  | { readonly kind: 'choice'; readonly wanted: readonly string[] }
  | { readonly kind: 'pattern'; readonly wanted: string };

/** What the log says of a value that was given; of a secret its name alone. */
export function inputSet(
  { name, secret, choices, type }: Input,
  value: string,
  source: InputSet['source'],
): InputSet {
  if (secret) return { type: 'input.set', name, kind: 'secret', source };
  const kind = choices === undefined ? (type ?? 'text') : 'choice';
  return { type: 'input.set', name, kind, source, value };
}

/** As a program reads it: no unit, no thousands, a point before the decimals. */
const number = /^-?\d+(?:\.\d+)?$/;

/** What is wrong with a value for an input; undefined where it can be taken. */
export function faultOfValue({ choices, pattern, type }: Input, value: string): WrongValue | undefined {
  if (value === '') return { kind: 'empty' };
  if (value.includes('\0')) return { kind: 'nul' };
  if (choices !== undefined && !choices.includes(value)) return { kind: 'choice', wanted: choices };
  if (type === 'number' && !number.test(value)) return { kind: 'number' };
  const wanted = pattern === undefined ? undefined : expression(pattern);
  return wanted === undefined || wanted.test(value) ? undefined : { kind: 'pattern', wanted: pattern ?? '' };
}

/** Why a value cannot be taken for an input, as one sentence; undefined where it can. */
export function wrongValue(input: Input, value: string): string | undefined {
  const wrong = faultOfValue(input, value);
  return wrong === undefined ? undefined : wrongSentence(input.name, wrong);
}

/** What is wrong with a value, as one sentence. */
export function wrongSentence(name: string, wrong: WrongValue): string {
  switch (wrong.kind) {
    case 'empty':
      return `${name} needs a value.`;
    case 'nul':
      return `${name} holds a NUL, which no command can take.`;
    case 'secret':
      return `${name} would hold a secret, and is shown and recorded. Read the secret from its own variable.`;
    case 'number':
      return `${name} must be a number, such as 3 or 0.5.`;
    case 'choice':
      return `${name} must be one of ${wrong.wanted.join(', ')}.`;
    case 'pattern':
      return `${name} must match ${wrong.wanted}.`;
  }
}

/** The whole value must match; a pattern that is no regular expression binds nobody, and the lint says so. */
function expression(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    return undefined;
  }
}
