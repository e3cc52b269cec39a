import { findOpeners, type Opener } from './hereDocumentOpeners.ts';

/** A here-document as bash reads it: its opener, and the text between the opener's line and its end line. */
interface HereDocument extends Opener {
  /** UTF-16 offsets of the body, end exclusive; the end line begins at `bodyEnd`. */
  readonly bodyStart: number;
  readonly bodyEnd: number;
}

/** The here-documents that one line opens, in order. */
type Group = readonly HereDocument[];

/** The here-documents of each line that opens some; empty where one of them has no end, since nothing is sure then. */
function groupsOf(text: string): readonly Group[] {
  return text.includes('<<') ? (findOpeners(text, openers => bodiesOf(text, openers)) ?? []) : [];
}

/** Whether the body that holds an offset is taken letter by letter; undefined where no here-document holds it. */
export function isLiteralAt(text: string, at: number): boolean | undefined {
  const documents = groupsOf(text).flat();
  return documents.find(({ bodyStart, bodyEnd }) => at >= bodyStart && at < bodyEnd)?.literal;
}

function bodiesOf(text: string, openers: readonly Opener[]): Group | undefined {
  const group: HereDocument[] = [];
  let at = text.indexOf('\n', openers.at(-1)?.end) + 1;
  for (const opener of at === 0 ? [] : openers) {
    const bodyEnd = endOf(text, at, opener);
    if (bodyEnd === undefined) {
      return undefined;
    }
    group.push({ ...opener, bodyStart: at, bodyEnd });
    const next = text.indexOf('\n', bodyEnd);
    at = next < 0 ? text.length : next + 1;
  }
  return group.length === openers.length ? group : undefined;
}

function endOf(text: string, from: number, { word, tabs }: Opener): number | undefined {
  for (let at = from; at < text.length;) {
    const next = text.indexOf('\n', at);
    const line = text.slice(at, next < 0 ? text.length : next);
    if ((tabs ? line.replace(/^\t+/, '') : line) === word) {
      return at;
    }
    at = next < 0 ? text.length : next + 1;
  }
  return undefined;
}

/**
 * A text of the same length, for the grammar alone. tree-sitter-bash loses the second here-document of a line, so the last one takes
 * the bodies of those before it, whose openers become redirections. It also ends one at an indented word, or a
 * longer one, where bash goes on, so such lines begin with other letters.
 */
export function withSingleHereDocuments(text: string): string {
  const groups = groupsOf(text);
  if (groups.length === 0) {
    return text;
  }
  const edits = groups.flatMap(group => editsOf(text, group));
  let out = '';
  let at = 0;
  for (const { start, written } of edits.sort((a, b) => a.start - b.start)) {
    out += text.slice(at, start) + written;
    at = start + written.length;
  }
  return out + text.slice(at);
}

interface Edit {
  readonly start: number;
  readonly written: string;
}

function editsOf(text: string, group: Group): Edit[] {
  const carrier = group.at(-1);
  if (carrier === undefined) {
    return [];
  }
  const mixed = group.some(({ literal }) => literal !== carrier.literal);
  const others = group.slice(0, -1);
  const openers = others.map(({ start, end }) => ({ start, written: '< '.padEnd(end - start, 'x') }));
  const bare = { start: carrier.start, written: bareOpener(carrier) };
  const bodies = group.flatMap(document => {
    const { bodyStart: start, bodyEnd: end, literal } = document;
    const body = text.slice(start, end);
    const quiet = mixed && literal ? body.replace(/[$`\\]/g, 'x') : body;
    const ends = withoutEnd(quiet, carrier.word);
    return ends === body ? [] : [{ start, written: ends }];
  });
  // The end line of an earlier one may be the word that ends the carrier.
  const same = others
    .filter(({ word }) => word === carrier.word)
    .map(({ bodyEnd, word }) => ({ start: text.indexOf(word, bodyEnd), written: otherWord(word) }));
  return [...openers, ...(mixed ? [bare] : []), ...bodies, ...same];
}

function bareOpener({ word, tabs, start, end }: HereDocument): string {
  return `<<${tabs ? '-' : ''}${word}`.padEnd(end - start);
}

function withoutEnd(body: string, word: string): string {
  return body.includes(word)
    ? body
        .split('\n')
        .map(line => (line.trimStart().startsWith(word) ? line.replace(word, () => otherWord(word)) : line))
        .join('\n')
    : body;
}

function otherWord(word: string): string {
  return (word.startsWith('x') ? 'y' : 'x').repeat(word.length);
}
