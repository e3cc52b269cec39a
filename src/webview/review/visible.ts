// Everything that a log says is text for this page. What cannot be seen, or turns the direction of reading, is shown as a mark.
const unseen = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/gu;

/** A text with nothing in it that hides. */
export function visible(text: string): string {
  return text.replace(unseen, character => {
    const code = character.codePointAt(0) ?? 0;
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}
