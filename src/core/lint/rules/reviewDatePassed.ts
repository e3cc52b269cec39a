import { tell, titled } from '../../message/message.ts';
import { monthsBetween, monthsLater, readDate } from '../dates.ts';
import { editLine } from '../edits.ts';
import type { Fix } from '../finding.ts';
import type { Document, Rule } from '../rule.ts';

export const reviewDatePassed: Rule = {
  code: 'HR403',
  name: 'review-date-passed',
  severity: 'warning',
  depends: 'today',
  check(document) {
    const { lines, runbook, surroundings } = document;
    const { today } = surroundings;
    const stated = runbook.meta.reviewBy;
    const due = stated === undefined ? undefined : readDate(stated);
    if (stated === undefined || due === undefined || today === undefined || today <= due) {
      return [];
    }
    // With `review_in`, the date follows from the one of the last review.
    const written = [stated, runbook.meta.updated ?? stated].find(text => lineOf(lines, text) > 0) ?? stated;
    const line = Math.max(1, lineOf(lines, written));
    const fixes =
      written === stated
        ? reviewed(document, { due, today, line, stated })
        : dated(document, { line, from: written, to: today });
    return [{ ...tell('reviewPassed', { due }), line, fixes }];
  },
};

function lineOf(lines: readonly string[], text: string): number {
  return lines.findIndex(line => line.includes(text)) + 1;
}

interface Overdue {
  readonly due: string;
  readonly today: string;
  readonly line: number;
  readonly stated: string;
}

// As many months from today as the author gave the text the last time.
function reviewed(document: Document, { due, today, line, stated }: Overdue): readonly Fix[] {
  const updated = readDate(document.runbook.meta.updated ?? '');
  const months = updated === undefined ? 0 : monthsBetween(updated, due);
  const next = monthsLater(today, months >= 1 && months <= 36 ? months : 12);
  return dated(document, { line, from: stated, to: next });
}

interface Dated {
  readonly line: number;
  /** The text that begins with a date. */
  readonly from: string;
  readonly to: string;
}

function dated(document: Document, { line, from: stated, to: next }: Dated): readonly Fix[] {
  const from = document.lines[line - 1]?.indexOf(stated) ?? -1;
  const date = writtenDate.exec(stated)?.[0];
  if (from < 0 || date === undefined) {
    return [];
  }
  const text = inItsForm(date, next);
  const edit = editLine(document, line, { from, to: from + date.length, text });
  return [{ ...titled('fix.reviewed', { date: text }), safe: false, edits: [{ ...edit, asks: text }] }];
}

const writtenDate = /^(?:\d{4}-\d{2}(?:-\d{2})?|\d{1,2}\.\d{1,2}\.\d{4}|[\w.,]+(?: [\w.,]+)? \d{4})/;

// A month by its name has a language; the date that every language reads takes its place.
function inItsForm(date: string, next: string): string {
  const [year = '', month = '', day = ''] = next.split('-');
  if (/^\d{4}-\d{2}$/.test(date)) return `${year}-${month}`;
  return /^\d+\./.test(date) ? `${day}.${month}.${year}` : next;
}
