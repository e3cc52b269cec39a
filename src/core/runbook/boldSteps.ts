import type { Block } from './blocks.ts';
import type { Draft, Page } from './page.ts';
import { plainText } from './plain.ts';
import { isStepTitle } from './words.ts';

/** Adds a manual step for each bold "**Step 3: …**" whose text up to the next one holds no other step. */
export function addBoldSteps(
  page: Page,
  blocks: readonly Block[],
  drafts: readonly Draft[],
): readonly Draft[] {
  const starts = blocks.flatMap((block, at) => (isBoldStep(page, block) ? [at] : []));
  const lines = drafts.map(({ body }) => body.line).sort((a, b) => a - b);
  let next = 0;
  const added = starts.flatMap((at, index) => {
    const first = blocks[at];
    const last = blocks[(starts[index + 1] ?? blocks.length) - 1];
    if (first === undefined || last === undefined) {
      return [];
    }
    const { line } = first;
    const { endLine } = last;
    // Both are in the file's order, so that each step is passed once.
    while ((lines[next] ?? Infinity) < line) next += 1;
    return (lines[next] ?? Infinity) <= endLine ? [] : [toManual(page, first, { line, endLine })];
  });
  return added.length === 0 ? drafts : [...drafts, ...added].sort((a, b) => a.body.line - b.body.line);
}

function isBoldStep(page: Page, block: Block): boolean {
  const bold = block.kind === 'paragraph' ? /^(\*\*|__)(.{4,200}?)\1/.exec(block.text) : null;
  return bold !== null && isStepTitle(plainText(page.repair(bold[2] ?? ''), page.references));
}

function toManual(page: Page, first: Block, at: { line: number; endLine: number }): Draft {
  const raw = page.lines
    .slice(at.line - 1, at.endLine)
    .join('\n')
    .trim();
  const title = plainText(page.repair(first.text.split('\n', 1)[0] ?? ''), page.references).replace(
    /[:：]$/,
    '',
  );
  return {
    body: { kind: 'manual', ...at, required: false, title, text: page.repair(raw) },
    words: title,
    steps: [],
  };
}
