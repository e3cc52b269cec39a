// What a program prints when it waits for somebody to type. It cannot be known, only read off its last line.

const secret = /(?:password|passphrase|passcode|secret|token|parola|şifre)[^\n]{0,60}:\s*$/iu;
const choice = /(?:\[y(?:es)?\/no?\]|\(y(?:es)?\/no?[^)]{0,20}\)|\?)\s*:?\s*$/iu;
const bidden =
  /^\W*(?:please |lütfen )?(?:enter|type|input|press|choose|select|girin|yazın|seçin)\b[^\n]{0,80}:\s*$/iu;

/** The question that the last of some lines seems to be; undefined where it reads like none. */
export function questionIn(tail: readonly string[] | undefined): string | undefined {
  const last = tail?.at(-1) ?? '';
  return [secret, choice, bidden].some(form => form.test(last)) ? last.trim() : undefined;
}

/** Whether what is asked for is not to be seen. */
export function asksSecret(tail: readonly string[] | undefined): boolean {
  return secret.test(tail?.at(-1) ?? '');
}
