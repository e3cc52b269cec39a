import type { Edit } from './finding.ts';
import type { Document } from './rule.ts';

/** The marks of a fenced block in the source. */
export interface Fence {
  /** What its closing mark stands behind: indentation, `> `. */
  readonly prefix: string;
  readonly marks: string;
  /** What its opening mark is followed by. */
  readonly info: string;
  /** UTF-16 offset right behind the opening marks. */
  readonly behindMarks: number;
  /** UTF-16 offset behind its opening line's text. */
  readonly behindInfo: number;
}

interface Lines {
  readonly line: number;
  readonly endLine: number;
}

/** The fence that spans these lines; undefined for an indented block, inline code or a fence without its end. */
export function fenceAt(document: Document, { line, endLine }: Lines): Fence | undefined {
  const first = document.lines[line - 1] ?? '';
  const opening = /^(?:[\s>]|[-*+]\s|\d{1,9}[.)]\s)*(`{3,}|~{3,})[ \t]*([^`]*)$/.exec(first);
  const closing = /^([\s>]*)(`{3,}|~{3,})[ \t]*$/.exec(document.lines[endLine - 1] ?? '');
  const marks = opening?.[1];
  if (marks === undefined || closing === null || line === endLine) {
    return undefined;
  }
  const start = document.starts[line - 1] ?? 0;
  return {
    prefix: closing[1] ?? '',
    marks,
    info: (opening?.[2] ?? '').trim(),
    behindMarks: start + first.indexOf(marks) + marks.length,
    behindInfo: start + first.trimEnd().length,
  };
}

/** Gives a fence another tag; its attributes stay. */
export function retag(fence: Fence, language: string): Edit {
  const attributes = fence.info.replace(/^[^\s{,:=]*/, '');
  return { range: [fence.behindMarks, fence.behindInfo], text: `${language}${attributes}` };
}

/** Ends a fence before a line and opens another one there. */
export function splitBefore(document: Document, fence: Fence, { line, info }: LineInfo): Edit {
  const end = document.text.includes('\r\n') ? '\r\n' : '\n';
  const at = document.starts[line - 1] ?? 0;
  const { prefix, marks } = fence;
  const text = [`${prefix}${marks}`, prefix.trimEnd(), `${prefix}${marks}${info}`, ''].join(end);
  return { range: [at, at], text };
}

interface LineInfo {
  /** 1-based. */
  readonly line: number;
  readonly info: string;
}
