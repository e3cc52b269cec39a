/** A sentence for the author in English, with `{0}`, `{1}` where its values go; whoever shows it translates the text. */
export interface Sentence {
  readonly text: string;
  readonly values: readonly string[];
}

/** Makes a sentence; the text is a literal, so that a test finds every one that wants a translation. */
export function say(text: string, ...values: readonly (string | number)[]): Sentence {
  return { text, values: values.map(String) };
}

/** The sentence in English. */
export function inEnglish({ text, values }: Sentence): string {
  return text.replaceAll(/\{(\d+)\}/g, (whole, index: string) => values[Number(index)] ?? whole);
}
