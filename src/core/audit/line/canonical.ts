// Lines of the log: UTF-8 JSON in the one form that RFC 8785 allows, with the further limits of docs/audit-log.md, "Lines".

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

export type JsonObject = Readonly<Record<string, Json>>;

/** Longest line, LF included. */
export const maxLineBytes = 65_535;
/** Longest string that a writer puts into a line, in UTF-8 bytes. */
const maxInlineBytes = 4096;
/** Deepest nesting; the line itself is 1. */
export const maxDepth = 8;

const keyForm = /^[a-z][A-Za-z0-9]*$/;
// C0, DEL, C1, bidirectional controls and zero-width characters: what a reader cannot see, or sees in another order than it runs.
const unseen =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/;
const unpaired = /\p{Surrogate}/u;
const multiline: ReadonlySet<string> = new Set(['cmd', 'text', 'reason', 'sig']);

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The RFC 8785 text of a value; properties that are `undefined` are left out. Throws on a number that is not a safe integer. */
export function canonical(value: Json): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
      throw new RangeError(`Not an integer of the log: ${value}`);
    }
    return String(value);
  }
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonical(member)}`);
  }
  return `{${members.join(',')}}`;
}

/** The bytes of a line, LF included. */
export function encodeLine(value: Json): Uint8Array {
  return encoder.encode(`${canonical(value)}\n`);
}

/** Whether a string may stand in a line under this key, as far as its characters go. */
export function isVisible(text: string, key: string): boolean {
  const rest = multiline.has(key) ? text.replace(/[\n\t]/g, '') : text;
  return !unseen.test(rest) && !unpaired.test(rest);
}

/** Whether a writer may put a string into a line under this key; what may not becomes an object. */
export function isInline(text: string, key: string): boolean {
  return (
    text.length <= maxInlineBytes && encoder.encode(text).length <= maxInlineBytes && isVisible(text, key)
  );
}

export type LineProblem =
  'TOO_LONG' | 'BAD_UTF8' | 'NOT_CANONICAL' | 'BAD_KEY' | 'BAD_NUMBER' | 'BAD_STRING' | 'TOO_DEEP';

export type ParsedLine =
  | { readonly value: JsonObject; readonly problem?: never }
  | { readonly problem: LineProblem; readonly value?: never };

/** Reads a line (LF included) that must be exactly what `encodeLine` would have written. */
export function parseLine(bytes: Uint8Array): ParsedLine {
  if (bytes.length > maxLineBytes) return { problem: 'TOO_LONG' };
  if (bytes.at(-1) !== 0x0a) return { problem: 'NOT_CANONICAL' };
  let text: string;
  try {
    text = decoder.decode(bytes.subarray(0, -1));
  } catch {
    return { problem: 'BAD_UTF8' };
  }
  const value = parseJson(text);
  if (!isRecord(value)) return { problem: 'NOT_CANONICAL' };
  const again = writeAgain(value);
  if (again === undefined) return { problem: 'TOO_DEEP' };
  if (again !== text) return { problem: 'NOT_CANONICAL' };
  const problem = shapeProblem(value, { key: '', depth: 1 });
  return problem === undefined ? { value } : { problem };
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** `undefined` if the nesting exhausts the stack, which JSON.parse does not use. */
function writeAgain(value: JsonObject): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

function shapeProblem(
  value: Json,
  at: { readonly key: string; readonly depth: number },
): LineProblem | undefined {
  if (typeof value === 'string') return isVisible(value, at.key) ? undefined : 'BAD_STRING';
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? undefined : 'BAD_NUMBER';
  }
  if (value === null || typeof value === 'boolean') return undefined;
  if (at.depth > maxDepth) return 'TOO_DEEP';
  if (isList(value)) {
    return firstOf(value, item => shapeProblem(item, { key: at.key, depth: at.depth + 1 }));
  }
  let last = '';
  return firstOf(Object.keys(value), key => {
    if (!keyForm.test(key)) return 'BAD_KEY';
    // JSON.parse keeps the order of the text for keys of this form, so this is the order in the line.
    if (key <= last) return 'NOT_CANONICAL';
    last = key;
    return shapeProblem(value[key] ?? null, { key, depth: at.depth + 1 });
  });
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** A JSON object, as opposed to a list or a plain value. */
export function isRecord(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
