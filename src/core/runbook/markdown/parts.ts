import type { Block } from './blocks.ts';
import { boldHeadings, boldTitle } from './boldHeadings.ts';
import type { Page } from './page.ts';
import { plainText } from './plain.ts';

/** A heading, or the start of the file, with the blocks up to the next heading. */
export interface Part {
  readonly heading: Block | undefined;
  readonly level: number;
  readonly title: string;
  readonly line: number;
  /** The last line before the next heading. */
  readonly endLine: number;
  readonly blocks: readonly Block[];
}

export interface Node {
  readonly part: Part;
  readonly children: Node[];
}

export interface Document {
  readonly blocks: readonly Block[];
  /** The first line that is not front matter. */
  readonly line: number;
  /** The title that front matter gives it. */
  readonly title?: string;
}

/** The part whose title names the document: the only one of the highest level, or the first of level 1. */
export function nameOf(parts: readonly Part[]): Part | undefined {
  const titled = parts.filter(part => part.heading?.kind === 'heading');
  const highest = titled.reduce((least, part) => Math.min(least, part.level), 6);
  const [first, second] = titled.filter(part => part.level === highest);
  return first === titled[0] && (highest === 1 || second === undefined) ? first : undefined;
}

/** Cuts a document at its headings; text before the first one is a part of level 0. */
export function splitAtHeadings(page: Page, { blocks, line: first }: Document): Part[] {
  const bold = boldHeadings(page, blocks);
  const isHeading = (block: Block): boolean => block.kind === 'heading' || bold.has(block);
  const headings = blocks.filter(isHeading);
  const starts = [undefined, ...headings];
  const parts = starts.map((heading, at): Part => {
    const next = starts[at + 1];
    const line = heading?.line ?? first;
    const endLine = next === undefined ? page.lines.length : next.line - 1;
    return { heading, level: levelOf(heading), title: titleOf(page, heading), line, endLine, blocks: [] };
  });
  const filled = distribute(parts, blocks, isHeading);
  const [top, ...rest] = filled;
  const hasText =
    top !== undefined && page.lines.slice(top.line - 1, top.endLine).some(line => line.trim() !== '');
  return top !== undefined && hasText ? filled : rest;
}

// A bold line ranks below every heading, so that it takes none of them in.
function levelOf(heading: Block | undefined): number {
  return heading === undefined ? 0 : heading.kind === 'heading' ? heading.level : 6;
}

// `## Deploy {#deploy .wide}` of Pandoc, kramdown and Docusaurus.
const ATTRIBUTES = /[ \t]+\{:?[ \t]*[#.][\w-]+(?:[ \t]+[#.]?[\w="'-]+){0,8}[ \t]*\}[ \t]*$/;

function titleOf(page: Page, heading: Block | undefined): string {
  const bold = heading === undefined ? '' : boldTitle(page, heading);
  return bold ?? plainText(page.repair(heading?.text ?? '').replace(ATTRIBUTES, ''), page.references);
}

function distribute(
  parts: readonly Part[],
  blocks: readonly Block[],
  isHeading: (block: Block) => boolean,
): Part[] {
  const groups: Block[][] = parts.map(() => []);
  let at = 0;
  for (const block of blocks) {
    if (isHeading(block)) {
      at += 1;
    } else {
      groups[at]?.push(block);
    }
  }
  return parts.map((part, index) => ({ ...part, blocks: groups[index] ?? [] }));
}

/** Puts each part below the last one of a higher level. */
export function nestParts(parts: readonly Part[]): Node[] {
  const roots: Node[] = [];
  const stack: Node[] = [];
  for (const part of parts) {
    while (stack.length > 0 && (stack.at(-1)?.part.level ?? 0) >= part.level) {
      stack.pop();
    }
    const parent = part.level === 0 ? undefined : stack.at(-1);
    const node: Node = { part, children: [] };
    (parent?.children ?? roots).push(node);
    if (part.level > 0) {
      stack.push(node);
    }
  }
  return roots;
}

/** True for a part that is parted into lists of links to other pages: what stands there is done elsewhere. */
export function isIndex({ part, children }: Node, isBare: (part: Part) => boolean): boolean {
  const hold = children.every(child => child.children.length === 0 && listsLinks(child.part, isBare));
  return children.length > 1 && hold && isBare(part) && part.blocks.every(isLead);
}

function listsLinks(part: Part, isBare: (part: Part) => boolean): boolean {
  const lists = part.blocks.filter(block => block.kind === 'list');
  const others = part.blocks.filter(
    block => block.kind !== 'list' && block.kind !== 'rule' && !isLead(block),
  );
  return (
    lists.length > 0 &&
    others.length === 0 &&
    isBare(part) &&
    lists.every(list => list.children.every(isLink))
  );
}

// "The runbooks of the shop:"
function isLead({ kind, text }: Block): boolean {
  return kind === 'paragraph' && /^[^\n]{1,100}[:：]$/.test(text);
}

// `- [Restart the API](restart.md): when it hangs`
function isLink({ children }: Block): boolean {
  const [first, ...rest] = children;
  const text = first?.kind === 'paragraph' ? first.text.replace(/^[*_\s]+/, '') : '';
  return (
    /^\[[^\]\n]{1,200}\](?:\(|\[)/.test(text) &&
    rest.every(({ kind }) => kind === 'paragraph' || kind === 'list')
  );
}
