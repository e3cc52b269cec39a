import type { Block } from '../markdown/blocks.ts';
import type { Intro } from '../markdown/fences.ts';
import { emojiBefore } from '../markdown/emoji.ts';
import type { Page } from '../markdown/page.ts';
import { plainText } from '../markdown/plain.ts';
import { isStepTitle, onlyConnects } from '../words/leadIns.ts';

/** True for an HTML comment. */
export function isComment({ kind, text }: Block): boolean {
  return kind === 'html' && text.startsWith('<!--');
}

/** What stands before a block; nobody sees a comment, so that one between a line and its block parts nothing. */
export function saidBefore(blocks: readonly Block[], at: number): Block | undefined {
  let before = at - 1;
  for (let block = blocks[before]; block !== undefined && partsNothing(block); block = blocks[before]) {
    before -= 1;
  }
  return blocks[before];
}

// "bash" or "Copy code" on a line of its own came along when the block was copied from a page.
function partsNothing(block: Block): boolean {
  return isComment(block) || (block.kind === 'paragraph' && COPIED.test(block.text));
}

const COPIED = /^(?:\*\*)?(?:bash|shell|sh|zsh|console|copy(?: code)?)(?:\*\*)?(?:\ncopy(?: code)?)?$/i;

/** "Update the image:" or "**Switch traffic**" right before a block names it; a long paragraph's last sentence does. */
export function introOf(page: Page, before: Block | undefined): Intro {
  const summary =
    before?.kind === 'html' ? /<summary>([^<>\n]{1,140})<\/summary>\s*$/i.exec(before.text)?.[1] : undefined;
  if (summary !== undefined) {
    return plainText(page.repair(summary), page.references) || undefined;
  }
  const text = before?.kind === 'paragraph' ? page.repair(before.text) : '';
  const last = text.split('\n').at(-1) ?? '';
  const unmarked = last.slice(emojiBefore(last).length);
  const bold = /^(\*\*|__)(?:(?!\1).)+\1[:：]?\s*$/.test(unmarked);
  const isStep = text === last && text.length <= MAX_TITLE && isStepTitle(text);
  if ((!bold && !isStep && !/[:：][*_\s]*$/.test(last)) || /_{3,}/.test(last) || text.length > MAX_INTRO) {
    return undefined;
  }
  const sentence = /^[*_]{2}/.test(unmarked) ? last : namingIn(text.split(/[.!?]\s+(?=\p{Lu})/u));
  const title = plainText(sentence, page.references).replace(/[:：\s]+$/, '');
  return title === '' || title.length > MAX_TITLE || onlyConnects(title) ? undefined : title;
}

// The last sentence, unless it only remarks on the one before: "However, you can also …" or "Pay attention to …".
function namingIn(sentences: readonly string[]): string {
  const last = sentences.at(-1) ?? '';
  const before = sentences.at(-2) ?? '';
  return before !== '' && REMARK.test(last) && !REMARK.test(before) ? before : last;
}

// A remark rather than the name of a block: "However, …", "Note that …".
const REMARK =
  /^\W*(?:however|but|note that|please note|be aware|keep in mind|pay (?:close )?attention|beware|ancak|fakat|unutmayin|dikkat|jedoch|aber|beachten? sie|sin embargo|pero|tenga en cuenta)(?!\p{L})/iu;
const MAX_INTRO = 2000;
const MAX_TITLE = 140;
