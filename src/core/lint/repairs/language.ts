import type { Document } from '../rule.ts';

/** The languages of texts that fixes insert. */
export type Language = 'en' | 'tr' | 'de' | 'es';

// Words that no text of the language does without, and that no other of them has.
const telling: Readonly<Record<Language, RegExp>> = {
  en: /\b(?:the|and|is|are|of|this|with|if|not)\b/giu,
  tr: /(?<!\p{L})(?:ve|bir|bu|için|ile|olan|olarak|değil|sonra|önce)(?!\p{L})/giu,
  de: /(?<!\p{L})(?:und|der|das|ist|nicht|wird|eine?|auf|wenn)(?!\p{L})/giu,
  es: /(?<!\p{L})(?:el|los|las|que|para|con|una?|del|se)(?!\p{L})/giu,
};

// A page tells its language in its first words; a book need not be read.
const enough = 20_000;

const known = new WeakMap<Document, Language>();

/** The language of a document's prose, so that what is put into it reads like the rest; English where nothing tells. */
export function languageOf(document: Document): Language {
  const tongue = known.get(document) ?? guess(document);
  known.set(document, tongue);
  return tongue;
}

function guess({ text }: Document): Language {
  const prose = text.slice(0, enough).replaceAll(/^(`{3,}|~{3,})[^]*?^\1.*$/gm, '');
  const counted = (['en', 'tr', 'de', 'es'] as const).map(tongue => ({
    tongue,
    count: prose.match(telling[tongue])?.length ?? 0,
  }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).tongue;
}
