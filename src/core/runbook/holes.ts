import type { RecordField } from './runbook.ts';

// A hole in text for people, not for the shell: `[Your Name]`, `<service>`, `{{version}}`, `{on-call owner}`, `YOUR_TOKEN`, `XXX`.
const HOLE =
  /(?<!\])\[(?![ xX]?\]|!|\^)[^\][\n]{1,80}\](?![([]|:(?<=^[ \t]*\[[^\]\n]*\]:))|\{\{[^{}\n]{1,80}\}\}|<(?!https?:|mailto:|!|\/)[A-Za-z][\w .:'-]{0,60}>|(?<![$%@#\\{\w])\{(?!return\b|echo\b|print)(?:[A-Z][A-Z0-9_ -]{1,40}|[A-Za-z][\w-]*(?: [\w'-]+){1,6})\}(?!\})|\bYOUR[_-][A-Z0-9_-]+\b|\bXXX+(?:-XXX+)*\b|_{3,}/gm;
// What every hole holds: found much faster than the hole that most texts do not have.
const SIGN = /[[<{]|_{3}|YOUR|XXX/;
// `<br>` and `<details>` are markup.
const HTML_TAG =
  /^<(?:a|abbr|b|br|code|del|details|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|s|script|small|span|strong|style|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul)\b/i;

/** The holes of a text, each once, in their order. */
export function findHoles(text: string): string[] {
  if (!SIGN.test(text)) {
    return [];
  }
  const found = [...text.matchAll(HOLE)].map(match => match[0]).filter(hole => !isNoHole(hole));
  return [...new Set(found)];
}

// `[0]`, `["a"]`, `[INFO]`, `[http://…]`, `[MODE: STOP]`, `<none>`, `{{ .Values.x }}` and HTML tags are values, not holes.
function isNoHole(hole: string): boolean {
  if (hole.startsWith('[')) {
    const header = /^\[[\p{Lu} _-]+: [\p{Lu} _-]+\]$/u.test(hole);
    return header || /^\[[\d\s.,:;+*/%-]*\]$|^\[["'`$%]|[=>]|:\/\//.test(hole) || LOG_LEVEL.test(hole);
  }
  return hole.startsWith('<')
    ? HTML_TAG.test(hole) || NO_VALUE.test(hole)
    : /^\{\{[-\s]*[.<%#/$!]/.test(hole);
}

// `[INFO]` of a log and `[WARNING]` of a note are not to be filled in.
const LOG_LEVEL =
  /^\[(?:info|debug|warn|warning|error|fatal|trace|notice|note|tip|important|caution|ok|fail|failed|pass|passed|sev-?\d|p[0-5])\]$/i;
const NO_VALUE =
  /^<(?:none|nil|null|unknown|computed|unset|not set|pending|invalid|empty|no value|redacted|anonymous)>$/i;

/** True where the holes of a text can hardly be output or code: `[Your Name]`, `<pod-name>`, `{{version}}`. */
export function asksToFill(holes: readonly string[]): boolean {
  return holes.some(hole => {
    if (hole.startsWith('[')) {
      return /^\[(?:\p{Lu}[\p{L}\p{N} _/'-]*|\p{L}[\p{L}\p{N}'-]*(?: [\p{L}\p{N}/'-]+)+)\]$/u.test(hole);
    }
    return true;
  });
}

const MAX_FORM = 4000;
const BOX = '[\\u2610\\u2611\\u25A1\\u25FB\\u2B1C]';
const BLANKS = new RegExp(`_{3,}|\\.{5,}|${BOX}\\uFE0F?`, 'gu');
const BLANK = new RegExp(BLANKS.source, 'u');

/** True where a text asks to be written in: `____`, `⬜`, `[Name]`. */
export function hasBlank(text: string): boolean {
  const bare = withoutCode(text);
  return BLANK.test(bare) || findHoles(bare).some(hole => hole.startsWith('['));
}

/** What stands beside the blank: a unit, or the choices. */
export function hintOf(text: string): string | undefined {
  const rest = findHoles(text)
    .reduce((left, hole) => left.replaceAll(hole, ' '), withoutCode(text).replace(BLANKS, ' '))
    .replace(/[*`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return rest === '' || /^[\W_]+$/.test(rest) ? (/^[%€$£]+$/.test(rest) ? rest : undefined) : rest;
}

export function withoutCode(text: string): string {
  // No form has lines as long as this, and unpaired backticks in one would be tried in every length.
  if (text.length > MAX_FORM) {
    return '';
  }
  const bare = text.includes('`') ? text.replace(/(`+)[^`]*\1/g, ' ') : text;
  return !bare.includes('](') ? bare : bare.replace(/!?\[[^\]]*\]\([^)]*\)/g, ' ');
}

/** Numbers the names that occur twice, so that each field of a step has its own. */
export function uniqueFields(fields: readonly RecordField[]): RecordField[] {
  const counts = new Map<string, number>();
  return fields.map(field => {
    const number = (counts.get(field.name) ?? 0) + 1;
    counts.set(field.name, number);
    return number === 1 ? field : { ...field, name: `${field.name} (${number})` };
  });
}
