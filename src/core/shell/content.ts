import type { SyntaxNode } from './grammar.ts';
import { isJson } from './fill/quote.ts';
import { textOf } from './tree.ts';

/** A quoted text as its program receives it: text, holes (by their offset in the source), and what the shell expands. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'hole'; readonly start: number; readonly length: number }
  | { readonly kind: 'opaque' };

interface Range {
  readonly start: number;
  readonly end: number;
}

const literalParts = new Set([
  'word',
  'number',
  'string_content',
  'heredoc_content',
  '"',
  'concatenation',
  'string',
]);

/** Takes the quotes off a word, a quoted string or a here-document's body; `holes` are those inside `node`, in order. */
export function readContent(source: string, node: SyntaxNode, holes: readonly Range[]): readonly Piece[] {
  switch (node.type) {
    case 'concatenation':
      return node.children.flatMap(child => readContent(source, child, inside(child, holes)));
    case 'raw_string':
      return cut(source, { start: node.startIndex + 1, end: node.endIndex - 1 }, holes);
    case 'string':
      return unescape(readParts(source, node, holes), /\\(["$`\\\n])/g);
    case 'heredoc_body':
      return readParts(source, node, holes);
    case 'word':
    case 'number':
      return cut(source, { start: node.startIndex, end: node.endIndex }, holes);
    default:
      return [{ kind: 'opaque' }];
  }
}

function inside(node: SyntaxNode, holes: readonly Range[]): readonly Range[] {
  return holes.filter(hole => hole.start >= node.startIndex && hole.end <= node.endIndex);
}

// A string's or here-document's own text may lie in gaps between its nodes, so it is what no expansion covers.
function readParts(source: string, node: SyntaxNode, holes: readonly Range[]): readonly Piece[] {
  const quoted = node.type === 'string' ? 1 : 0;
  const pieces: Piece[] = [];
  let at = node.startIndex + quoted;
  const addText = (end: number): void => {
    const range = { start: at, end };
    const within = holes.filter(hole => hole.start >= range.start && hole.end <= range.end);
    for (const piece of cut(source, range, within)) {
      pieces.push(piece);
    }
  };
  for (const child of node.children.filter(part => !literalParts.has(part.type))) {
    addText(child.startIndex);
    pieces.push({ kind: 'opaque' });
    at = child.endIndex;
  }
  addText(node.endIndex - quoted);
  return pieces;
}

function cut(source: string, range: Range, holes: readonly Range[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = range.start;
  for (const hole of holes) {
    pieces.push({ kind: 'text', text: source.slice(at, hole.start) });
    pieces.push({ kind: 'hole', start: hole.start, length: hole.end - hole.start });
    at = hole.end;
  }
  pieces.push({ kind: 'text', text: source.slice(at, range.end) });
  return pieces.filter(piece => piece.kind !== 'text' || piece.text !== '');
}

function unescape(pieces: readonly Piece[], escape: RegExp): readonly Piece[] {
  return pieces.map(piece =>
    piece.kind === 'text' ? { kind: 'text', text: piece.text.replace(escape, '$1') } : piece,
  );
}

/** Where the holes of a JSON text stand, by their offset in the source; undefined where the text is not JSON. */
export function jsonPlaces(pieces: readonly Piece[]): ReadonlyMap<number, 'string' | 'value'> | undefined {
  const places = new Map<number, 'string' | 'value'>();
  const parts: string[] = [];
  let inString = false;
  for (const piece of pieces) {
    if (piece.kind === 'text') {
      parts.push(piece.text);
      inString = endsInString(piece.text, inString);
    } else {
      parts.push(inString ? 'x' : '0');
      if (piece.kind === 'hole') {
        places.set(piece.start, inString ? 'string' : 'value');
      }
    }
  }
  const text = parts
    .join('')
    .trim()
    .replace(/^[\w.-]+=/, '');
  return /^[[{]/.test(text) && isJson(text) ? places : undefined;
}

function endsInString(text: string, before: boolean): boolean {
  let inString = before;
  for (let index = 0; index < text.length; index += 1) {
    const letter = text.charAt(index);
    if (letter === '\\' && inString) {
      index += 1;
    } else if (letter === '"') {
      inString = !inString;
    }
  }
  return inString;
}

/** A text with each hole as a word of its own length and `x` for what the shell expands, and where the holes begin in it. */
export function plainText(pieces: readonly Piece[]): { text: string; holes: ReadonlyMap<number, number> } {
  const holes = new Map<number, number>();
  let text = '';
  for (const piece of pieces) {
    if (piece.kind === 'hole') {
      holes.set(piece.start, text.length);
    }
    text += piece.kind === 'text' ? piece.text : 'x'.repeat(piece.kind === 'hole' ? piece.length : 1);
  }
  return { text, holes };
}

/** The literal text of a word as a program receives it; undefined where the shell expands a part of it. */
export function literalOf(source: string, node: SyntaxNode): string | undefined {
  if (node.type === 'command_name') {
    const only = node.children[0];
    return only === undefined ? textOf(source, node) : literalOf(source, only);
  }
  if (node.type === 'word' || node.type === 'number') {
    return textOf(source, node);
  }
  if (node.type === 'raw_string') {
    return source.slice(node.startIndex + 1, node.endIndex - 1);
  }
  const pieces = readContent(source, node, []);
  return pieces.every(piece => piece.kind === 'text') ? pieces.map(piece => piece.text).join('') : undefined;
}
