// A command cut into lines and words for display: it wraps between words only, and nothing in it can hide.

/** `mark` names a character that would not be seen. */
export interface Letters {
  readonly text: string;
  readonly mark?: string;
}

export interface Word {
  /** The blanks before it, as written. */
  readonly gap: string;
  readonly letters: readonly Letters[];
}

export type Line = readonly Word[];

// What a reader cannot see or would take for a blank: controls, format characters (zero width, bidi, soft hyphen), every space
// but the plain one, line separators, and the letters that are drawn as nothing.
const unseen = /((?![ \t\n])[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0])/u;

/** Whether a text holds characters that are shown as marks. */
export function hidesCharacters(text: string): boolean {
  return unseen.test(text);
}

/** The lines of a command; joined again (`gap` + letters, LF between lines) they are the command. */
export function commandLines(text: string): readonly Line[] {
  return text.split('\n').map(wordsOf);
}

function wordsOf(line: string): Line {
  const words: Word[] = [];
  for (const [, gap = '', word = ''] of line.matchAll(/([ \t]*)([^ \t]*)/gu)) {
    const last = words.at(-1);
    if (gap === '' && word === '') continue;
    // A continuation's backslash stays with the word before it.
    if (word === '\\' && last !== undefined) {
      words[words.length - 1] = { gap: last.gap, letters: [...last.letters, { text: `${gap}\\` }] };
    } else words.push({ gap, letters: lettersOf(word) });
  }
  return words;
}

function lettersOf(word: string): readonly Letters[] {
  const letters: Letters[] = [];
  for (const part of word.split(unseen)) {
    if (part === '') continue;
    letters.push(unseen.test(part) ? { text: part, mark: markOf(part) } : { text: part });
  }
  return letters;
}

function markOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
