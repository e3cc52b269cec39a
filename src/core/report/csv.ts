import { formatVerdict } from '../audit/wording.ts';
import type { Report } from './report.ts';
import { howToCheck } from './checking.ts';
import { findingWords, reviewWords } from './reviewed.ts';

/** The timeline as CSV (RFC 4180): one line for each thing that happened, in UTC; then what reviewers said, the verdict and how to check it. */
export function toCsv({ timeline, reviews, verdict }: Report): string {
  const rows = timeline.map(({ at, seg, seq, type, step = '', text }) => [
    new Date(at).toISOString(),
    String(seg),
    String(seq),
    type,
    step,
    text,
  ]);
  const others = reviews.flatMap(review => {
    const place = [review.at, String(review.seg), String(review.seq)];
    const found = review.findings.map(one => [...place, 'finding', '', findingWords(one)]);
    return [...found, [...place, 'countersigned', '', `${review.by}: ${reviewWords(review)}`]];
  });
  const said = [...formatVerdict(verdict).trimEnd().split('\n'), ...howToCheck];
  const checked = said.map(line => ['', '', '', 'verification', '', line.trim()]);
  const head = ['time', 'segment', 'entry', 'type', 'step', 'what'];
  return csvLines([head, ...rows, ...others, ...checked]);
}

/** Rows as CSV (RFC 4180). */
export function csvLines(rows: readonly (readonly string[])[]): string {
  return rows.map(row => `${row.map(field).join(',')}\r\n`).join('');
}

/** A field that begins like a formula is text to a spreadsheet only behind an apostrophe (OWASP, CSV injection). */
function field(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
