import type { Messages } from './message.ts';

/** What the walker says in a language other than English. */
export interface Language {
  readonly messages: Messages;
  /** By the keys of the core's own messages, whose English comes with them. */
  readonly remarks: Readonly<Record<string, string>>;
}

/** The languages that scripts before the walker's have brought; scripts of one page share nothing but its global names. */
interface Bringing {
  handrailLanguages?: Readonly<Record<string, Language>>;
}

/** Brings a language to the page. */
export function takeLanguage(tag: string, language: Language): void {
  const page = globalThis as Bringing;
  page.handrailLanguages = { ...page.handrailLanguages, [tag]: language };
}

/** The languages that this page has. */
export function languages(): Readonly<Record<string, Language>> {
  return (globalThis as Bringing).handrailLanguages ?? {};
}
