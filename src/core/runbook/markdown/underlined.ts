import type { Block } from './block.ts';

// `1) Stop the jobs` above a line of `---` or `===`: an item and a rule by CommonMark, and a heading to whoever underlined it.
const TITLE = /^ {0,3}\d{1,3}[.)][ \t]+\S.*$/;
const LINE = /^ {0,3}(?:-{4,}|={3,})[ \t]*$/;

/** Numbered titles with a line under them, as the headings that they are meant to be. */
export function withUnderlined(blocks: readonly Block[], lines: readonly string[]): readonly Block[] {
  const titles = new Set(
    blocks.flatMap(({ kind, ordered, children }) =>
      kind === 'list' && ordered ? children.filter(item => isTitle(item, lines)).map(({ line }) => line) : [],
    ),
  );
  if (titles.size === 0) {
    return blocks;
  }
  return blocks.flatMap(block => {
    if (block.kind === 'rule' && titles.has(block.line - 1)) {
      return [];
    }
    return block.kind === 'list' ? apart(block, { titles, lines }) : [block];
  });
}

// One line between a blank one and the line under it, which is about as long.
function isTitle({ line, children }: Block, lines: readonly string[]): boolean {
  const text = lines[line - 1] ?? '';
  const under = (lines[line] ?? '').trim();
  return (
    children.length === 1 &&
    (lines[line - 2] ?? '').trim() === '' &&
    TITLE.test(text) &&
    LINE.test(under) &&
    (under.startsWith('=') || under.length * 2 >= text.trim().length)
  );
}

interface Found {
  readonly titles: ReadonlySet<number>;
  readonly lines: readonly string[];
}

// What is left of a list between its titles stays one.
function apart(list: Block, { titles, lines }: Found): readonly Block[] {
  const out: Block[] = [];
  let items: Block[] = [];
  const keep = (): void => {
    const [first] = items;
    if (first !== undefined) {
      const endLine = items.at(-1)?.endLine ?? first.endLine;
      out.push({
        ...list,
        line: first.line,
        endLine,
        level: Number(first.info || list.level),
        children: items,
      });
    }
    items = [];
  };
  for (const item of list.children) {
    if (titles.has(item.line)) {
      keep();
      const level = (lines[item.line] ?? '').trim().startsWith('=') ? 1 : 2;
      const text = (lines[item.line - 1] ?? '').trim();
      out.push({ ...item, kind: 'heading', level, text, info: '', endLine: item.line + 1, children: [] });
    } else {
      items.push(item);
    }
  }
  keep();
  return out;
}
