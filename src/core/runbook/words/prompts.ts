import { plainText } from '../markdown/plain.ts';

export interface Told {
  readonly prompt?: string;
  readonly example?: string;
}

interface Wanted {
  readonly name: string;
  /** As it stands in the document. */
  readonly text: string;
}

/** Finds in one pass what the document's own words say about its holes and variables. */
export function describe(lines: readonly string[], wanted: readonly Wanted[]): Map<string, Told> {
  const byText = new Map(wanted.flatMap(({ name, text }) => [text, name].map(key => [key, name] as const)));
  const told = new Map<string, Told>();
  for (const line of wanted.length === 0 ? [] : lines) {
    for (const { key, prompt } of mentionsOf(line)) {
      const name = byText.get(key);
      if (name !== undefined && !told.has(name)) {
        const example = exampleIn(prompt);
        told.set(name, { prompt, ...(example === undefined ? {} : { example }) });
      }
    }
  }
  return told;
}

interface Mention {
  readonly key: string;
  readonly prompt: string;
}

const MAX_LINE = 600;
const NAME =
  '`?(<[^<>`]{1,60}>|\\[[^\\]`]{1,60}\\]|\\{\\{[^{}`]{1,60}\\}\\}|\\{[^{}`]{1,60}\\}|\\$?\\{?[A-Za-z_][\\w.-]{0,59}\\w\\}?)`?';
const ROW = new RegExp(`^\\s*\\|?\\s*\\**${NAME}\\**\\s*\\|\\s*([^|]{3,200}?)\\s*(?:\\||$)`);
const ITEM = new RegExp(
  `^\\s*(?:[-*+]|\\d+\\.)\\s+\\**${NAME}\\**\\s*(?::|=|–|—|-|is\\b|are\\b|means\\b|comes from\\b)\\s+(.{3,200})$`,
);
const SENTENCE = [
  new RegExp(
    // Of several in one sentence, each has its own words.
    `\\b(?:replace|substitute|change|set|and)\\s+${NAME}\\s+(?:with|to|by|for)\\s+(.{3,200}?)(?=,?\\s+and\\s+(?:(?:replace|substitute)\\s|${NAME}\\s+(?:with|by)\\s)|[.;](?:\\s+\\p{Lu}|\\s*$)|$)`,
    'giu',
  ),
  new RegExp(
    `\\bwhere\\s+${NAME}\\s+(?:is|are|means|stands for)\\s+(.{3,200}?)(?:[.;](?:\\s+\\p{Lu}|\\s*$)|$)`,
    'giu',
  ),
];

function mentionsOf(line: string): Mention[] {
  if (line.length > MAX_LINE || !/[|<[{`$:=–—-]|replace|where|substitute|change|set/i.test(line)) {
    return [];
  }
  const row = (line.includes('|') ? ROW.exec(line) : null) ?? ITEM.exec(line);
  const found = row === null ? sentencesOf(line) : [row];
  return found.flatMap(match => {
    const written = match[1] ?? '';
    const key = written.startsWith('{') ? written : written.replaceAll(/^\$\{?|\}$/g, '');
    const prompt = tidy(plainText(match[2] ?? ''));
    return prompt === '' || prompt === key ? [] : [{ key, prompt }];
  });
}

// "(replace `x` with your domain):" ends with marks of the sentence around it.
function tidy(words: string): string {
  const bare = words.replace(/[\s:;,]+$/, '');
  return bare.endsWith(')') && !bare.includes('(') ? bare.slice(0, -1) : bare;
}

// Most lines have none of the verbs, and looking for the whole sentence costs ten times as much.
function sentencesOf(line: string): RegExpExecArray[] {
  return /\b(?:replace|substitute|change|set|where)\s/i.test(line)
    ? SENTENCE.flatMap(pattern => [...line.matchAll(pattern)])
    : [];
}

function exampleIn(text: string): string | undefined {
  const match =
    /(?:e\.g\.,?|for example,?|example:|such as|örn\.|z\. ?B\.|p\. ?ej\.)\s*[`"']?([^\s,;)"'`]+)/i.exec(text);
  return match?.[1]?.replace(/[.]$/, '');
}
