// One rule for every search and filter, wherever it is typed.

/**
 * A text as a search compares it: without case, and every i as one. An operator whose keyboard is Turkish looks for an English
 * `Incident` and for a Turkish `Işık` in one field, and no one language lowers both as they were typed.
 */
export function folded(text: string): string {
  const lower = text.toLowerCase();
  // Most texts hold neither, and outputs are long.
  return lower.includes('\u0307') || lower.includes('ı') ? lower.replaceAll(/i\u0307|ı/gu, 'i') : lower;
}

/** Where a text stands in another, as a search finds it: the first place from an offset on, in UTF-16 units; undefined if it does not. */
export function placeOf(
  wanted: string,
  text: string,
  from = 0,
): { readonly start: number; readonly end: number } | undefined {
  const needle = folded(wanted);
  const rest = text.slice(from);
  const whole = folded(rest);
  const at = needle === '' ? -1 : whole.indexOf(needle);
  if (at < 0) return undefined;
  const offset = whole.length === rest.length ? (folding: number) => folding : unfolded(rest);
  return { start: from + offset(at), end: from + offset(at + needle.length) };
}

/** From an offset in the folded text to that in the text itself, where a dot that stands by itself has been folded away. */
function unfolded(text: string): (offset: number) => number {
  const starts: number[] = [];
  for (const { 0: letter, index } of text.matchAll(/[iIİ]\u0307|[^]/gu))
    for (let unit = 0; unit < folded(letter).length; unit += 1) starts.push(index + unit);
  return offset => starts[offset] ?? text.length;
}
