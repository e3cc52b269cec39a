import type { OutputView } from '../../../core/run/view/outputView.ts';

// What a program prints when it waits for somebody to type. It cannot be known, only read off its last line.

const secret = /(?:password|passphrase|passcode|secret|token|parola|şifre)[^\n]{0,60}:\s*$/iu;
const choice = /(?:\[y(?:es)?\/no?\]|\(y(?:es)?\/no?[^)]{0,20}\))\s*[:?]?\s*$/iu;
const bidden =
  /^\W*(?:please |lütfen )?(?:enter|type|input|press|choose|select|girin|yazın|seçin)\b[^\n]{0,80}:\s*$/iu;
// Programs that fail ask too ("Is the daemon running?"), but nobody is to answer: they end the line and themselves.
const openEnded = /\?\s*:?\s*$/u;

/** The question that the last line of an output seems to be; undefined where it reads like none. */
export function questionIn(output: OutputView | undefined): string | undefined {
  const last = output?.tail.at(-1) ?? '';
  const forms = output?.unended === true ? [secret, choice, bidden, openEnded] : [secret, choice, bidden];
  return forms.some(form => form.test(last)) ? last.trim() : undefined;
}

/** Whether what is asked for is not to be seen. */
export function asksSecret(output: OutputView | undefined): boolean {
  return secret.test(output?.tail.at(-1) ?? '');
}
