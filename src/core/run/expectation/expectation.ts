import type { Statement } from '../../shell/statement.ts';
import { ruleSight, type Decision, type Printed } from './decision.ts';
import { decideJson } from './jsonPlace.ts';
import { decideListing } from './listing.ts';
import { decideNumber } from './measure.ts';
import { patternOf } from '../../shell/comments/attributes.ts';

// Words of authors for "prints nothing".
const nothing =
  /^(?:\(?(?:(?:it |the command )?(?:should |must )?(?:prints?|returns?|outputs?|shows?) (?:nothing|no output)|empty(?: (?:output|result|response))?|no (?:output|lines)(?: at all)?|nothing(?: (?:is )?(?:printed|returned|shown))?|none|blank|boş(?: çıktı)?|çıktı (?:yok|olmamalı)|hiçbir (?:şey|çıktı)|yok|leer(?:e ausgabe)?|keine(?: ausgabe)?|nichts|(?:salida )?vací[oa]|sin (?:salida|resultados)|nada|ningun[oa](?: salida)?)\.?\)?)(?:\s*\(.*\))?$/iu;
// What Python, and clients written in it, print for a value that is missing: there "None" may be what is to be seen.
const none = /^\(?none\.?\)?$/i;
const printsNone =
  /\b(?:python[\d.]*|ipython|aws|az|gcloud|gsutil|bq|openstack|ansible\w*|pip[\d.]*|manage\.py|\w+\.py)\b/;
const quoted = /^(?:`([^`\n]+)`|"([^"\n]+)"|'([^'\n]+)'|“([^”\n]+)”)$/u;
// PONG, OK, 200: written as it is printed. A lower-case word may describe, so it is never held against an output.
const printed = /^(?:[A-Z][A-Z0-9_]+|\d+(?:\.\d+)?)$/;
const formats = new Set(['JSON', 'YAML', 'XML', 'HTML', 'CSV', 'UUID', 'ID', 'URL', 'IP', 'TODO', 'N', 'NA']);
const something =
  /^(?:\(?(?:non-?empty|not empty|any output|some output|boş değil|nicht leer|no vacío)\)?)$/iu;
// "It should contain" before the expected text itself: "Output shows `ready`".
const verb =
  /^(?:(?:the )?(?:it|output|response|result)\s+)?(?:(?:should|must)\s+)?(?:contains?|includes?|shows?|prints?|returns?|displays?|says?)\s+(?=[`"'“A-Z\d])/iu;
// "exits with code 0", "exit 1".
const exitCode =
  /^(?:(?:it )?(?:exits?|ends?) with )?(?:exit|return)? ?(?:code|status)\s*:?=?\s*(\d{1,3})$|^exits? (\d{1,3})$/iu;
// "HTTP/1.1 200 OK", "status code: 2xx", "200 OK".
const httpStatus =
  /^(?:HTTP(?:\/[\d.]+)?(?: (?:status|response))?(?: code)?|status code)\s*[:=]?\s*([1-5](?:\d\d|xx))(?: [A-Za-z ]+)?$|^([1-5]\d\d) (?:OK|Created|Accepted|No Content|Found|Moved Permanently|Not Found|Unauthorized|Forbidden)$/iu;

/** What the author says of a statement's output, in words or by a mark; undefined where nothing is said. */
export function expectedOf({ expected, matches, json }: Expecting): string | undefined {
  return expected ?? matches ?? json;
}

/** Decides all that is expected of a statement; an author's mark beats the words beside it, which only people read. */
export function decideAll(
  { expected, matches, json, text }: Expecting & Partial<Pick<Statement, 'text'>>,
  printed: Printed,
): Decision {
  const { exit } = printed;
  const marks = [
    ...(matches === undefined ? [] : [decidePattern(matches, printed)]),
    ...(json === undefined ? [] : [decideJson(json, printed)]),
  ];
  if (marks.length > 0)
    return (['differs', 'ask', 'met'] as const).find(each => marks.includes(each)) ?? 'ask';
  if (expected === undefined) return exit === 0 ? 'met' : 'ask';
  const wantedExit = exitOf(expected);
  if (wantedExit !== undefined) return verdict(exit === wantedExit);
  const mayPrintNone = none.test(normal(expected)) && printsNone.test(text ?? '');
  return mayPrintNone && normal(printed.output) === '' ? 'ask' : decide(expected, printed);
}

/** What is said of a statement's output. */
type Expecting = Pick<Statement, 'expected' | 'matches' | 'json'>;

/** Whether only the length of an output keeps a rule from deciding what is expected of a statement. */
export function isLeftOpen(statement: Statement, bytes: number): boolean {
  return bytes > ruleSight && decideAll(statement, { output: '', exit: 0 }) !== 'ask';
}

/** The exit code that an expectation names; undefined where it speaks of something else. */
export function exitOf(expected: string): number | undefined {
  const [, code, short] = exitCode.exec(normal(expected)) ?? [];
  const named = code ?? short;
  return named === undefined ? undefined : Number(named);
}

