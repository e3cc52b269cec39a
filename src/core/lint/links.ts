import MarkdownIt from 'markdown-it';
import type { Block } from '../runbook/markdown/blocks.ts';
import { placedBlocks } from './blocks.ts';
import type { TextRange } from './finding.ts';
import type { Document } from './rule.ts';

/** A link or image of the text to a place that is not on the web. */
export interface Link {
  /** Without anchor and query, decoded; empty for a place in this file. */
  readonly path: string;
  /** Behind the `#`, decoded. */
  readonly anchor: string | undefined;
  readonly line: number;
  /** Of the address as written; of the line where that is written otherwise, such as in a reference. */
  readonly range: TextRange;
  readonly written: string;
}

const inline = MarkdownIt({ html: false });
const LEAVES: ReadonlySet<Block['kind']> = new Set(['paragraph', 'heading', 'cell']);

/** The links of a document into this file and others, in its order. */
export function linksOf(document: Document): readonly Link[] {
  const found: Link[] = [];
  for (const { block } of placedBlocks(document.outline.blocks)) {
    if (LEAVES.has(block.kind) && block.text.includes('[')) {
      for (const link of linksIn(document, block)) found.push(link);
    }
  }
  return found;
}

function linksIn(document: Document, block: Block): readonly Link[] {
  const [line] = inline.parseInline(block.text, { references: document.outline.references });
  let at = block.line;
  // A line may hold the same address twice.
  let column = 0;
  return (line?.children ?? []).flatMap(token => {
    if (token.type === 'softbreak' || token.type === 'hardbreak') {
      at += 1;
      column = 0;
      return [];
    }
    const address =
      token.type === 'link_open'
        ? token.attrGet('href')
        : token.type === 'image'
          ? token.attrGet('src')
          : null;
    const link = address === null ? undefined : toLink(document, String(address), { line: at, column });
    if (link === undefined) {
      return [];
    }
    column = link.range[1] - (document.starts[at - 1] ?? 0);
    return [link];
  });
}

function toLink(
  document: Document,
  address: string,
  { line, column }: { line: number; column: number },
): Link | undefined {
  const decoded = decode(address);
  // Absolute paths begin at a root that only a site or a repository knows; holes are filled by somebody.
  if (
    decoded === undefined ||
    /^(?:[a-z][a-z0-9+.-]*:|\/|\\)/i.test(decoded) ||
    /[<>{}$\s*]|\.{3}/.test(decoded)
  ) {
    return undefined;
  }
  const [rest, anchor] = split(decoded, '#');
  const text = document.lines[line - 1] ?? '';
  const start = document.starts[line - 1] ?? 0;
  const places = [address, decoded]
    .map(one => ({ one, at: text.indexOf(one, column) }))
    .find(({ at }) => at >= 0);
  const range: TextRange =
    places === undefined
      ? [start, start + text.length]
      : [start + places.at, start + places.at + places.one.length];
  return { path: split(rest, '?')[0], anchor, line, range, written: decoded };
}

function split(text: string, mark: string): readonly [before: string, behind: string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(address: string): string | undefined {
  try {
    return decodeURIComponent(address);
  } catch (error) {
    if (error instanceof URIError) {
      return undefined;
    }
    throw error;
  }
}
