import { commandOf, isInputOf } from './script.ts';
import { programName, readWords, type Word } from '../programs/command.ts';
import type { Placed } from '../tree.ts';

/**
 * How the program that a text is given to reads its quotes: `doubled` as SQL does, `escaped` where a backslash counts as well,
 * `other` for a language of its own, of which only plain words are known to mean themselves.
 */
export type Dialect = 'doubled' | 'escaped' | 'other';

const dialects: ReadonlyMap<string, Dialect> = new Map([
  ...['psql', 'gitlab-psql', 'sqlite3', 'duckdb', 'cqlsh', 'sqlcmd', 'sqlplus', 'cockroach'].map(
    program => [program, 'doubled'] as const,
  ),
  ...['mysql', 'mariadb', 'clickhouse-client', 'bq'].map(program => [program, 'escaped'] as const),
  ...['mongo', 'mongosh'].map(program => [program, 'other'] as const),
]);
const ASKS = /^(?:-[A-Za-z]*[ceqQ]|--(?:command|execute|query|eval))$/;
const ASKS_AT_ONCE = /^--(?:command|execute|query|eval)=/;

/** The dialect of the query that a word or a here-document holds; undefined where it holds none. `text` is the masked statement. */
export function dialectOf(container: Placed, text: string): Dialect | undefined {
  const command = commandOf(container);
  if (command === undefined) {
    return undefined;
  }
  const words = readWords(text, command.node);
  const client = clientIn(words);
  if (client === undefined) {
    return /^(?:echo|printf|cat)$/.test(programName(words[0])) ? dialectBehind(command, text) : undefined;
  }
  const at = words.findIndex(({ node }) => node.startIndex === container.node.startIndex);
  return isInputOf(container) || holdsQuery(words, client.at, at) ? client.dialect : undefined;
}

function clientIn(words: readonly Word[]): { readonly at: number; readonly dialect: Dialect } | undefined {
  const at = words.findIndex(word => dialects.has(programName(word)));
  const dialect = dialects.get(programName(words[at]));
  return dialect === undefined ? undefined : { at, dialect };
}

// `echo "DELETE …" | psql`
function dialectBehind({ node, parent }: Placed, text: string): Dialect | undefined {
  if (parent?.node.type !== 'pipeline') {
    return undefined;
  }
  return parent.node.children
    .filter(({ type, startIndex }) => type === 'command' && startIndex > node.startIndex)
    .map(command => clientIn(readWords(text, command))?.dialect)
    .find(dialect => dialect !== undefined);
}

// Behind its flag, or without one: `sqlite3 shop.db "…"`, `bq query "…"`.
function holdsQuery(words: readonly Word[], client: number, at: number): boolean {
  if (at <= client) {
    return false;
  }
  const operands = words.slice(client + 1, at).filter(({ text }) => !text.startsWith('-'));
  const isBare = /^(?:sqlite3|duckdb)$/.test(programName(words[client]))
    ? operands.length > 0
    : operands[0]?.text === 'query' && programName(words[client]) === 'bq';
  return isBare || ASKS.test(words[at - 1]?.text ?? '') || ASKS_AT_ONCE.test(words[at]?.text ?? '');
}

interface QueryPlace {
  /** The query with a plain word in place of each hole. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly dialect: Dialect;
}

/** A value as a query reads it at its place; undefined where it could say more there than a value. */
export function quoteInQuery(value: string, { text, start, end, dialect }: QueryPlace): string | undefined {
  // A hole that is all of it is the query itself.
  const from = /^--\w+=/.exec(text)?.[0].length ?? 0;
  const isWhole = text.slice(from, start).trim() === '' && /^\s*;?\s*$/.test(text.slice(end));
  if (isWhole || plain.test(value)) {
    return value;
  }
  const quote = dialect === 'other' ? undefined : quoteAt(text.slice(from), start - from);
  return quote === undefined || (dialect === 'escaped' && value.includes('\\'))
    ? undefined
    : value.replaceAll(quote, quote + quote);
}

// Words, numbers, days, and lists of them; two dashes would begin a comment.
const word = String.raw`-?[\w.:@/]+(?:-[\w.:@/]+)*`;
const plain = new RegExp(`^${word}(?:, ?${word})*$`);

/** The quote that is open at an offset of a query; undefined where none is, or where what is open has rules of its own. */
function quoteAt(text: string, at: number): "'" | '"' | undefined {
  const token = /--[^\n]*|\/\*[^]*?(?:\*\/|$)|\$(\w*)\$[^]*?(?:\$\1\$|$)|`[^`]*(?:`|$)|(\b[eE])?('|")/g;
  for (let match = token.exec(text); match !== null && match.index < at; match = token.exec(text)) {
    const [whole, , escapes, quote] = match;
    if (quote === undefined) {
      if (match.index + whole.length > at) return undefined;
      continue;
    }
    const end = endOfQuote(text, token.lastIndex, quote);
    if (end > at) {
      return escapes === undefined && (quote === "'" || quote === '"') ? quote : undefined;
    }
    token.lastIndex = end;
  }
  return undefined;
}

// Behind the quote that closes it; a doubled one goes on.
function endOfQuote(text: string, from: number, quote: string): number {
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 2)) {
    if (text.charAt(at + 1) !== quote) return at + 1;
  }
  return text.length + 1;
}
