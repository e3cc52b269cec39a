import type { Told } from '../../core/message/message.ts';
import { phrase } from '../../core/message/phrase.ts';
import { enWalker } from './en/walker.ts';
import { languages } from './languages.ts';
import { speech, type Speech } from './speech.ts';

/** What the walker says. */
export interface Words extends Speech<typeof enWalker> {
  /** What reading the runbook found; in English where this language has no words for it. */
  remark(told: Told): string;
}

/** The walker's words in a display language, as far as the page has it; else in English. */
export function wordsFor(locale: string): Words {
  const brought = Object.entries(languages());
  const words = speech(
    locale,
    enWalker,
    Object.fromEntries(brought.map(([tag, { messages }]) => [tag, messages])),
  );
  return { ...words, remark: told => remarkIn(languages()[words.locale]?.remarks, told) };
}

function remarkIn(table: Readonly<Record<string, string>> | undefined, { message, says }: Told): string {
  const known = table !== undefined && says.length > 0 && says.every(({ key }) => key in table);
  return known ? phrase(says, key => table[key] ?? key) : message;
}
