// The blanks of a text that is filled in and copied.

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  /** `nth` counts the blanks of the text from 0; a hole that occurs twice has one number. */
  | { readonly kind: 'blank'; readonly text: string; readonly label: string; readonly nth: number };

// Rows of underscores have no name, so the model does not list them.
const underscores = /_{3,}/u;

/** Cuts a template into text and the model's placeholders; joined again it is the template. */
export function templatePieces(template: string, placeholders: readonly string[]): readonly Piece[] {
  const pieces: Piece[] = [];
  const numbers = new Map<string, number>();
  let end = 0;
  let count = 0;
  for (const match of template.matchAll(pattern(placeholders))) {
    const [text] = match;
    if (match.index > end) pieces.push({ kind: 'text', text: template.slice(end, match.index) });
    const known = text.startsWith('_') ? undefined : numbers.get(text);
    const nth = known ?? count++;
    numbers.set(text, nth);
    pieces.push({ kind: 'blank', text, label: labelOf(text), nth });
    end = match.index + text.length;
  }
  if (end < template.length) pieces.push({ kind: 'text', text: template.slice(end) });
  return pieces;
}

function pattern(placeholders: readonly string[]): RegExp {
  // The longer first, so that one that begins like another is not cut short.
  const literal = [...placeholders]
    .sort((a, b) => b.length - a.length)
    .map(text => text.replace(/[.*+?^${}()|[\]\\-]/gu, '\\$&'));
  return new RegExp([...literal, underscores.source].join('|'), 'gu');
}

/** The template with its blanks filled; `value` answers undefined for a blank that is still open. */
export function filled(
  pieces: readonly Piece[],
  value: (piece: Extract<Piece, { kind: 'blank' }>) => string | undefined,
): { readonly text: string; readonly open: number } {
  const open = new Set<number>();
  const text = pieces.map(piece => {
    if (piece.kind === 'text') return piece.text;
    const known = value(piece);
    if (known === undefined) open.add(piece.nth);
    return known ?? piece.text;
  });
  return { text: text.join(''), open: open.size };
}

function labelOf(hole: string): string {
  return hole
    .replace(/^[{<[]+|[}>\]]+$/gu, '')
    .replace(/^_+$/u, '')
    .trim();
}
