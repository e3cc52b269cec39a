import type { RecordField } from '../../runbook/runbook.ts';
import { decideNumber } from './measure.ts';

interface Limit {
  /** As the author wrote it. */
  readonly written: string;
  /** With a point in each decimal number. */
  readonly plain: string;
}

/** The first limit in a hint ("< 100 ms, > 5 ms") that can be decided; undefined where there is none. */
export function firstLimit(hint: string): string | undefined {
  return limitsIn(hint)[0]?.written;
}

/** The limit of a hint that a reading lies outside of, as it is written; undefined where it lies outside of none, or nobody can tell. */
export function brokenLimit(hint: string, reading: string): string | undefined {
  const read = plainNumbers(reading.trim());
  if (read === undefined) return undefined;
  return limitsIn(hint).find(({ plain }) => decideNumber(plain, read) === 'differs')?.written;
}

/** What a reading of a field should be; empty where its hint says past what something is done. */
export function judgedBy({ hint = '', threshold }: RecordField): string {
  return threshold === true ? '' : hint;
}

/** A reading outside of the limit that the runbook names for it, as it is written. */
export interface Outside {
  readonly name: string;
  readonly value: string;
  readonly limit: string;
}

/** Of the readings of a table, those outside of the limits of its fields. */
export function outsideOf(
  fields: readonly RecordField[],
  values: readonly { readonly name: string; readonly value: string }[],
): readonly Outside[] {
  return values.flatMap(({ name, value }) => {
    const field = fields.find(one => one.name === name);
    const limit = field === undefined ? undefined : brokenLimit(judgedBy(field), value);
    return limit === undefined ? [] : [{ name, value, limit }];
  });
}

/** What was read, of a note that a task was signed with: it stands in front of what was written besides. */
export function readingIn(note: string): string {
  return note.split(besides)[0] ?? '';
}

/** The two parts of a note that a task with a limit was signed with; what names no number first was written, and not read. */
export function partsOf(note: string): { readonly reading: string; readonly written: string } {
  const reading = /^\P{L}*\d/u.test(note) ? readingIn(note) : '';
  return { reading, written: reading === '' ? note : note.slice(reading.length + besides.length) };
}

/** The note of a task that is signed with what was read and what was written besides, each of which may be empty. */
export function noteOf(reading: string, written: string): string {
  return [reading, written].filter(text => text !== '').join(besides);
}

const besides = '. ';

// A comma without a blank behind it belongs to its number.
function limitsIn(hint: string): readonly Limit[] {
  return hint.split(/,\s+|;/u).flatMap(part => {
    const written = part.trim();
    const plain = plainNumbers(written);
    return plain === undefined || decideNumber(plain, '') === undefined ? [] : [{ written, plain }];
  });
}

/** With a point in each decimal number, be it written with a point or a comma; undefined where one may be thousands. */
function plainNumbers(text: string): string | undefined {
  const numbers = text.match(/\d+(?:[.,]\d+)*/gu) ?? [];
  return numbers.every(isPlain) ? text.replaceAll(/(\d),(\d)/gu, '$1.$2') : undefined;
}

// `1,000` and `1.000` are one or a thousand, by the country; `0,005` and `1000.125` are thousands in none.
function isPlain(number: string): boolean {
  const [whole = '', part, ...more] = number.split(/[.,]/u);
  const isDecimal = part === undefined || part.length !== 3 || whole.length > 3 || /^0+$/u.test(whole);
  return more.length === 0 && isDecimal;
}
