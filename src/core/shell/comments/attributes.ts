import { tell, type Told } from '../../message/message.ts';
import { readSpan } from '../span.ts';

/** What an author's `key=value` marks ask of a command. */
export interface Asked {
  readonly timeoutMs?: number;
  /** `/pattern/flags` that the output must match. */
  readonly matches?: string;
  /** A place in JSON output and what must stand there: `$.status.phase == Running`. */
  readonly json?: string;
}

/** Reads `key=value`, `key="a b"` and bare words (as `true`), or one JSON object's strings. */
export function readAttributes(text: string): Record<string, string> {
  if (text === '') {
    return {};
  }
  const found = new Map<string, string>();
  const pattern =
    /"?([A-Za-z][\w.-]*)"?\s*[=:]\s*(?:"([^"]*)"|'([^']*)'|((?<=\bexpect=)\/(?:[^/\\]|\\.)+\/[a-z]*|[^\s,}"']+))|([A-Za-z][\w-]*)/g;
  for (const match of text.matchAll(pattern)) {
    const name = match[1] ?? match[5];
    if (name !== undefined) {
      found.set(name, match[2] ?? match[3] ?? match[4] ?? 'true');
    }
  }
  return Object.fromEntries(found);
}

/** What the marks ask, and a sentence for each that cannot be understood; others are somebody else's. */
export function readAsked(attributes: Readonly<Record<string, string>>): {
  readonly asked: Asked;
  readonly wrong: readonly Told[];
} {
  const { timeout, expect: matches, 'expect-json': json } = attributes;
  const timeoutMs = timeout === undefined ? undefined : readSpan(timeout);
  const wrong: Told[] = [];
  if (timeout !== undefined && timeoutMs === undefined) wrong.push(badTimeout(timeout));
  if (matches !== undefined && patternOf(matches) === undefined)
    wrong.push(tell('remark.badPattern', { text: matches }));
  if (json !== undefined && jsonPlaceOf(json) === undefined)
    wrong.push(tell('remark.badJsonPlace', { text: json }));
  return {
    asked: {
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(matches === undefined ? {} : { matches }),
      ...(json === undefined ? {} : { json }),
    },
    wrong,
  };
}

/** The sentence for a time limit that is none. */
export function badTimeout(text: string): Told {
  return tell('remark.badTimeout', { text });
}

/** The expression between slashes; undefined where it is none. */
export function patternOf(text: string): RegExp | undefined {
  const [, source, flags = ''] = /^\/([^]+)\/([imsu]*)$/.exec(text.trim()) ?? [];
  if (source === undefined) return undefined;
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

/** A place in a JSON document and what is said of the values that stand there. */
export interface JsonPlace {
  /** Names, indexes, and `*` for each. */
  readonly path: readonly (string | number)[];
  /** Without it, something that is neither null nor false must stand there. */
  readonly test?: { readonly operator: string; readonly value: string };
}

/** Reads names, indexes and wildcards of a JSONPath (RFC 9535), and the comparison behind it. */
export function jsonPlaceOf(text: string): JsonPlace | undefined {
  const part = String.raw`\.?\*|\.?[A-Za-z_][\w-]*|\[(?:\*|-?\d+|'[^']*'|"[^"]*")\]`;
  const whole = new RegExp(String.raw`^\s*\$?((?:${part})+)\s*(?:(==?|!=|<=|>=|<|>)\s*(\S[^]*?))?\s*$`);
  const [, path, operator, value] = whole.exec(text) ?? [];
  if (path === undefined) return undefined;
  const names = [...path.matchAll(new RegExp(part, 'g'))].map(([name]) => stepOf(name));
  return {
    path: names,
    ...(operator === undefined || value === undefined ? {} : { test: { operator, value: unquoted(value) } }),
  };
}

function stepOf(part: string): string | number {
  const bare = part.replace(/^\.|^\[|\]$/g, '');
  return /^-?\d+$/.test(bare) ? Number(bare) : unquoted(bare);
}

function unquoted(text: string): string {
  return /^(?:"[^"]*"|'[^']*')$/.test(text) ? text.slice(1, -1) : text;
}
