import { closest, distance } from 'fastest-levenshtein';

/** The known word closest to a mistyped one; undefined if none is close enough. */
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

/** The word that was meant by a slip of the pen: one letter more, less or other, or two that changed places; of a word of up to three letters only the latter, since `as` is no slip for `at`. */
export function slipOf(written: string, words: readonly string[]): string | undefined {
  const letters = (word: string): string => Array.from(word).sort().join('');
  return words.find(word => {
    const away = distance(written, word);
    return (away === 1 && word.length > 3) || (away === 2 && letters(written) === letters(word));
  });
}
