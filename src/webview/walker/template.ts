// The blanks of a text that is filled in and copied.

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  /** `nth` counts the blanks of the text from 0; a hole that occurs twice has one number. */
  | { readonly kind: 'blank'; readonly text: string; readonly label: string; readonly nth: number };

const blank = /\{\{[^{}\n]{1,80}\}\}|<[A-Za-z][^<>\n/:@]{0,60}>|\[[A-Z][^\][\n]{0,60}\](?!\()|_{3,}/gu;

/** Cuts a template into text and blanks; joined again it is the template. */
export function templatePieces(template: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const numbers = new Map<string, number>();
  let end = 0;
  let count = 0;
  for (const match of template.matchAll(blank)) {
    const [text] = match;
    if (match.index > end) pieces.push({ kind: 'text', text: template.slice(end, match.index) });
    // A row of underscores has no name, so each is a blank of its own.
    const known = text.startsWith('_') ? undefined : numbers.get(text);
    const nth = known ?? count++;
    numbers.set(text, nth);
    pieces.push({ kind: 'blank', text, label: labelOf(text), nth });
    end = match.index + text.length;
  }
  if (end < template.length) pieces.push({ kind: 'text', text: template.slice(end) });
  return pieces;
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
