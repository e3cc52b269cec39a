import { lookedBackTo } from '../../core/run/view/looksBack.ts';
import type { Block, Card, Page, Phase } from '../../core/run/view/view.ts';

// The page's fixed structure, worked out once for each page.

export type Heading = Extract<Block, { type: 'heading' }>;

/** What stands in a phase, top to bottom: steps in a row become one list, a part off the path gets a frame. */
export type Part =
  | { readonly kind: 'heading'; readonly heading: Heading }
  | { readonly kind: 'prose'; readonly html: string; readonly line: number }
  | { readonly kind: 'steps'; readonly id: string; readonly cards: readonly Card[] }
  | { readonly kind: 'text'; readonly card: Card }
  | { readonly kind: 'branch'; readonly heading: Heading; readonly parts: readonly Part[] };

export interface Layout {
  /** In the file's order, without the cards that are only text. */
  readonly cards: readonly Card[];
  /** Position in `cards`, by id. */
  readonly positions: ReadonlyMap<string, number>;
  readonly cardOf: ReadonlyMap<string, Card>;
  /** The card whose output another one asks about, by the id of that other. */
  readonly lookedBackTo: ReadonlyMap<string, string>;
  readonly phaseOf: ReadonlyMap<string, Phase>;
  /** Ids of the headings of the page, by what a `#link` calls them. */
  readonly anchors: ReadonlyMap<string, Anchor>;
  readonly parts: ReadonlyMap<string, readonly Part[]>;
  readonly path: readonly Phase[];
  readonly branches: readonly Phase[];
  /** Sections that say what to do about a failure. */
  readonly helps: readonly Phase[];
  readonly rollbacks: readonly Phase[];
}

/** A heading that a link can lead to. */
export interface Anchor {
  readonly phase: string;
  /** Of the element. */
  readonly id: string;
}

/** What a link's fragment and a heading are compared by: GitHub's slug without the dashes that an emoji leaves. */
export function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/gu, '-')
    .replace(/^-+|-+$/gu, '');
}

function anchorsOf(page: Page): ReadonlyMap<string, Anchor> {
  const anchors = new Map<string, Anchor>();
  const add = (title: string, anchor: Anchor): void => {
    const name = slug(title);
    let key = name;
    for (let n = 1; anchors.has(key); n += 1) key = `${name}-${n}`;
    anchors.set(key, anchor);
  };
  for (const phase of page.phases) {
    add(phase.title, { phase: phase.id, id: `phase-h-${phase.id}` });
    for (const block of phase.blocks) {
      if (block.type === 'heading') add(block.title, { phase: phase.id, id: `heading-${block.id}` });
    }
  }
  return anchors;
}

/** Whether a card is something to read or copy, never counted. */
export function isText(card: Card): boolean {
  return card.kind === 'file' || card.kind === 'suggested';
}

/** The ids of the steps that a card stands for. */
export function stepIds(card: Card): readonly string[] {
  return card.tasks === undefined ? [card.id] : card.tasks.map(task => task.id);
}

/** Arranges a page. */
export function layoutOf(page: Page): Layout {
  const cards: Card[] = [];
  const cardOf = new Map<string, Card>();
  const phaseOf = new Map<string, Phase>();
  for (const phase of page.phases) {
    for (const block of phase.blocks) {
      if (block.type !== 'card') continue;
      if (!isText(block.card)) cards.push(block.card);
      for (const id of [block.card.id, ...stepIds(block.card)]) cardOf.set(id, block.card);
      phaseOf.set(block.card.id, phase);
    }
  }
  const counted = page.phases.filter(phase => phase.number !== '');
  return {
    cards,
    positions: new Map(cards.map((card, i) => [card.id, i])),
    lookedBackTo: lookedBackTo(cards),
    cardOf,
    phaseOf,
    anchors: anchorsOf(page),
    parts: new Map(page.phases.map(phase => [phase.id, partsOf(phase)])),
    path: counted.filter(phase => phase.role === 'path'),
    branches: counted.filter(phase => phase.role !== 'path' && phase.role !== 'reference'),
    helps: counted.filter(phase => phase.role === 'troubleshooting'),
    rollbacks: counted.filter(phase => phase.role === 'rollback'),
  };
}

function partsOf(phase: Phase): readonly Part[] {
  const parts: Part[] = [];
  const { blocks } = phase;
  let i = 0;
  while (i < blocks.length) {
    const block = blocks[i];
    if (block?.type === 'heading' && block.role !== phase.role) {
      const end = branchEnd(blocks, i);
      parts.push({ kind: 'branch', heading: block, parts: group(blocks.slice(i + 1, end)) });
      i = end;
    } else {
      const end = nextBranch(phase, i);
      parts.push(...group(blocks.slice(i, end)));
      i = end;
    }
  }
  return parts;
}

function nextBranch(phase: Phase, from: number): number {
  const at = phase.blocks.findIndex(
    (block, i) => i > from && block.type === 'heading' && block.role !== phase.role,
  );
  return at < 0 ? phase.blocks.length : at;
}

function branchEnd(blocks: readonly Block[], start: number): number {
  const first = blocks[start];
  const level = first?.type === 'heading' ? first.level : 0;
  const at = blocks.findIndex((block, i) => i > start && block.type === 'heading' && block.level <= level);
  return at < 0 ? blocks.length : at;
}

function group(blocks: readonly Block[]): readonly Part[] {
  const parts: Part[] = [];
  for (const block of blocks) {
    const last = parts.at(-1);
    if (block.type === 'heading') parts.push({ kind: 'heading', heading: block });
    else if (block.type === 'prose') parts.push({ kind: 'prose', html: block.html, line: block.line });
    else if (isText(block.card)) parts.push({ kind: 'text', card: block.card });
    else if (last?.kind === 'steps')
      parts[parts.length - 1] = { ...last, cards: [...last.cards, block.card] };
    else parts.push({ kind: 'steps', id: block.card.id, cards: [block.card] });
  }
  return parts;
}
