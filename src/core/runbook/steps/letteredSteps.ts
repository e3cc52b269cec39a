import type { Block } from '../markdown/blocks.ts';
import type { Draft, Page, Place } from '../markdown/page.ts';
import { plainText } from '../markdown/plain.ts';
import { tellsToDo } from '../words/instructions.ts';
import { requirementOf } from '../words/leadIns.ts';
import { commandsIn } from './inlineCommands.ts';

// Markdown has no lists of letters: "(a) …", "b) …", "c. …" and "1.2 …" are paragraphs to it, and steps to whoever wrote them.
const MARK = /^ {0,3}(?:\(([a-z]|[ivx]{1,4})\)|([a-z]|[ivx]{1,4})[.)]|(\d{1,2}\.\d{1,2})[.)]?)[ \t]+(?=\S)/;

interface Item {
  readonly mark: string;
  readonly line: number;
  readonly endLine: number;
  /** Without its mark. */
  readonly text: string;
  /** True where a block below shows how it is done. */
  readonly isShown: boolean;
}

/** The steps of a paragraph whose lines begin with letters, among others that go on with the next letter. */
export function letteredSteps(
  page: Page,
  place: Place,
  { block, blocks, at }: { readonly block: Block; readonly blocks: readonly Block[]; readonly at: number },
): readonly Draft[] {
  if (block.kind !== 'paragraph' || !MARK.test(block.text)) {
    return [];
  }
  const siblings = blocks.slice(Math.max(0, at - NEARBY), at + NEARBY);
  const all = siblings.flatMap((other, index) => itemsOf(other, siblings[index + 1]));
  const items = itemsOf(block, undefined);
  return areInTurn(items, all) && areDone(page, all)
    ? items.map(item => toManual(page, place, { block, item }))
    : [];
}

// Blocks that one list of letters is looked for in; more of them would cost a square.
const NEARBY = 40;

/** How many blocks behind a lettered paragraph show how its last item is done. */
export function countShown(blocks: readonly Block[], at: number): number {
  const end = blocks.findIndex((block, index) => index > at && !shows(block));
  return (end < 0 ? blocks.length : end) - at - 1;
}

function shows({ kind, text }: Block): boolean {
  return kind === 'fence' || kind === 'code' || (kind === 'paragraph' && EXPECTED.test(text));
}

const EXPECTED = /^[\s*_]*(?:expected|beklenen|erwartet|esperad)/i;

function itemsOf({ kind, text, line }: Block, next: Block | undefined): readonly Item[] {
  const rows = kind === 'paragraph' && MARK.test(text) ? text.split('\n') : [];
  const starts = rows.flatMap((row, at) => (MARK.test(row) ? [at] : []));
  return starts.map((from, at) => {
    const end = starts[at + 1] ?? rows.length;
    const [row = ''] = rows.slice(from);
    const [, inside, letter, number] = MARK.exec(row) ?? [];
    return {
      mark: inside ?? letter ?? number ?? '',
      line: line + from,
      endLine: line + end - 1,
      text: rows.slice(from, end).join('\n').replace(MARK, '').trim(),
      isShown: end === rows.length && (next?.kind === 'fence' || next?.kind === 'code'),
    };
  });
}

// One letter alone may be anybody's initial: its neighbour has to be there too.
function areInTurn(items: readonly Item[], all: readonly Item[]): boolean {
  const marks = new Set(all.map(({ mark }) => mark));
  return items.every(({ mark }) => [...marks].some(other => follows(mark, other) || follows(other, mark)));
}

// Reasons and parts are lettered too: most of what is done tells so, asks, or is shown.
function areDone(page: Page, all: readonly Item[]): boolean {
  const done = all.filter(({ text, isShown }) => {
    const [first = ''] = plainText(page.repair(text), page.references).split('\n');
    return isShown || /\?$/.test(first) || text.includes('?') || tellsToDo(first);
  });
  return done.length * 3 >= all.length * 2;
}

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'];

function follows(mark: string, before: string): boolean {
  const roman = ROMAN.indexOf(before);
  if (roman >= 0 && ROMAN[roman + 1] === mark) {
    return true;
  }
  const [major, minor] = mark.split('.');
  const [majorBefore, minorBefore] = before.split('.');
  if (minor !== undefined || minorBefore !== undefined) {
    return major === majorBefore && Number(minor) === Number(minorBefore) + 1;
  }
  return mark.length === 1 && before.length === 1 && mark.charCodeAt(0) === before.charCodeAt(0) + 1;
}

function toManual(page: Page, place: Place, { block, item }: { block: Block; item: Item }): Draft {
  const { line, endLine, text: raw } = item;
  const text = page.repair(raw);
  const title = plainText(text.split('\n', 1)[0] ?? '', page.references).replace(/[:：]$/, '');
  const required = requirementOf(title, place) ?? false;
  const body = { kind: 'manual', line, endLine, required, title, text } as const;
  const steps = commandsIn(page, { ...block, line, endLine, text: raw });
  return { body, words: raw, steps, origin: 'told' };
}
