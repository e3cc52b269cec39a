import type { Block } from '../markdown/blocks.ts';
import type { Draft, Page, Place } from '../markdown/page.ts';
import { plainText } from '../markdown/plain.ts';
import { requirementOf } from '../words/leadIns.ts';
import { areTasks, boxOf } from './boxes.ts';

/** A paragraph whose lines begin with boxes, each line a check; what stands above the first of them names them. */
export function readBoxes(
  page: Page,
  place: Place,
  { block, said }: { readonly block: Block; readonly said: string },
): Draft[] {
  const rows = page.repair(block.text).split('\n');
  const starts = rows.flatMap((row, at) => {
    const box = boxOf(row);
    return box === undefined ? [] : [{ at, box }];
  });
  const [first] = starts;
  const above = first === undefined || first.at === 0 ? said : rows.slice(0, first.at).join('\n');
  const isItem = /^[\s>]*(?:[-*+]|\d{1,9}[.)])[ \t]/.test(page.lines[block.line - 1] ?? '');
  const isAlone = !isItem && first !== undefined && (first.at === 0 || /[:：][*_\s]*$/.test(above));
  if (
    !isAlone ||
    !areTasks(
      starts.map(({ box }) => box),
      above,
    )
  ) {
    return [];
  }
  return starts.map(({ at, box }, index) => {
    const end = starts[index + 1]?.at ?? rows.length;
    const text = [box.words, ...rows.slice(at + 1, end)].join('\n').trim();
    const title = plainText(box.words, page.references);
    const lines = { line: block.line + at, endLine: block.line + end - 1 };
    const required = requirementOf(title, place) ?? true;
    const { checked } = box;
    return { body: { kind: 'check', ...lines, required, title, text, checked }, words: text, steps: [] };
  });
}
