import type { SyntaxNode } from '../grammar.ts';
import { textOf } from '../tree.ts';

/** A replacement of text: old offsets, end exclusive, and what stands there now. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies edits that are in order and do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of edits) {
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** Whether a text after edits parses into the same tree, but for the literal words that the edits lie in. */
export function sameShape(before: Parsed, after: Parsed, edits: readonly Edit[]): boolean {
  const toNew = moved(edits, 'old');
  const inNew = moved(edits, 'new');
  const old = outline(before, toNew);
  const fresh = outline(after, inNew);
  return old.length === fresh.length && old.every((mark, index) => mark === fresh[index]);
}

/** A text with its tree. */
export interface Parsed {
  readonly text: string;
  readonly program: SyntaxNode;
}

// Offsets of either text on one scale: those outside the edits as in the new text, those inside at the edit's start.
function moved(edits: readonly Edit[], side: 'old' | 'new'): (offset: number) => number {
  let shift = 0;
  const spans = edits.map(edit => {
    const from = edit.start + shift;
    shift += edit.text.length - (edit.end - edit.start);
    const to = edit.end + shift;
    return { start: side === 'old' ? edit.start : from, end: side === 'old' ? edit.end : to, from, shift };
  });
  return offset => {
    let low = 0;
    let high = spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((spans[middle]?.start ?? 0) < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const span = spans[low - 1];
    if (span === undefined) {
      return offset;
    }
    if (offset < span.end) {
      return span.from;
    }
    return side === 'old' ? offset + span.shift : offset;
  };
}

const literalWords = new Set(['word', 'raw_string', 'number', 'ansi_c_string']);
// Which pieces quoted text is cut into means nothing; what the shell would expand in it has nodes of its own.
const quotedText = new Set(['string_content', 'heredoc_content']);

// The tree as lines of depth, type and range; adjacent literals are one, whatever quotes they wear.
function outline({ text, program }: Parsed, place: (offset: number) => number): readonly string[] {
  const marks: string[] = [];
  const stack: { node: SyntaxNode; depth: number }[] = [{ node: program, depth: 0 }];
  let literal: { start: number; end: number; depth: number } | undefined;
  const flush = (): void => {
    if (literal !== undefined) {
      marks.push(`${literal.depth} literal ${place(literal.start)} ${place(literal.end)}`);
      literal = undefined;
    }
  };
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, depth } = next;
    if (literalWords.has(node.type)) {
      const joins = literal?.end === node.startIndex && literal.depth === depth;
      const start = joins && literal !== undefined ? literal.start : node.startIndex;
      if (!joins) {
        flush();
      }
      literal = { start, end: node.endIndex, depth };
      continue;
    }
    const transparent = node.type === 'concatenation';
    if (!transparent && !quotedText.has(node.type)) {
      flush();
      const token = node.isNamed ? node.type : JSON.stringify(textOf(text, node));
      marks.push(`${depth} ${token} ${place(node.startIndex)} ${place(node.endIndex)}`);
    }
    for (let index = node.children.length - 1; index >= 0; index -= 1) {
      const child = node.children[index];
      if (child !== undefined) {
        stack.push({ node: child, depth: transparent ? depth : depth + 1 });
      }
    }
  }
  flush();
  return marks;
}
