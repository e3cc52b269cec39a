import type { Edit } from './finding.ts';
import type { Document } from './rule.ts';

/** Replaces columns of a 1-based line; columns are UTF-16 offsets, end exclusive. */
export function editLine(
  { starts }: Document,
  line: number,
  { from, to, text }: { readonly from: number; readonly to: number; readonly text: string },
): Edit {
  const start = starts[line - 1] ?? 0;
  return { range: [start + from, start + to], text };
}

/** Inserts a line after a 1-based line, with the file's line ending. */
export function insertAfter(document: Document, line: number, text: string): Edit {
  const { starts, lines } = document;
  const end = (starts[line - 1] ?? 0) + (lines[line - 1] ?? '').length;
  return { range: [end, end], text: `${lineEndOf(document)}${text}` };
}

/** Inserts lines before a 1-based line, with the file's line ending. */
export function insertBefore(document: Document, line: number, lines: readonly string[]): Edit {
  const at = document.starts[line - 1] ?? document.text.length;
  const end = lineEndOf(document);
  return { range: [at, at], text: lines.map(text => text + end).join('') };
}

/** Puts lines of their own at the end of the file. */
export function append(document: Document, lines: readonly string[]): Edit {
  const { text } = document;
  const end = lineEndOf(document);
  const lead = text === '' || /[\r\n]$/.test(text) ? '' : end;
  return { range: [text.length, text.length], text: lead + lines.map(line => line + end).join('') };
}

/** Takes a 1-based line away, with its end. */
export function removeLine({ starts, text }: Document, line: number): Edit {
  return { range: [starts[line - 1] ?? 0, starts[line] ?? text.length], text: '' };
}

/** Moves the lines that hold something by so many columns: spaces are put before them, or blanks taken away. */
export function shift(
  document: Document,
  { line, endLine }: { readonly line: number; readonly endLine: number },
  columns: number,
): readonly Edit[] {
  const edits: Edit[] = [];
  for (let at = line; at <= endLine; at += 1) {
    const text = document.lines[at - 1] ?? '';
    const blank = text.trim() === '';
    if (columns > 0 && !blank) {
      edits.push(editLine(document, at, { from: 0, to: 0, text: ' '.repeat(columns) }));
    } else if (columns < 0) {
      const { to, over } = blanksUpTo(text, -columns);
      if (to > 0) {
        edits.push(editLine(document, at, { from: 0, to, text: ' '.repeat(over) }));
      }
    }
  }
  return edits;
}

/** Columns that the blanks at the beginning of a line take; a tab goes to the next multiple of four, as Markdown has it. */
export function indentOf(line: string): number {
  return blanksUpTo(line, Infinity).width;
}

const tab = 4;

// How many blanks fill so many columns, how far they reach, and by how much the last of them, a tab, goes over.
function blanksUpTo(line: string, columns: number): { to: number; width: number; over: number } {
  let [to, width] = [0, 0];
  for (; width < columns && /[ \t]/.test(line.charAt(to)); to += 1) {
    width += line.charAt(to) === '\t' ? tab - (width % tab) : 1;
  }
  return { to, width, over: Math.max(0, width - columns) };
}

/** The line end that the file uses first. */
function lineEndOf({ text }: Document): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}