function decidePattern(text: string, { output, isCut = false }: Looked): Decision {
  const pattern = patternOf(text);
  if (pattern === undefined) return 'ask';
  const got = normal(output);
  if (!isCut) return verdict(pattern.test(got));
  // Where what is seen begins the output does not, and what is looked for behind itself may stand before it.
  if (/\(\?<[=!]/.test(pattern.source)) return 'ask';
  const later = new RegExp(pattern.source, `${pattern.flags}g`);
  later.lastIndex = 1;
  return later.test(got) ? 'met' : 'ask';
}

/** The output, as far as words and patterns are held against it. */
type Looked = Pick<Printed, 'output' | 'isCut'>;

/** Decides an "Expected: …" text against what was printed where the text leaves no doubt; `ask` otherwise. */
export function decide(expected: string, { output, isCut = false }: Looked): Decision {
  const wanted = normal(expected);
  const got = normal(output);
  return isCut ? decideEnd(wanted, got) : decideWhole(wanted, got);
}

function decideWhole(wanted: string, got: string): Decision {
  if (wanted !== '' && got === wanted) return 'met';
  // `None` among other words, as in "State: None", may be what was meant.
  if (none.test(wanted) && /\bnone\b/i.test(got)) return none.test(got) ? 'met' : 'ask';
  if (nothing.test(wanted)) return verdict(got === '');
  if (something.test(wanted)) return verdict(got !== '');
  const literal = literalIn(wanted);
  if (literal !== undefined) return found(got, literal);
  const status = statusIn(wanted);
  if (status !== undefined) return decideStatus(status, got);
  return decideNumber(wanted, got) ?? decideListing(wanted, got) ?? 'ask';
}

/** Of an output whose beginning is not there: what the end shows for certain, whatever stood before it. */
function decideEnd(wanted: string, got: string): Decision {
  if (got === '') return 'ask';
  if (nothing.test(wanted)) return 'differs';
  if (something.test(wanted)) return 'met';
  const literal = literalIn(wanted);
  if (literal !== undefined) return found(got, literal, beside) === 'met' ? 'met' : 'ask';
  // The last response stands at the end; its line is whole where another one stands before it.
  const status = statusIn(wanted);
  const lines = got.replace(/^.*(?:\n|$)/, '');
  return status !== undefined && /^HTTP\//m.test(lines) ? decideStatus(status, lines) : 'ask';
}

/** Characters before a literal by which it is told from a part of something else. */
const beside = 2;

function literalIn(wanted: string): string | undefined {
  return literalOf(wanted) ?? literalOf(wanted.replace(verb, ''));
}

function statusIn(wanted: string): string | undefined {
  const [, status, plain] = httpStatus.exec(wanted) ?? [];
  return (status ?? plain)?.toLowerCase();
}

/** The status of the last response that was printed; a redirect prints several. */
function decideStatus(wanted: string, got: string): Decision {
  const lines = [...got.matchAll(/^HTTP\/[\d.]+ (\d{3})\b/gm)].at(-1)?.[1];
  const alone = /^(?:(?:HTTP|status)[ _]?(?:status|code)?\s*[:=]?\s*)?(\d{3})$/i.exec(got)?.[1];
  const status = lines ?? alone;
  if (status === undefined) return 'ask';
  return verdict(wanted.endsWith('xx') ? status[0] === wanted[0] : status === wanted);
}

function literalOf(wanted: string): string | undefined {
  const match = quoted.exec(wanted);
  if (match !== null) return match.slice(1).find(Boolean);
  return printed.test(wanted) && !formats.has(wanted) ? wanted : undefined;
}

/** As a whole word of any line: `Expected: 200` is met by `HTTP/1.1 200 OK`, not by `12003`. */
function found(got: string, literal: string, from = 0): Decision {
  let decision: Decision = 'differs';
  for (let at = got.indexOf(literal, from); at >= 0; at = got.indexOf(literal, at + 1)) {
    const end = at + literal.length;
    if (wordAt(got, at - 1, literal[0]) || wordAt(got, end, literal.at(-1))) continue;
    // The 3 of `3/5`, `-3`, `1.3` and `10:3:1` is a part of something else, or is not: a person sees which.
    if (!isNumber.test(literal) || !isPartOfNumber(got, at, end)) return 'met';
    decision = 'ask';
  }
  return decision;
}

const isNumber = /^\d+(?:\.\d+)?$/;

function isPartOfNumber(text: string, start: number, end: number): boolean {
  return (
    /(?:\d[.,:/-]|-)$/.test(text.slice(Math.max(0, start - beside), start)) ||
    /^[.,:/-]\d/.test(text.slice(end, end + 2))
  );
}

function wordAt(text: string, index: number, beside: string | undefined): boolean {
  const word = /[\p{L}\p{N}_]/u;
  return word.test(beside ?? '') && word.test(text.charAt(index));
}

function verdict(met: boolean): Decision {
  return met ? 'met' : 'differs';
}

/** Line ends LF, no trailing blanks, no blank lines around: what a reader of both would not see. */
function normal(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map(line => line.trimEnd())
    .join('\n')
    .trim();
}
