import { tell, titled } from '../message/message.ts';
import { metaFieldOf } from '../runbook/words/meta.ts';
import { editLine } from './edits.ts';
import { slipOf } from './nearest.ts';
import type { Document, Report } from './rule.ts';

// Keys that are no slip of those beside them, whatever they look like.
const others: ReadonlySet<string> = new Set(['cwd', 'name', 'enum', 'role', 'from', 'text', 'what']);

/** What may stand in a part of front matter. */
export interface Within {
  readonly known: readonly string[];
  /** The first line on which such a key may stand. */
  readonly from: number;
}

/** The keys that look like one that Handrail knows, with a slip of the pen. */
export function mistyped(
  document: Document,
  data: Readonly<Record<string, unknown>>,
  { known, from }: Within,
): Report[] {
  return Object.keys(data).flatMap(key => {
    if (known.includes(key) || others.has(key) || metaFieldOf(key) !== undefined) {
      return [];
    }
    const meant = slipOf(key.toLowerCase().replaceAll('_', '-'), known);
    if (meant === undefined || meant in data) {
      return [];
    }
    const at = placeOf(document, key, from);
    const told = tell('frontMatter.unknownKey', { key, meant });
    const edits = [editLine(document, at.line, { ...at, text: meant })];
    return [
      {
        ...told,
        ...rangeOf(document, at),
        fixes: [{ ...titled('fix.changeTo', { meant }), safe: false, edits }],
      },
    ];
  });
}

/** Where a key stands: its 1-based line and its columns. */
export interface KeyPlace {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** The first place of a key from a line on; the whole line where it cannot be told. */
export function placeOf(document: Document, key: string, from: number): KeyPlace {
  return findKey(document, key, from) ?? { line: from, from: 0, to: (document.lines[from - 1] ?? '').length };
}

/** The first place of a key from a line of front matter on. */
export function findKey({ lines }: Document, key: string, from: number): KeyPlace | undefined {
  for (let line = from; line <= lines.length; line += 1) {
    const text = lines[line - 1] ?? '';
    if (/^(?:---|\.\.\.)\s*$/.test(text)) {
      return undefined;
    }
    const before = /^[\s{,-]*["']?/.exec(text)?.[0].length ?? 0;
    const found = text.startsWith(key, before) ? before : inBraces(text, key);
    if (found >= 0 && /^["']?\s*:/.test(text.slice(found + key.length))) {
      return { line, from: found, to: found + key.length };
    }
  }
  return undefined;
}

// `version: { promt: Which version }` has the key behind a brace or comma.
function inBraces(text: string, key: string): number {
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
    if (/[{,]\s*["']?$/.test(text.slice(0, at))) {
      return at;
    }
  }
  return -1;
}

/** The place of a key as a finding's. */
export function rangeOf(
  { starts }: Document,
  { line, from, to }: KeyPlace,
): Pick<Report, 'line' | 'range'> & { line: number } {
  const start = starts[line - 1] ?? 0;
  return { line, range: [start + from, start + to] };
}
