import MarkdownIt, { type Token } from 'markdown-it';
import type { Block, BlockKind } from './block.ts';
import { addDirectives } from './directives.ts';
import { withUnderlined } from './underlined.ts';

export type { Block } from './block.ts';

/** Link definitions by normalised label, as markdown-it keeps them. */
export type References = Record<string, { title: string; href: string }>;

export interface Outline {
  readonly blocks: readonly Block[];
  /** Link reference definitions, by normalised label. */
  readonly references: References;
}

const KINDS: Readonly<Record<string, BlockKind>> = {
  heading_open: 'heading',
  paragraph_open: 'paragraph',
  fence: 'fence',
  code_block: 'code',
  html_block: 'html',
  bullet_list_open: 'list',
  ordered_list_open: 'list',
  list_item_open: 'item',
  blockquote_open: 'quote',
  table_open: 'table',
  tr_open: 'row',
  th_open: 'cell',
  td_open: 'cell',
  hr: 'rule',
  admonition_open: 'admonition',
  directive: 'directive',
};

const CLOSING: ReadonlySet<string> = new Set(
  Object.keys(KINDS).flatMap(type => (type.endsWith('_open') ? [type.replace(/open$/, 'close')] : [])),
);

// HTML is on because it decides what is a block: inside a comment nothing is a step. Inline text is read on demand.
const structure = MarkdownIt({ html: true });
addDirectives(structure);
structure.core.ruler.enableOnly(['normalize', 'block']);

/** Reads lines as CommonMark with GFM tables, admonitions and containers; never throws. */
export function readOutline(lines: readonly string[]): Outline {
  const env: { references?: References } = {};
  const tokens = structure.parse(`${lines.join('\n')}\n`, env);
  return {
    blocks: withUnderlined(withEscapedLists(nest(tokens, lines)), lines),
    references: env.references ?? {},
  };
}

interface Draft {
  kind: BlockKind;
  line: number;
  endLine: number;
  level: number;
  text: string;
  info: string;
  ordered: boolean;
  closed: boolean;
  quotes: number;
  children: Draft[];
}

function nest(tokens: readonly Token[], lines: readonly string[]): Block[] {
  const root: Draft[] = [];
  const stack: Draft[] = [];
  for (const token of tokens) {
    const parent = stack.at(-1);
    const kind = KINDS[token.type];
    if (kind !== undefined) {
      const draft = toDraft(token, kind, parent);
      draft.endLine = trimmedEnd(lines, draft);
      (parent?.children ?? root).push(draft);
      if (token.nesting === 1) {
        stack.push(draft);
      }
    } else if (token.type === 'inline' && parent !== undefined) {
      parent.text = token.content;
    } else if (token.nesting === -1 && CLOSING.has(token.type)) {
      stack.pop();
    }
  }
  return root;
}

function toDraft(token: Token, kind: BlockKind, parent: Draft | undefined): Draft {
  // A cell's token has no map; it stands on its row's line.
  const [start, end] = token.map ?? [(parent?.line ?? 1) - 1, parent?.endLine ?? 1];
  const number = Number(token.attrGet('start') ?? 1);
  return {
    kind,
    line: start + 1,
    endLine: end,
    level: kind === 'heading' ? Number(token.tag.slice(1)) : number,
    text: token.content,
    info: token.info,
    ordered: token.type === 'ordered_list_open',
    closed: kind !== 'fence' || end - start - 1 > countLines(token.content),
    quotes: (parent?.quotes ?? 0) + (kind === 'quote' ? 1 : 0),
    children: [],
  };
}

function countLines(content: string): number {
  let total = 0;
  for (let at = content.indexOf('\n'); at >= 0; at = content.indexOf('\n', at + 1)) {
    total += 1;
  }
  return total;
}

function trimmedEnd(lines: readonly string[], draft: Draft): number {
  const blank = draft.quotes > 0 ? /^[\s>]*$/ : /^\s*$/;
  let end = draft.endLine;
  while (end > draft.line && blank.test(lines[end - 1] ?? '')) {
    end -= 1;
  }
  return end;
}

// An export that escapes too much writes `1\. Stop the jobs`: a paragraph by CommonMark, and an ordered item to everybody else.
const ITEM = /^(\d{1,2})\\[.)][ \t]+(?=\S)/;

// A paragraph whose lines begin with an escaped number is the ordered list that it was.
function withEscapedLists(blocks: readonly Block[]): readonly Block[] {
  return blocks.map(block => {
    if (block.kind === 'paragraph') {
      return block.text.includes('\\') && ITEM.test(block.text) ? toList(block) : block;
    }
    return block.children.length === 0 ? block : { ...block, children: withEscapedLists(block.children) };
  });
}

function toList(paragraph: Block): Block {
  const rows = paragraph.text.split('\n');
  const starts = rows.flatMap((row, at) => (ITEM.test(row) ? [at] : []));
  const children = starts.map((start, index): Block => {
    const own = rows.slice(start, starts[index + 1] ?? rows.length);
    const text = own.join('\n').replace(ITEM, '');
    const lines = { line: paragraph.line + start, endLine: paragraph.line + start + own.length - 1 };
    const info = ITEM.exec(own[0] ?? '')?.[1] ?? '';
    return {
      ...paragraph,
      ...lines,
      kind: 'item',
      info,
      text: '',
      children: [{ ...paragraph, ...lines, text }],
    };
  });
  return {
    ...paragraph,
    kind: 'list',
    ordered: true,
    level: Number(children[0]?.info ?? 1),
    text: '',
    children,
  };
}
