import type { InputSet } from '../audit/entry.ts';
import type { Input } from '../runbook/runbook.ts';

/** Why a value is not accepted for an input; `wanted` is what it must be. */
export type WrongValue =
  | { readonly kind: 'empty' | 'nul' }
  /** A plain value, which is shown and recorded, contains a secret. */
  | { readonly kind: 'secret' }
  | { readonly kind: 'number' }
  | { readonly kind: 'choice'; readonly wanted: readonly string[] }
  | { readonly kind: 'pattern'; readonly wanted: string };

/** The log's action for a value; for a secret it has the name only. */
export function inputSet(
  { name, secret, choices, type }: Input,
  value: string,
  source: InputSet['source'],
): InputSet {
  if (secret) return { type: 'input.set', name, kind: 'secret', source };
  const kind = choices === undefined ? (type ?? 'text') : 'choice';
  return { type: 'input.set', name, kind, source, value };
}

/** A number as programs read it: no unit, no thousands separator, a point before decimals. */
const number = /^-?\d+(?:\.\d+)?$/;

/** Why a value is not accepted for an input; undefined if it is. */
export function faultOfValue({ choices, pattern, type }: Input, value: string): WrongValue | undefined {
  if (value === '') return { kind: 'empty' };
  if (value.includes('\0')) return { kind: 'nul' };
  if (choices !== undefined && !choices.includes(value)) return { kind: 'choice', wanted: choices };
  if (type === 'number' && !number.test(value)) return { kind: 'number' };
  const wanted = pattern === undefined ? undefined : expression(pattern);
  return wanted === undefined || wanted.test(value) ? undefined : { kind: 'pattern', wanted: pattern ?? '' };
}

/** The same as one sentence. */
export function wrongValue(input: Input, value: string): string | undefined {
  const wrong = faultOfValue(input, value);
  return wrong === undefined ? undefined : wrongSentence(input.name, wrong);
}

/** Why a value is not accepted, as one sentence. */
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

/** The whole value must match. An invalid pattern is ignored here and reported by lint. */
function expression(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    return undefined;
  }
}
