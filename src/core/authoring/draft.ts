import { indexText, stepsOf } from '../lint/document.ts';
import type { Document } from '../lint/rule.ts';
import type { Runbook, Step } from '../runbook/runbook.ts';
import type { Statement } from '../shell/statement.ts';

/** A runbook while it is written: the editor's text and what was read from it. */
export type Draft = Pick<Document, 'text' | 'lines' | 'starts' | 'runbook'>;

/** The text with its lines indexed once for all that asks about it. */
export function draftOf(text: string, runbook: Runbook): Draft {
  return { text, ...indexText(text), runbook };
}

/** The 1-based line that holds an offset. */
export function lineOf({ starts }: Pick<Draft, 'starts'>, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return Math.max(1, low);
}

/** Every statement with the step that holds it. */
export function* statementsOf(runbook: Runbook): Generator<readonly [Statement, Step]> {
  for (const step of stepsOf(runbook)) {
    for (const statement of step.kind === 'commands' ? step.statements : []) {
      yield [statement, step];
    }
  }
}

/** Where one line of a statement's text stands in the file: indents and prompts are cut from it. */
interface Row {
  readonly at: number;
  readonly from: number;
  readonly length: number;
}

/** Says where in the file each character of a statement stands; undefined for one that the file holds otherwise. */
export function placeOf(draft: Draft, statement: Statement): (offset: number) => number | undefined {
  const rows: Row[] = [];
  let from = 0;
  let line = statement.line;
  for (const text of statement.text.split('\n')) {
    const found = findRow(draft, text, { line, endLine: statement.endLine });
    if (found !== undefined) {
      rows.push({
        at: (draft.starts[found - 1] ?? 0) + columnOf(draft, text, found),
        from,
        length: text.length,
      });
      line = found + 1;
    }
    from += text.length + 1;
  }
  return offset => {
    const row = rows.find(one => offset >= one.from && offset <= one.from + one.length);
    return row === undefined ? undefined : row.at + offset - row.from;
  };
}

function findRow(
  { lines }: Draft,
  text: string,
  { line, endLine }: Pick<Statement, 'line' | 'endLine'>,
): number | undefined {
  for (let at = line; at <= endLine; at += 1) {
    if (lines[at - 1]?.endsWith(text) === true) {
      return at;
    }
  }
  return undefined;
}

function columnOf({ lines }: Draft, text: string, line: number): number {
  return (lines[line - 1]?.length ?? 0) - text.length;
}
