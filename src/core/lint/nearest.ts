import { closest, distance } from 'fastest-levenshtein';

/** The word that somebody meant who wrote another one; undefined where none is near enough. */
export function nearest(written: string, words: readonly string[]): string | undefined {
  if (words.length === 0 || written.length > 80) {
    return undefined;
  }
  const found = closest(
    written.toLowerCase(),
    words.map(word => word.toLowerCase()),
  );
  const most = Math.max(1, Math.floor(written.length / 3));
  return distance(written.toLowerCase(), found) <= most
    ? words.find(word => word.toLowerCase() === found)
    : undefined;
}
