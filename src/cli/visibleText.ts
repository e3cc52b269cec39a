/** A text for a terminal: what cannot be seen, or would move the cursor or turn the text around, is written out. */
export function visibleText(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    character => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** As `visibleText`, for a text that may have lines and tabs of its own. */
export function visibleLines(text: string): string {
  return text.replace(/[^\n\t]+/g, visibleText);
}
