import type { Told } from '../../core/message/message.ts';
import { phrase } from '../../core/message/phrase.ts';
import { en } from './en.ts';
import { speech, type Speech } from './speech.ts';
import { tr } from './tr.ts';
import { trRemarks } from './trRemarks.ts';

/** What the walker says. */
export interface Words extends Speech<typeof en> {
  /** What reading the runbook found; in English where this language has no words for it. */
  remark(told: Told): string;
}

/** By the keys of the core's own messages, whose English comes with them. */
const remarks: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map([['tr', trRemarks]]);

/** The walker's words in a display language. */
export function wordsFor(locale: string): Words {
  const words = speech(locale, en, { tr });
  return { ...words, remark: told => remarkIn(remarks.get(words.locale), told) };
}

function remarkIn(table: Readonly<Record<string, string>> | undefined, { message, says }: Told): string {
  const known = table !== undefined && says.length > 0 && says.every(({ key }) => key in table);
  return known ? phrase(says, key => table[key] ?? key) : message;
}
