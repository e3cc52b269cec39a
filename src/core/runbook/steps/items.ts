import { readAttributes } from '../../shell/comments/attributes.ts';
import type { Block } from '../markdown/blocks.ts';
import { gapsOf } from '../coverage.ts';
import { inlineCommands, withInline } from './inlineCommands.ts';
import type { Draft, Lines, Page, Place } from '../markdown/page.ts';
import { plainText } from '../markdown/plain.ts';
import { areTasks, boxOf, type BoxLine } from './boxes.ts';
import { tellsToDo } from '../words/instructions.ts';
import { isOccasion, requirementOf } from '../words/leadIns.ts';

/** Reads the steps among sibling blocks; handed down so that items can hold anything. */
export type ReadSteps = (page: Page, place: Place, blocks: readonly Block[]) => Draft[];

const TASK = /^\[([ xX])\](?:[ \t]+|(?=\n)|$)/;

interface ListParts {
  readonly list: Block;
  /** Which items that are no tasks are steps: numbered ones, those that the text calls so, and bullets that tell to do something. */
  readonly steps: 'all' | ReadonlySet<Block>;
  readonly read: ReadSteps;
  /** Each item begins with a drawn box to tick. */
  readonly boxed?: boolean;
}

/** Reads a list: tasks are checks, steps are done by hand, and other items are only what they hold. */
export function readList(page: Page, place: Place, { list, steps, read, boxed }: ListParts): Draft[] {
  const contents = list.ordered && isContents(list);
  const drafts: Draft[] = [];
  const isStep = (item: Block): boolean =>
    steps === 'all' ? !contents && item.children.some(saysMore) : steps.has(item);
  for (const item of list.children) {
    const task = taskOf(item) ?? (boxed === true ? boxOf(wordsOf(item)) : undefined);
    const nested =
      task === undefined
        ? read(page, isStep(item) ? { ...place, isInside: true } : place, item.children)
        : readOwned(page, place, { item, read });
    if (task !== undefined) {
      drafts.push(toCheck(page, place, { item, nested, checked: task.checked }));
    } else if (isStep(item)) {
      const manual = toManual(page, place, { item, nested });
      drafts.push(steps === 'all' ? manual : { ...manual, origin: 'told' });
    } else {
      for (const draft of nested) {
        drafts.push(draft);
      }
    }
  }
  return drafts;
}

// A task's own words are the check, whatever they look like; only what follows them can hold steps.
function readOwned(page: Page, place: Place, { item, read }: { item: Block; read: ReadSteps }): Draft[] {
  const [first, ...rest] = item.children;
  const before = first === undefined ? {} : { before: { ...first, text: withoutMark(first.text) } };
  return read(page, { ...place, ...before, isInside: true }, rest);
}

/** An item's task marker by GFM: first thing in its first paragraph, followed by something. */
export function taskOf(item: Block): { readonly checked: boolean } | undefined {
  const first = item.children[0];
  const match = first?.kind === 'paragraph' ? TASK.exec(first.text) : null;
  if (match === null || first === undefined || first.text.slice(match[0].length).trim() === '') {
    return undefined;
  }
  return { checked: match[1] !== ' ' };
}

/** True for a list whose items all begin with a box, one of them open, and say what to do: `- ☐ Stop the jobs`. */
export function isBoxed(list: Block, said: string): boolean {
  const boxes = list.children.map(item => (taskOf(item) === undefined ? boxOf(wordsOf(item)) : undefined));
  return boxes.every(isBox) && areTasks(boxes, said);
}

function isBox(box: BoxLine | undefined): box is BoxLine {
  return box !== undefined;
}

function wordsOf({ children: [first] }: Block): string {
  return first?.kind === 'paragraph' ? first.text : '';
}

// A task's words without its mark, whichever it is.
function withoutMark(text: string): string {
  const bare = text.replace(TASK, '');
  return bare === text ? (boxOf(text)?.words ?? text) : bare;
}

// A table of contents is an ordered list of links into the page, and nothing to do.
function isContents(list: Block): boolean {
  return list.children.every(item => {
    const [first, ...rest] = item.children;
    const link =
      first?.kind === 'paragraph' && /^\[[^\]]*(?:\[[^\]]*\][^\]]*)*\]\(<?#[^)]*\)\s*$/.test(first.text);
    return link && rest.every(block => block.kind === 'list' && isContents(block));
  });
}

interface ItemParts {
  readonly item: Block;
  readonly nested: readonly Draft[];
}

