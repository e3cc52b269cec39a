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
    const at = lines.findIndex(text => text.includes(stated));
    const line = Math.max(0, at) + 1;
    return [
      { ...tell('reviewPassed', { due }), line, fixes: reviewed(document, { due, today, line, stated }) },
    ];
  },
};

interface Overdue {
  readonly due: string;
  readonly today: string;
  readonly line: number;
  readonly stated: string;
}

// As many months from today as the author gave the text the last time.
function reviewed({ lines, ...document }: Document, { due, today, line, stated }: Overdue): readonly Fix[] {
  const from = lines[line - 1]?.indexOf(stated) ?? -1;
  const date = writtenDate.exec(stated)?.[0];
  if (from < 0 || date === undefined) {
    return [];
  }
  const updated = readDate(document.runbook.meta.updated ?? '');
  const months = updated === undefined ? 0 : monthsBetween(updated, due);
  const next = monthsLater(today, months >= 1 && months <= 36 ? months : 12);
  const text = inItsForm(date, next);
  const edit = editLine({ lines, ...document }, line, { from, to: from + date.length, text });
  return [{ ...titled('fix.reviewed', { date: text }), safe: false, edits: [{ ...edit, asks: text }] }];
}

const writtenDate = /^(?:\d{4}-\d{2}(?:-\d{2})?|\d{1,2}\.\d{1,2}\.\d{4}|[\w.,]+(?: [\w.,]+)? \d{4})/;

// A month by its name has a language; the date that every language reads takes its place.
function inItsForm(date: string, next: string): string {
  const [year = '', month = '', day = ''] = next.split('-');
  if (/^\d{4}-\d{2}$/.test(date)) return `${year}-${month}`;
  return /^\d+\./.test(date) ? `${day}.${month}.${year}` : next;
}
