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

// The keys above a line that are indented less than it.
function pathAt(lines: readonly string[], line: number): readonly string[] {
  const path: string[] = [];
  let indent = indentOf(lines[line - 1] ?? '');
  for (let at = line - 1; at > 1 && indent > 0; at -= 1) {
    const text = lines[at - 1] ?? '';
    const key = /^\s*(?:-\s+)?(["']?)([\p{L}\p{N}_][\p{L}\p{N}_ .-]*)\1\s*:/u.exec(text)?.[2];
    if (key !== undefined && indentOf(text) < indent) {
      path.unshift(key);
      indent = indentOf(text);
    }
  }
  return path;
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
