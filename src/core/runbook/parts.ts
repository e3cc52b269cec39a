import type { Block } from './blocks.ts';
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
  const titled = parts.filter(part => part.level > 0);
  const highest = titled.reduce((least, part) => Math.min(least, part.level), 6);
  const [first, second] = titled.filter(part => part.level === highest);
  return first === titled[0] && (highest === 1 || second === undefined) ? first : undefined;
}

/** Cuts a document at its headings; text before the first one is a part of level 0. */
export function splitAtHeadings(page: Page, { blocks, line: first }: Document): Part[] {
  const headings = blocks.filter(block => block.kind === 'heading');
  const starts = [undefined, ...headings];
  const parts = starts.map((heading, at): Part => {
    const next = starts[at + 1];
    const line = heading?.line ?? first;
    const endLine = next === undefined ? page.lines.length : next.line - 1;
    const title = heading === undefined ? '' : plainText(page.repair(heading.text), page.references);
    return { heading, level: heading?.level ?? 0, title, line, endLine, blocks: [] };
  });
  const filled = distribute(parts, blocks);
  const [top, ...rest] = filled;
  const hasText =
    top !== undefined && page.lines.slice(top.line - 1, top.endLine).some(line => line.trim() !== '');
  return top !== undefined && hasText ? filled : rest;
}

function distribute(parts: readonly Part[], blocks: readonly Block[]): Part[] {
  const groups: Block[][] = parts.map(() => []);
  let at = 0;
  for (const block of blocks) {
    if (block.kind === 'heading') {
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
