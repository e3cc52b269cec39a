import { findShouted } from './shouted.ts';
import { findSquares } from './squares.ts';
import { templateWords } from './templateWords.ts';
import { findAssigned, findTold, type ToldHole } from './toldHoles.ts';

/** A hole found by its spelling alone; whether it stands where a hole can stand is decided with the syntax tree. */
export interface Hole {
  readonly text: string;
  readonly name: string;
  /** UTF-16 offsets, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** True where the spelling is also ordinary punctuation, so that it counts as a bare word only. */
  readonly bareOnly: boolean;
}

type Finder = (text: string) => Iterable<Hole>;

/**
 * Every spelling of a hole in a text, in order and without overlaps; linear in the text's length. `told` are words that the
 * document says are the reader's to replace.
 */
export function findHoles(text: string, told: readonly string[] = []): readonly Hole[] {
  const found: Hole[] = Array.from(findTold(text, told), span => toHole(text, span));
  for (const [sign, finder] of finders) {
    if (sign.test(text)) {
      for (const hole of finder(text)) {
        found.push(hole);
      }
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Hole[] = [];
  for (const hole of found) {
    if (hole.start >= (kept.at(-1)?.end ?? 0)) {
      kept.push(hole);
    }
  }
  return kept;
}

function toHole(text: string, span: ToldHole): Hole {
  return { ...span, text: text.slice(span.start, span.end), bareOnly: false };
}

/** Replaces each hole by a plain word of the same length, so that offsets stay and the shell's grammar sees a word. */
export function maskHoles(text: string, holes: readonly Hole[]): string {
  if (holes.length === 0) {
    return text;
  }
  const parts: string[] = [];
  let at = 0;
  for (const hole of holes) {
    parts.push(text.slice(at, hole.start), 'x'.repeat(hole.end - hole.start));
    at = hole.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

// `sk_live_...`: a key of which only the beginning, which tells its kind, is written; `skipping...` is a word.
const SHORTENED =
  /(?<![\w-])(?:sk[_-]|[pr]k_|gh[po]_|github_pat_|glpat-|xox[abp]-|whsec_|eyJ|AKIA|AIza|hvs\.|npm_)[\w-]{0,60}(?:\.{3}|…)(?![\w./])/g;

const findShortened: Finder = text =>
  Array.from(text.matchAll(SHORTENED), key => hole(key, anonymousName(text, key.index, key[0])));

// Digits that only count up stand for a commit's or an image's own.
const COUNTED = /(?<![A-Za-z0-9-])(?:0123456789abcdef){2,4}[0-9a-f]{0,15}(?![A-Za-z0-9])/g;
const findSampleDigests: Finder = text =>
  Array.from(text.matchAll(COUNTED), digits => hole(digits, anonymousName(text, digits.index, digits[0])));

// Each spelling with what every hole of it holds: most texts have none, and the sign is found much faster than the hole.
const finders: readonly (readonly [sign: RegExp, find: Finder])[] = [
  [/</, findAngles],
  [
    /\[\p{L}/u,
    text => Array.from(findSquares(text), ({ inner, ...span }) => ({ ...span, name: nameOf(inner) })),
  ],
  [/\{\{/, findCurlies],
  [/\{\{[<%]/, findShortcodes],
  [/(?:^|[^$%@#\\{])\{\p{L}/mu, findBraces],
  [/your|MY_OWN|CHANGE_?ME|REPLACE_?(?:ME|WITH|THIS)|TO_BE_|FILL_?(?:ME|IN)/i, findYours],
  [/0123456789abcdef/, findSampleDigests],
  [/x{3}/i, findExes],
  [/xx[-.]xx|x\.x\.x/i, findMasks],
  [/YYYY/, findDates],
  [/\.{3}|…/, findEllipses],
  [/[\w-](?:\.{3}|…)/, findShortened],
  [/(?:kubectl|oc|helm|stern|eksctl)[ \t]|(?:s3|gs):\/\/[A-Z]/, findShouted],
  [/=\S+[ \t]+#/, text => Array.from(findAssigned(text), span => toHole(text, span))],
];

// What docker, kubectl and git print in angle brackets themselves.
const printedAngles =
  /^(?:none|unknown|pending|nil|null|no value|nodes|invalid|missing|unset|empty|default|stdin|unknown_?\w*|crlf|cr|lf|esc|(?:ctrl|alt|shift)[-+ ]\w+)$/i;
// Tags that nobody would call a value; any other is a tag where it is closed.
const htmlTags =
  /^(?:!?doctype.*|html|head|body|div|span|br|hr|h[1-6]|ul|ol|li|tr|td|th|thead|tbody|pre|img)$/i;

function* findAngles(text: string): Iterable<Hole> {
  const angle = /<([\p{L}\d_](?:[^<>\n"`$;&{}\\]{0,78}[^\s<>\n"`$;&{}\\=|])?)>/gu;
  const closed = new Set(Array.from(text.matchAll(/<\\?\/([\w:.-]+)\s*>/g), match => match[1]));
  for (const match of text.matchAll(angle)) {
    const inner = match[1] ?? '';
    const span = { text, start: match.index, end: match.index + match[0].length };
    if (isAngleHole(span, inner, closed)) {
      const extra = text.charAt(span.start - 1) === '<' ? 1 : 0;
      const [start, end] = [span.start - extra, span.end + extra];
      yield { text: text.slice(start, end), name: nameOf(inner), start, end, bareOnly: false };
    }
  }
}

// An odd number of quotes before it on its line: `"Name <name@example.org>"` is an address, not a hole.
function isQuoted(text: string, at: number): boolean {
  const lead = /[^\n]*$/.exec(text.slice(Math.max(0, at - 400), at))?.[0] ?? '';
  return (lead.match(/["']/g)?.length ?? 0) % 2 === 1;
}

interface Span {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function isAngleHole(span: Span, inner: string, closed: ReadonlySet<string | undefined>): boolean {
  const { text, start, end } = span;
  const before = text.slice(Math.max(0, start - 3), start);
  const after = text.charAt(end);
  const regexGroup = /\(\?P?$/.test(before) || before.endsWith('\\');
  const arithmetic = /[\w)\]]$/.test(before) && /\s/.test(inner);
  const strayQuote = /(?:^|[^\p{L}])'|'(?:$|[^\p{L}])/u.test(inner);
  const redirections = /^[\w./-]+\.\w{1,5}$/.test(inner) && /[\w./~$]/.test(after);
  const tag = closed.has(inner.split(/\s/, 1)[0]) || htmlTags.test(inner);
  const email = /^[\w.+-]+@[\w-]+\.[\w.-]+$/.test(inner) && isQuoted(text, start);
  if (regexGroup || arithmetic || strayQuote || redirections || tag || email || printedAngles.test(inner)) {
    return false;
  }
  return before.endsWith('<') ? isDoubled(span) : true;
}

// `<<name>>` is a hole unless a line of its own ends a here-document of that name.
function isDoubled({ text, start, end }: Span): boolean {
  const word = text.slice(start + 1, end - 1);
  const rest = text.slice(end, end + 20_000);
  return text.charAt(end) === '>' && !rest.split('\n').some(line => line.trim() === word);
}

function* findCurlies(text: string): Iterable<Hole> {
  for (const match of text.matchAll(/\{\{[ \t]*([\p{L}_][\p{L}\d_ .-]{0,78}?)[ \t]*\}\}/gu)) {
    const inner = match[1] ?? '';
    const words = inner.split(/\s+/);
    const expression = words.some(word => word.startsWith('.') || templateWords.has(word));
    const before = text.charAt(match.index - 1);
    if (
      !expression &&
      before !== '$' &&
      before !== '{' &&
      text.charAt(match.index + match[0].length) !== '}'
    ) {
      yield hole(match, nameOf(inner));
    }
  }
}

// `{{< param version >}}` and `{{% … %}}`: a site of Hugo's writes a value there, which this file does not hold.
function* findShortcodes(text: string): Iterable<Hole> {
  for (const match of text.matchAll(/\{\{[<%][ \t]*([\p{L}][^{}<>%\n]{0,78}?)[ \t]*[>%]\}\}/gu)) {
    yield hole(match, nameOf((match[1] ?? '').replace(/^param[ \t]+/, '').replaceAll(/["']/g, '')));
  }
}

// `{service}` is a plain word to bash; `${x}`, `%{x}`, `@{x}`, `{x}>file`, `xargs -I {x}` and f-strings are none of ours.
function* findBraces(text: string): Iterable<Hole> {
  const replaced = new Set(Array.from(text.matchAll(/-I ?(\{[^{}\n]{1,64}\})/g), match => match[1]));
  for (const match of text.matchAll(/(?<![$%@#\\{])\{(\p{L}[\p{L}\d_ /'-]{0,60})\}(?![}<>])/gu)) {
    const inner = match[1] ?? '';
    const lead = text.slice(Math.max(0, match.index - 80), match.index);
    const code =
      templateWords.has(inner.split(/\s/, 1)[0] ?? '') || /^(?:next|exit|return|echo)\b/.test(inner);
    if (!code && !replaced.has(match[0]) && !/\bf\\?["'][^"'\n]*$/.test(lead)) {
      yield hole(match, nameOf(inner));
    }
  }
}

function* findYours(text: string): Iterable<Hole> {
  const your =
    /(?<![\w$\\]|\$\{|:-)(?:(?:[A-Z]{2,12}[_-]){0,3}(?:YOUR|MY_OWN)[_-][A-Z0-9](?:[A-Z0-9_-]*[A-Z0-9])?|(?<!-)your[-_][a-z0-9](?:[a-z0-9_-]*[a-z0-9])?|(?<!-)[Yy]our[A-Z][A-Za-z0-9]*|CHANGE_?ME|REPLACE_?(?:ME|THIS|WITH_[A-Z0-9_]*[A-Z0-9])|TO_BE_(?:REPLACED|FILLED|DEFINED|SET)|FILL_?(?:ME|IN)(?:_[A-Z0-9_]*[A-Z0-9])?)(?!\w|=|\(\))/g;
  for (const match of text.matchAll(your)) {
    yield hole(match, match[0]);
  }
}

function* findExes(text: string): Iterable<Hole> {
  for (const match of text.matchAll(/(?<![A-Za-z0-9])(?:x{3,}|X{3,})(?:\.(?:x+|X+))*(?![A-Za-z0-9])/g)) {
    const [start, end] = growToken(text, match.index, match.index + match[0].length);
    const token = text.slice(start, end);
    const before = text.slice(Math.max(0, start - 2), start);
    const temporary = /\bmktemp\b[^\n]*$/.test(text.slice(Math.max(0, start - 200), start));
    const isName = /[$\\.-]$|\$\{$/.test(before) || /^(?:=|\(\)|\w)/.test(text.slice(end, end + 2));
    if (!temporary && !isName) {
      const name = /^x+$/i.test(token) ? anonymousName(text, start, token) : token;
      yield { text: token, name, start, end, bareOnly: false };
    }
  }
}

// `ec2-xx-xx-xx-xx.compute`, `10.x.x.x`: each part of an address.
function* findMasks(text: string): Iterable<Hole> {
  const mask =
    /(?<![A-Za-z0-9])(?:xx([-.])xx(?:\1xx)*|XX([-.])XX(?:\2XX)*|[xX](?:\.[xX]){3})(?![A-Za-z0-9])|(?<=\d\.)[xX](?:\.[xX]){1,2}(?![A-Za-z0-9])/g;
  for (const match of text.matchAll(mask)) {
    yield hole(match, anonymousName(text, match.index, match[0]));
  }
}

function growToken(text: string, start: number, end: number): [number, number] {
  const left = /[A-Za-z0-9](?:[\w-]{0,62})$/.exec(text.slice(Math.max(0, start - 64), start))?.[0] ?? '';
  const right = /^[\w-]{0,62}[A-Za-z0-9]/.exec(text.slice(end, end + 64))?.[0] ?? '';
  return [start - left.length, end + right.length];
}

// A day to be filled in; in quotes behind a comma, or beside words such as `format`, it is how some program writes one.
function* findDates(text: string): Iterable<Hole> {
  const date =
    /(?<![A-Za-z\d%])YYYY([-_/.]?)MM\1DD(?:[-_T](?:HH[:_-]?MM(?:[:_-]?SS)?|HHMMSS))?Z?(?![A-Za-z\d%])/g;
  let before = { row: -1, count: 0 };
  for (const match of text.matchAll(date)) {
    const lead = text.slice(Math.max(0, match.index - 60), match.index);
    if (!/format|to_char|to_date|strftime|parse|,\s*["'][^"'\n]*$/i.test(lead.split('\n').at(-1) ?? '')) {
      // The first day of a line and the last are two.
      const row = text.lastIndexOf('\n', match.index);
      before = { row, count: before.row === row ? before.count + 1 : 1 };
      const name = anonymousName(text, match.index, match[0]);
      yield hole(match, name === match[0] && before.count > 1 ? `${name}-${before.count}` : name);
    }
  }
}

function* findEllipses(text: string): Iterable<Hole> {
  for (const match of text.matchAll(/(?<![^\s"'=([{,])(?:\.\.\.|…)(?![^\s"'=)\]},;|&])/g)) {
    const end = match.index + match[0].length;
    const quote = text.charAt(match.index - 1);
    const whole = (quote === '"' || quote === "'") && text.charAt(end) === quote;
    const name = anonymousName(text, match.index, match[0]);
    yield { ...hole(match, name), bareOnly: !whole };
  }
}

function hole(match: RegExpExecArray, name: string): Hole {
  const start = match.index;
  return { text: match[0], name, start, end: start + match[0].length, bareOnly: false };
}

function nameOf(inner: string): string {
  return inner.trim().replaceAll(/\s+/g, '-');
}

// A hole without a word of its own is named by what it fills, or two of them would share one value.
function anonymousName(text: string, start: number, written: string): string {
  const before = text.slice(Math.max(0, start - 160), start);
  const arn = /\barn:[\w-]+:[\w-]*:[\w-]*:$/.exec(before);
  const lead = arn === null ? before.slice(-80) : before.slice(0, arn.index).slice(-80);
  const key = keyBefore(lead);
  if (arn === null) {
    return key ?? written;
  }
  // Two flags may name two accounts.
  return key === undefined ? 'account-id' : `${key}-account-id`;
}

function keyBefore(lead: string): string | undefined {
  const key =
    /(?:^|\s)--?([A-Za-z][\w-]+)[ =]\\?["']?$/.exec(lead) ??
    /(?:^|[\s"';&|])([A-Za-z_][\w.]*)=\\?["']?$/.exec(lead) ??
    /(?<![\w:./@-])([A-Za-z_][\w-]*)\\?["']?:[ \t]*\\?["']?$/.exec(lead);
  return key?.[1];
}
