import type { Block } from '../markdown/blocks.ts';
import type { Page } from '../markdown/page.ts';
import { plainText } from '../markdown/plain.ts';

/** One sentence of a document's own text, without Markdown marks. */
export interface Sentence {
  readonly text: string;
  readonly line: number;
}

const MAX_TEXT = 4000;

/** The sentences of all paragraphs among blocks, those in lists, quotes and admonitions too; `about` keeps it cheap. */
export function* sentencesOf(page: Page, blocks: readonly Block[], about: RegExp): Generator<Sentence> {
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      const text = page.repair(block.text);
      if (text.length <= MAX_TEXT && about.test(text)) {
        yield* cut(page, text, block.line);
      }
    } else if (block.kind !== 'table') {
      yield* sentencesOf(page, block.children, about);
    }
  }
}

// A new line that begins with a label or follows a hard break is a sentence of its own.
const ENDS =
  /(?:[.!?](?=\s+[\p{Lu}*_[("])|(?: {2,}|\\)(?=\n)|(?=\n(?:\*\*|__)?[\p{Lu}][\p{L} -]{1,40}(?:\*\*|__)?[:：]))/gu;

function* cut(page: Page, text: string, first: number): Generator<Sentence> {
  let from = 0;
  let line = first;
  for (const end of [...text.matchAll(ENDS)]
    .map(match => match.index + match[0].length)
    .concat(text.length)) {
    const part = text.slice(from, end);
    const lead = /^\s*/.exec(part)?.[0] ?? '';
    const plain = plainText(part, page.references).replace(/^\[[ xX]\]\s+/, '');
    if (plain !== '') {
      yield { text: plain, line: line + countBreaks(lead) };
    }
    line += countBreaks(part);
    from = end;
  }
}

function countBreaks(text: string): number {
  return text.split('\n').length - 1;
}
