/** Where a hole stands that no spelling tells, and what it is called. */
export interface ToldHole {
  readonly name: string;
  /** UTF-16 offsets, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** Words that a document says stand for the reader's own, such as `my-cluster`, where a text uses them as a word. */
export function* findTold(text: string, told: readonly string[]): Iterable<ToldHole> {
  for (const word of told) {
    const escaped = word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
    // A program, a variable's name, a flag and a part of a longer name are none of the reader's.
    const use = new RegExp(String.raw`(?<![\w.$%@<[{-])${escaped}(?![\w=(-]|\.\w)`, 'g');
    for (const { index } of text.matchAll(use)) {
      if (!/(?:^|[;&|(]|\bsudo)[ \t]*$/m.test(text.slice(Math.max(0, index - 40), index))) {
        yield { name: word, start: index, end: index + word.length };
      }
    }
  }
}

// `NAME=value  # comment`.
const ASSIGNED =
  /^[ \t]*(?:(?:export|readonly|local)[ \t]+)?([A-Za-z_]\w*)=(["']?)([\w@%+:,./-]{1,80})\2[ \t]+#[ \t]*([^\n]{4,200})$/gm;

// "Replace with your …", "change to your org", "your project": English, Turkish, German, Spanish.
const TO_REPLACE =
  /^(?:<-+ *)?(?:please +)?(?:(?:replace|substitute|change|set|update|adjust|edit|fill)(?: (?:this|it|me|the value|in))?(?: (?:with|to|by|for|in))?(?: the)? (?:your|actual|real|correct|own)\b|(?:put|insert|enter|use)? ?your\b|replace (?:this|me)\b|change[ -]?me\b|kendi\b.{0,80}(?:değiştir|yaz|gir)|(?:durch|mit|auf) (?:ihr|dein|eigen)\w*\b.{0,80}(?:ersetzen|anpassen|ändern)|(?:reempla[cz]|sustitu|cambi)\w* (?:por|con|a) (?:su|tu|el|la)\b)/i;

// "change if needed" leaves the value as good as it is.
const IF_NEEDED =
  /\b(?:as|if|when|where) (?:necessary|needed|required|desired|you)\b|\boptional|\bgerekirse\b|\bbei bedarf\b/i;

/** Values of assignments whose own comment says that the reader puts another there. */
export function* findAssigned(text: string): Iterable<ToldHole> {
  for (const match of text.matchAll(ASSIGNED)) {
    const [whole, name = '', quote = '', value = '', comment = ''] = match;
    if (TO_REPLACE.test(comment) && !IF_NEEDED.test(comment)) {
      const start = match.index + whole.indexOf('=') + 1 + quote.length;
      yield { name, start, end: start + value.length };
    }
  }
}
