import type { Block } from './blocks.ts';

// An export that escapes too much writes `1\. Stop the jobs`: a paragraph by CommonMark, and an ordered item to everybody else.
const ITEM = /^(\d{1,2})\\[.)][ \t]+(?=\S)/;

/** The blocks of a document, with each paragraph whose lines begin with an escaped number as the ordered list that it was. */
export function withEscapedLists(blocks: readonly Block[]): readonly Block[] {
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
