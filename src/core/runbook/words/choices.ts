import { markOf, namesOneOf, type Mark } from '../../shell/comments/alternatives.ts';
import type { Block } from '../markdown/blocks.ts';
import { fold } from './durations.ts';
import type { Draft, Page, Place } from '../markdown/page.ts';
import { firstWord, plainText } from '../markdown/plain.ts';
import type { Step } from '../runbook.ts';

// What follows the last of several ways is done whichever was taken.
const AFTERWARDS =
  /^\W*(?:then|afterwards?|after that|finally|next|now|verify|check|confirm|in (?:both|either|all) cases?|regardless|sonra|ardindan|son olarak|dogrula\w*|kontrol|danach|anschliessend|zum schluss|pruf\w*|despues|luego|finalmente|verific\w*|comprueb\w*)\b/;

/** Watches sibling blocks for "Or:", "Alternatively, …" and "**Option 2**", which open another way to do what stands before. */
export class Choices {
  readonly #page: Page;
  /** What was seen since the last step; read once there is another. */
  #seen: Block[] = [];
  #mark: Mark | undefined;
  /** Line of the first step of the option that a walk takes. */
  #first: number | undefined;
  /** What the steps from here on stand in for. */
  #main: number | undefined;
  /** True while content tabs follow one another. */
  #isTab = false;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Notes what the words of a block say about the steps behind it. */
  sees(block: Block): void {
    if (block.kind === 'html') return;
    this.#seen.push(block);
    const isTab = tabName(block) !== undefined;
    if (isTab !== this.#isTab) {
      this.#main = undefined;
      this.#first = isTab ? undefined : this.#first;
    }
    this.#isTab = isTab;
  }

  #read(block: Block): void {
    if (block.kind === 'rule') {
      this.#main = undefined;
      this.#mark = undefined;
    } else if (block.kind === 'paragraph') {
      this.#readParagraph(block.text);
    } else if (block.kind === 'table' || block.kind === 'quote' || block.kind === 'list') {
      this.#mark = this.#mark?.kind === 'or' ? undefined : this.#mark;
    }
  }

  /** The steps of a block, those that may stand in for earlier ones marked so. */
  mark(found: readonly Draft[], before: Draft | undefined): readonly Draft[] {
    const [first] = found;
    if (first === undefined) {
      return found;
    }
    // What stands before the last paragraph can only end an option that is open.
    const last = this.#main === undefined ? this.#seen.findLastIndex(({ kind }) => kind === 'paragraph') : 0;
    this.#seen.slice(Math.max(last, 0)).forEach(block => {
      this.#read(block);
    });
    this.#seen = [];
    const mark = this.#mark;
    this.#mark = undefined;
    if (this.#isTab) {
      this.#main = this.#first;
      this.#first ??= first.body.line;
      return this.#standIn(found);
    }
    if (mark?.kind === 'option') {
      this.#main = mark.isFirst ? undefined : this.#first;
      this.#first = mark.isFirst ? first.body.line : this.#first;
    }
    const main =
      mark?.kind === 'or' && before !== undefined && isCode(first) && isCode(before)
        ? (before.standsInFor ?? before.body.line)
        : this.#main;
    return this.#standIn(found, main);
  }

  #standIn(found: readonly Draft[], main = this.#main): readonly Draft[] {
    return main === undefined ? found : found.map(draft => ({ ...draft, standsInFor: main }));
  }

  #readParagraph(text: string): void {
    const last = text.split('\n').at(-1) ?? '';
    const isBold = /^(?:\*\*|__)/.test(text);
    const sentence = /[:：][*_\s]*$/.test(last) ? (last.split(/[.!?]\s+(?=\p{Lu})/u).at(-1) ?? '') : text;
    const shown = this.#page.repair(isBold ? text : sentence).slice(0, MAX_WORDS);
    // Nearly every paragraph begins with another word; reading its marks would cost more than all the rest.
    const first = firstWord(shown);
    const words = first === undefined || OPENERS.test(first) ? plainText(shown) : '';
    const mark = markOf(words);
    if (mark !== undefined || isBold || AFTERWARDS.test(fold(words))) {
      this.#main = undefined;
    }
    this.#mark = mark;
  }
}

const MAX_WORDS = 400;

/** What a content tab of MkDocs is called (`=== "Debian"`); undefined for any other block. Of several tabs a reader takes one. */
export function tabName({ kind, info }: Block): string | undefined {
  return kind === 'admonition' ? /^===\+?!?[ \t]+"?([^"\n]+)"?/.exec(info)?.[1]?.trim() : undefined;
}

// The first words of all that `markOf` and AFTERWARDS take.
const OPENERS =
  /^(?:or|oder|o|veya|ya|yahut|alternati\w*|(?:option|variant|method|approach|path|opcion|metodo)\w*|then|after\w*|finally|next|now|verify|check|confirm|in|regardless|sonra|ardindan|son|dogrula\w*|kontrol|danach|anschliessend|zum|pruf\w*|despues|luego|finalmente|verific\w*|comprueb\w*)$/i;

/** The place of a bullet list below "Apply one of the following mitigations:", whose items with commands are ways beside each other. */
export function withChoice(place: Place, list: Block, said: string): Place {
  const words = list.ordered ? '' : said === '' ? place.title : lastSentence(said);
  return place.oneOf === undefined &&
    namesOneOf(words) &&
    !SAYS_MORE.test(fold(words)) &&
    list.children.filter(({ children }) => children.some(({ kind }) => kind === 'fence')).length > 1
    ? { ...place, oneOf: words.replace(/[:：\s]+$/, '') }
    : place;
}

// What leads to the list; empty where the paragraph's end does not, or says too much to be looked through.
function lastSentence(paragraph: string): string {
  const words = paragraph.length > MAX_WORDS ? '' : plainText(paragraph).replaceAll('\n', ' ');
  return /[:：]\s*$/.test(words) ? (words.split(/[.!?]\s+(?=\p{Lu})/u).at(-1) ?? '') : '';
}

// "If any of the following hold:" says when, and "Ask one of the following people, then restart each:" what is done besides.
const SAYS_MORE =
  /[,;]|\b(?:any|all|each|every|and|then|if|when|where|unless|und|alle|jed\w+|wenn|falls|sobald|y|tod[oa]s|cada|si|cuando|ve|her|hepsi\w*|eger)\b/;

function isCode({ body }: Draft): boolean {
  return body.kind === 'commands' || body.kind === 'script' || body.kind === 'suggested';
}

/** Names for each sibling that may stand in for another the id of that one. */
export function linkChoices(steps: readonly Step[], drafts: readonly Draft[]): readonly Step[] {
  if (drafts.every(({ standsInFor }) => standsInFor === undefined)) {
    return steps;
  }
  const ids = new Map(steps.map(({ line, id }) => [line, id]));
  return steps.map((step, index) => {
    const line = drafts[index]?.standsInFor;
    const id = line === undefined ? undefined : ids.get(line);
    return id === undefined || id === step.id ? step : { ...step, alternativeTo: id };
  });
}