function toCheck(
  page: Page,
  place: Place,
  { item, nested, checked }: ItemParts & { checked: boolean },
): Draft {
  const raw = withoutMark(ownText(page.lines, item, nested)).trim();
  const text = page.repair(raw);
  const title = itemTitle(page, item, withoutMark);
  const { line, endLine } = item;
  const required = requirementOf(title, place) ?? (!isOccasion(place.title) || tellsToDo(title));
  return {
    body: { kind: 'check', line, endLine, required, title, text, checked },
    words: raw,
    steps: withInline(nested, inlineCommands(page, item, nested)),
  };
}

function toManual(page: Page, place: Place, { item, nested }: ItemParts): Draft {
  const raw = ownText(page.lines, item, nested);
  const text = page.repair(raw);
  const marks = marksOf(item);
  const said = itemTitle(page, item).replace(/[:：]$/, '') || (nested[0]?.body.title ?? '');
  const title = marks['title'] ?? said;
  const { line, endLine } = item;
  const asked = marks['required'] ?? (marks['optional'] === 'true' ? 'false' : undefined);
  const required = asked === undefined ? (requirementOf(said, place) ?? false) : asked !== 'false';
  const steps = withInline(nested, inlineCommands(page, item, nested));
  return { body: { kind: 'manual', line, endLine, required, title, text }, words: marks['id'] ?? raw, steps };
}

// A comment is nobody's words, also where it begins the item's first line.
function itemTitle(page: Page, item: Block, bare = (text: string): string => text.replace(TASK, '')): string {
  const first = item.children.find(({ kind, text }) => kind !== 'html' || behindComment(text) !== '');
  const text =
    first?.kind === 'html'
      ? behindComment(first.text)
      : first?.kind === 'paragraph' || first?.kind === 'heading'
        ? bare(first.text)
        : '';
  return plainText(page.repair(withoutTags(text)), page.references);
}

// `{% raw %}` on a line of its own is for the program that builds the site.
function withoutTags(text: string): string {
  return text.includes('{%')
    ? text.replaceAll(/(?:^|\n)[ \t]*\{%-?[^%\n]{1,80}%\}[ \t]*(?=\n|$)/g, '')
    : text;
}

function behindComment(html: string): string {
  return /^<!--[^]*?-->[ \t]*([^\n<]*)\n?$/.exec(html)?.[1]?.trim() ?? '';
}

// An item of comments alone is nothing to do.
function saysMore({ kind, text }: Block): boolean {
  return kind !== 'html' || !text.startsWith('<!--') || behindComment(text) !== '';
}

/** What a `<!-- handrail: … -->` comment at the beginning of an item says about the item; what stands before its fence is about that. */
function marksOf({ children }: Block): Readonly<Record<string, string>> {
  const [first, next] = children;
  const match = first?.kind === 'html' ? /^<!--\s*handrail\b[:\s]([^]*?)-->/.exec(first.text) : null;
  const isOwn = match !== null && (behindComment(first?.text ?? '') !== '' || next?.kind === 'paragraph');
  return isOwn ? readAttributes(match[1] ?? '') : {};
}

/** A construct's lines that none of its steps hold, without its list marker, quote marks and indent. */
export function ownText(lines: readonly string[], item: Block, nested: readonly Draft[]): string {
  const column = contentColumn(lines, item);
  const own: string[] = [];
  // The item's first words are its own, even where they are also offered as a command.
  const words = item.children[0]?.endLine ?? item.line;
  const held = nested
    .map(draft => draft.body)
    .filter(step => step.endLine > words || item.children[0]?.kind !== 'paragraph');
  for (const gap of gapsOf(item, held)) {
    for (let line = gap.line; line <= gap.endLine; line += 1) {
      const text = lines[line - 1] ?? '';
      own.push(line === item.line ? text.slice(column) : dedent(text, column));
    }
  }
  return own
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function contentColumn(lines: readonly string[], item: Block): number {
  const raw = lines[item.line - 1] ?? '';
  const first = item.children[0]?.text.split('\n', 1)[0] ?? '';
  const at = first === '' ? -1 : raw.indexOf(first);
  return at >= 0 ? at : (/^[\s>]*(?:[-*+]|\d{1,9}[.)])?\s*/.exec(raw)?.[0].length ?? 0);
}

function dedent(text: string, column: number): string {
  let at = 0;
  while (at < column && at < text.length && /[\s>]/.test(text.charAt(at))) {
    at += 1;
  }
  return text.slice(at);
}

/** The same step, with more that it owns. */
export function withSteps(draft: Draft, more: readonly Draft[], end: Lines): Draft {
  const endLine = Math.max(draft.body.endLine, end.endLine);
  return { ...draft, body: { ...draft.body, endLine }, steps: [...draft.steps, ...more] };
}
