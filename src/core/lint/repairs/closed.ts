import { titled } from '../../message/message.ts';
import type { CommandsStep } from '../../runbook/runbook.ts';
import { findHoles, maskHoles } from '../../shell/holes/hole.ts';
import { editLine, insertBefore } from '../edits.ts';
import { fenceAt } from '../fence.ts';
import type { Fix } from '../finding.ts';
import type { Document } from '../rule.ts';

/** Closes what a block leaves open: the first quote that makes it a script again, or its one here-document. */
export function closed(document: Document, step: CommandsStep, line: number): readonly Fix[] {
  const ended = closedHereDocument(document, step);
  return ended.length > 0 || step.text.length > longest ? ended : closedQuote(document, step, line);
}

// Each try reads the block once more; a long one is no few lines that somebody typed.
const mostTries = 20;
const longest = 20_000;

// The line that bash stumbles over first, then the others.
function closedQuote(document: Document, step: CommandsStep, line: number): readonly Fix[] {
  const rows = step.text.split('\n');
  const fault = line - step.line - 1;
  const order = [...rows.keys()].sort((a, b) => Number(b === fault) - Number(a === fault) || a - b);
  const open = order.flatMap(row =>
    ['"', "'"].filter(mark => isOdd(rows[row] ?? '', mark)).map(mark => ({ row, mark })),
  );
  const found = open.slice(0, mostTries).find(({ row, mark }) => {
    const tried = rows.map((text, index) => (index === row ? text.trimEnd() + mark : text)).join('\n');
    return !document.grammar.parse(maskHoles(tried, findHoles(tried))).hasError;
  });
  if (found === undefined) {
    return [];
  }
  const at = step.line + 1 + found.row;
  const end = (document.lines[at - 1] ?? '').trimEnd().length;
  const edit = editLine(document, at, { from: end, to: end, text: found.mark });
  return [{ ...titled('fix.closeQuote', { line: at }), safe: false, edits: [edit] }];
}

function isOdd(text: string, mark: string): boolean {
  return text.replaceAll(/\\./g, '').split(mark).length % 2 === 0;
}

// An end line that is indented, or that has spaces behind it, is there and does not count.
function closedHereDocument(document: Document, step: CommandsStep): readonly Fix[] {
  const [opener, ...more] = step.text.matchAll(/<<(?!<)-?\s*(["']?)(\w+)\1/g);
  const word = opener?.[2];
  const fence = fenceAt(document, step);
  const rows = step.text.split('\n');
  if (word === undefined || more.length > 0 || fence === undefined || rows.includes(word)) {
    return [];
  }
  const row = rows.findIndex(text => text.trim() === word);
  if (row < 0) {
    const edit = insertBefore(document, step.endLine, [`${fence.prefix}${word}`]);
    return [{ ...titled('fix.closeHereDocument', { word }), safe: false, edits: [edit] }];
  }
  const line = step.line + 1 + row;
  const to = (document.lines[line - 1] ?? '').length;
  const from = to - (rows[row] ?? '').length;
  const edit = editLine(document, line, { from, to, text: word });
  return [{ ...titled('fix.closeHereDocument', { word }), safe: false, edits: [edit] }];
}
