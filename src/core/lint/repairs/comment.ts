import { titled } from '../../message/message.ts';
import { editLine } from '../edits.ts';
import { fenceAt, splitBefore } from '../fence.ts';
import type { Fix } from '../finding.ts';
import type { Document } from '../rule.ts';

interface Lines {
  readonly line: number;
  readonly endLine: number;
}

/** Turns lines of a block into comments. */
export function asComment(document: Document, { line, endLine }: Lines): readonly Fix[] {
  const rows = Array.from({ length: endLine - line + 1 }, (_, index) => line + index);
  const edits = rows.flatMap(at => {
    const from = /^[\s>]*/.exec(document.lines[at - 1] ?? '')?.[0].length ?? 0;
    const isBlank = from === (document.lines[at - 1] ?? '').length;
    return isBlank ? [] : [editLine(document, at, { from, to: from, text: '# ' })];
  });
  return edits.length === 0 ? [] : [{ ...titled('fix.comment'), safe: false, edits }];
}

/** Ends a block of commands before its output, which gets a fence of its own: what the last command is expected to print. */
export function outputApart(document: Document, block: Lines, line: number): readonly Fix[] {
  const fence = fenceAt(document, block);
  return fence === undefined || line <= block.line + 1
    ? []
    : [
        {
          ...titled('fix.outputApart'),
          safe: false,
          edits: [splitBefore(document, fence, { line, info: '' })],
        },
      ];
}
