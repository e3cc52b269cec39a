import type { Card } from './view.ts';

type Neighbour = Card | undefined;

/** A text without what the cards around it say already: the title of the one below, and the expectation of the one above. */
export function saidOnce(text: string, above: Neighbour, below: Neighbour): string {
  return withoutTitle(withoutExpectation(text, above), below);
}

/** A paragraph right above a card that took it for its title, or the bold line at the end of one. */
function withoutTitle(text: string, card: Neighbour): string {
  if (card === undefined || card.kind === 'check' || card.kind === 'file' || card.kind === 'suggested')
    return text;
  const paragraphs = text.trimEnd().split(/\n[ \t]*\n/u);
  const last = paragraphs.at(-1) ?? '';
  if (isTitle(last, card)) return paragraphs.slice(0, -1).join('\n\n');
  const lines = text.trimEnd().split('\n');
  const line = lines.at(-1) ?? '';
  return boldLine.test(line) && isTitle(line, card) ? lines.slice(0, -1).join('\n').trimEnd() : text;
}

const boldLine = /^\s*(?:\*\*|__)[^*_]+(?:\*\*|__)[:：]?\s*$/u;

function isTitle(text: string, { title }: Card): boolean {
  return title !== '' && !showsMore.test(text) && wordsOf(text) === wordsOf(title);
}

/** The text of a step without the bold line at its head that is its title, where more follows. */
export function withoutHead(text: string, title: string): string {
  const [head = '', ...rest] = text.split('\n');
  const isSaid =
    boldLine.test(head) && wordsOf(head) === wordsOf(title) && rest.some(line => line.trim() !== '');
  return isSaid ? rest.join('\n') : text;
}

// A link, a picture, a list, a quote or a table is more than the words in it.
const showsMore = /\]\(|\]\[|^\s*(?:[-+>|#]|\d+[.)]|\*\s)/mu;

/** The output that the runbook shows below a command stands on its card, beside what it will be compared with. */
function withoutExpectation(text: string, card: Neighbour): string {
  const expected =
    card?.expected ?? card?.commands?.findLast(command => command.expected !== undefined)?.expected;
  const found = fence.exec(text);
  if (expected === undefined || found === null || bare(found[2] ?? '') !== bare(expected)) return text;
  const before = text.slice(0, found.index).replace(comment, '');
  return [
    announcement.test(before) ? '' : before.trimEnd(),
    text.slice(found.index + found[0].length).trimStart(),
  ]
    .filter(part => part.trim() !== '')
    .join('\n\n');
}

const fence = /^[ \t]*(`{3,}|~{3,})[^\n`]*\n([\s\S]*?)\n?[ \t]*\1[ \t]*(?:\n|$)/mu;
const comment = /<!--\s*expected[^>]*-->\s*$/iu;
/** "Output:", "The output is similar to this:", and nothing else. */
const announcement = /^\s*(?:[^\n]{1,80}[:：][\s*_]*)?$/u;

function bare(text: string): string {
  return text.replace(/\s+/gu, '');
}

function wordsOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
