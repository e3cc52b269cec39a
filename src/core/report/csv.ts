import { formatVerdict } from '../audit/wording.ts';
import type { Report } from './report.ts';
import { howToCheck } from './checking.ts';

/** The timeline as CSV (RFC 4180): one line for each thing that happened, in UTC; then the verdict and how to check it. */
export function toCsv({ timeline, verdict }: Report): string {
  const rows = timeline.map(({ at, seg, seq, type, step = '', text }) => [
    new Date(at).toISOString(),
    String(seg),
    String(seq),
    type,
    step,
    text,
  ]);
  const said = [...formatVerdict(verdict).trimEnd().split('\n'), ...howToCheck];
  const checked = said.map(line => ['', '', '', 'verification', '', line.trim()]);
  const head = ['time', 'segment', 'entry', 'type', 'step', 'what'];
  return [head, ...rows, ...checked].map(row => `${row.map(field).join(',')}\r\n`).join('');
}

/** A field that begins like a formula is text to a spreadsheet only behind an apostrophe (OWASP, CSV injection). */
function field(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
