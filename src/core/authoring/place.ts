import { isShell, readFenceInfo } from '../runbook/markdown/fenceInfo.ts';
import { lineOf, type Draft } from './draft.ts';

/** What is being written at a place of the text. */
export type Place =
  | { readonly kind: 'frontMatter'; readonly path: readonly string[] }
  | { readonly kind: 'fenceInfo'; readonly info: string }
  | { readonly kind: 'shell' }
  | { readonly kind: 'code' }
  | { readonly kind: 'annotation' }
  | { readonly kind: 'commandMark' }
  /** Behind the word of a comment that keeps rules quiet. */
  | { readonly kind: 'ignore' }
  | { readonly kind: 'prose' };

interface Spot {
  readonly place: Place;
  /** 1-based. */
  readonly line: number;
  /** The line's text up to the place. */
  readonly before: string;
}

/**
 * What stands at an offset. Read from the lines above rather than from the runbook: a half-written fence or front matter has
 * no place there yet, and that is when an author wants help.
 */
export function spotAt(draft: Draft, offset: number): Spot {
  const line = lineOf(draft, offset);
  const before = (draft.lines[line - 1] ?? '').slice(0, offset - (draft.starts[line - 1] ?? 0));
  return { place: placeAt(draft, line, before), line, before };
}

function placeAt({ lines }: Draft, line: number, before: string): Place {
  if (line > 1 && line <= frontMatterLines(lines)) {
    return { kind: 'frontMatter', path: pathAt(lines, line) };
  }
  const fence = fenceAbove(lines, line);
  if (fence !== undefined) {
    return { kind: kindInFence(readFenceInfo(fence.info).language, before) };
  }
  const opening = openingOf(before);
  if (opening !== undefined) {
    return { kind: 'fenceInfo', info: opening.info };
  }
  if (/<!--[ \t]*handrail-ignore(?:-file)?(?=[\s:])(?!.*(?:-->|\s--\s))/.test(before)) {
    return { kind: 'ignore' };
  }
  return /<!--\s*handrail\b(?!-|.*-->)/.test(before) ? { kind: 'annotation' } : { kind: 'prose' };
}

function kindInFence(language: string, before: string): 'code' | 'ignore' | 'commandMark' | 'shell' {
  const isIgnore = /(?:^|\s)#[ \t]*handrail-ignore(?:-file)?(?=[\s:])(?!.*\s--\s)/.test(before);
  if (!isShell(language)) {
    return isIgnore && language === '' ? 'ignore' : 'code';
  }
  if (isIgnore) {
    return 'ignore';
  }
  return /^\s*#\s*handrail:/.test(before) ? 'commandMark' : 'shell';
}

/** How many lines front matter takes; where it is not closed yet, up to the first line that no YAML begins with. */
function frontMatterLines(lines: readonly string[]): number {
  if (lines[0]?.trimEnd() !== '---') {
    return 0;
  }
  const close = lines.findIndex((text, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(text));
  const end =
    close > 0
      ? close
      : lines.findIndex((text, index) => index > 0 && /^\s*$|^#+ \S|^ {0,3}(?:`{3}|~{3})/.test(text));
  return end < 0 ? lines.length : end + 1;
}

/** What a line of YAML opens, and at which column: an item of a list, then the key behind its dash. */
interface Opener {
  readonly column: number;
  /** `-` for an item. */
  readonly key: string;
}

/** The keys and items (`-`) of front matter that a line stands below, outermost first. */
function pathAt(lines: readonly string[], line: number): readonly string[] {
  const path: string[] = [];
  const text = lines[line - 1] ?? '';
  const dashes = dashesOf(text);
  let column = indentOf(text) + dashes.length;
  const take = ({ column: at, key }: Opener): void => {
    path.unshift(key);
    column = at;
  };
  // A list may stand right below its key, without an indent of its own.
  const holds = ({ column: at, key }: Opener): boolean =>
    at < column || (at === column && key !== '-' && path[0] === '-');
  openersOf(text)
    .filter(({ key }) => key === '-')
    .reverse()
    .forEach(take);
  for (let at = line - 1; at > 1 && (column > 0 || path[0] === '-'); at -= 1) {
    for (const opener of openersOf(lines[at - 1] ?? '').reverse()) {
      if (holds(opener)) {
        take(opener);
      }
    }
  }
  return path;
}

function openersOf(text: string): Opener[] {
  const dashes = dashesOf(text);
  const indent = indentOf(text);
  const items = Array.from(dashes.matchAll(/-/g), ({ index }) => ({ column: indent + index, key: '-' }));
  const key = /^(["']?)([\p{L}\p{N}_][\p{L}\p{N}_ .-]*)\1\s*:(?=\s|$)/u.exec(
    text.slice(indent + dashes.length),
  )?.[2];
  return key === undefined ? items : [...items, { column: indent + dashes.length, key }];
}

/** The dashes that begin items, with the spaces behind them. */
function dashesOf(text: string): string {
  return /^(?:-\s+)*/.exec(text.trimStart())?.[0] ?? '';
}

function indentOf(text: string): number {
  return /^\s*/.exec(text)?.[0].length ?? 0;
}

interface Fence {
  readonly mark: string;
  readonly info: string;
}

// The fence that is open where a line begins; quotes and list indents before its marks do not matter here.
function fenceAbove(lines: readonly string[], line: number): Fence | undefined {
  let open: Fence | undefined;
  for (const text of lines.slice(0, line - 1)) {
    open = fenceAfter(open, text);
  }
  return open;
}

function fenceAfter(open: Fence | undefined, text: string): Fence | undefined {
  const fence = openingOf(text);
  if (fence === undefined || open === undefined) {
    return fence ?? open;
  }
  const closes = fence.info === '' && fence.mark[0] === open.mark[0] && fence.mark.length >= open.mark.length;
  return closes ? undefined : open;
}

/** A block as it begins. */
export interface Opening {
  /** 1-based. */
  readonly line: number;
  /** What stands behind its marks. */
  readonly info: string;
}

/** The block that a line, 1-based, belongs to, the lines of its marks included; undefined outside of blocks. */
export function blockAt(lines: readonly string[], line: number): Opening | undefined {
  const first = frontMatterLines(lines);
  let open: Fence | undefined;
  let block: Opening | undefined;
  for (let at = first + 1; at <= line; at += 1) {
    const before = open;
    open = fenceAfter(before, lines[at - 1] ?? '');
    if (before === undefined) block = open === undefined ? undefined : { line: at, info: open.info };
  }
  return block;
}

/** What each line is, read as `spotAt` does; the marks of a fence are `prose`. */
export function lineKinds(lines: readonly string[]): readonly ('frontMatter' | 'code' | 'prose')[] {
  const first = frontMatterLines(lines);
  let open: Fence | undefined;
  return lines.map((text, index) => {
    if (index < first) {
      return 'frontMatter';
    }
    const before = open;
    open = fenceAfter(open, text);
    return before !== undefined && open !== undefined ? 'code' : 'prose';
  });
}

/** The marks and the info string of a line that could begin a fence. */
export function openingOf(text: string): Fence | undefined {
  const match = /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*(`{3,}|~{3,})([^`]*)$/.exec(text);
  return match === null ? undefined : { mark: match[1] ?? '', info: (match[2] ?? '').trim() };
}
