import GithubSlugger from 'github-slugger';
import type { Block, Outline } from '../runbook/markdown/blocks.ts';
import { plainText } from '../runbook/markdown/plain.ts';
import { placedBlocks } from './blocks.ts';

/** The link targets of a text: of its headings, as GitHub makes them, and of its HTML and `{#id}` marks. */
export interface Anchors {
  readonly slugs: readonly string[];
  has(anchor: string): boolean;
}

/** Reads the anchors of a text; `repair` restores mis-encoded letters. */
export function anchorsOf({ blocks, references }: Outline, repair: (text: string) => string): Anchors {
  const slugger = new GithubSlugger();
  const slugs: string[] = [];
  const named: string[] = [];
  for (const { block } of placedBlocks(blocks)) {
    if (block.kind === 'heading') {
      const own = /\{#([\w:.-]+)[^}]*\}\s*$/.exec(block.text);
      const title = own === null ? block.text : block.text.slice(0, own.index);
      slugs.push(slugger.slug(plainText(repair(title), references)));
      named.push(...(own?.[1] === undefined ? [] : [own[1]]));
    }
    named.push(...idsIn(block));
  }
  const known = new Set([...slugs, ...named].flatMap(slug => [slug, loosely(slug)]));
  return { slugs, has: anchor => known.has(anchor) || known.has(loosely(anchor)) };
}

function idsIn({ kind, text }: Block): readonly string[] {
  if (kind === 'fence' || kind === 'code' || !text.includes('<')) {
    return [];
  }
  return [...text.matchAll(/<[a-z][^<>]{0,400}?\s(?:id|name)\s*=\s*["']?([^\s"'>]+)/gi)].map(
    match => match[1] ?? '',
  );
}

// GitLab, MkDocs and others make fewer hyphens of the same heading.
function loosely(slug: string): string {
  return (
    slug
      .toLowerCase()
      .normalize('NFKD')
      // What only says how an emoji is drawn is no letter of the heading.
      .replaceAll('\uFE0F', '')
      .replace(/[^\p{L}\p{M}\p{N}_]+/gu, '-')
      .replace(/^-|-$/g, '')
  );
}
