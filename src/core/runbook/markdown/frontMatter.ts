import { isMap, isScalar, parseDocument } from 'yaml';
import { tell, type Told } from '../../message/message.ts';
import { yamlReason } from '../../message/yamlReason.ts';
import type { Problem } from '../../shell/statement.ts';

export interface FrontMatter {
  readonly data: Readonly<Record<string, unknown>>;
  /** The top-level scalars as they are written, so that version 2.0 is not 2. */
  readonly written: ReadonlyMap<string, string>;
  /** How many lines it takes, fences included; 0 where there is none. */
  readonly lines: number;
  /** True where it could not be read, and so stays visible as text. */
  readonly unread: boolean;
  readonly problems: readonly Problem[];
}

const NONE: FrontMatter = { data: {}, written: new Map(), lines: 0, unread: false, problems: [] };
// Far above any real front matter; bounds the time and the depth of the recursive YAML reader.
const MAX_CHARACTERS = 65_536;
const MAX_DEPTH = 64;
const MAX_LINES = 2000;
const MAX_ALIASES = 100;
const MAX_ERRORS = 20;

/** Reads YAML between `---` lines at the start of a file; anything unusual is a problem, never a failure. */
export function readFrontMatter(lines: readonly string[]): FrontMatter {
  const opening = lines[0]?.trimEnd();
  if (opening === '+++') {
    return readToml(lines);
  }
  if (opening !== '---') {
    return NONE;
  }
  const close = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
  if (!beginsWithKey(lines)) {
    // A rule at the top of a file is no front matter.
    return NONE;
  }
  return close < 0
    ? { ...NONE, problems: [problem(1, 'front-matter-unclosed', tell('remark.frontMatterUnclosed'))] }
    : readYaml(lines, close);
}

// Comments may stand before the first key, a blank line may not: "---", "# Title", "" is a rule and a heading.
function beginsWithKey(lines: readonly string[]): boolean {
  const first = lines.findIndex((line, index) => index > 0 && !/^\s*#/.test(line));
  return /^(?:["']?[\p{L}\p{N}_][\p{L}\p{N}_. -]{0,60}["']?\s*:(?:\s|$)|[{[])/u.test(lines[first] ?? '');
}

function readToml(lines: readonly string[]): FrontMatter {
  const close = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '+++');
  if (close < 0) {
    return NONE;
  }
  const found = problem(1, 'front-matter-unusual', tell('remark.frontMatterToml'));
  return { ...NONE, lines: close + 1, unread: true, problems: [found] };
}

function readYaml(lines: readonly string[], close: number): FrontMatter {
  const body = lines.slice(1, close);
  const text = body.join('\n');
  if (
    text.length > MAX_CHARACTERS ||
    body.length > MAX_LINES ||
    depthOf(text) > MAX_DEPTH ||
    countAliases(text) > MAX_ALIASES
  ) {
    return unread(close, tell('remark.frontMatterTooLarge'));
  }
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'error', strict: true });
  const found = document.errors.slice(0, MAX_ERRORS).map(error => {
    const line = 2 + text.slice(0, error.pos[0]).split('\n').length - 1;
    return error.code === 'DUPLICATE_KEY'
      ? problem(line, 'front-matter-duplicate-key', givenTwice(body[line - 2] ?? ''))
      : problem(line, 'front-matter-invalid', tell('remark.frontMatterYaml', { reason: yamlReason(error) }));
  });
  // One broken line makes several errors; the first says enough.
  const problems = found.filter((one, at) => found.findIndex(other => other.line === one.line) === at);
  const data = toData(document);
  if (data === undefined) {
    const { problems: more, ...rest } = unread(close, tell('remark.frontMatterNoMap'));
    return { ...rest, problems: problems.length > 0 ? problems : more };
  }
  const broken = document.errors.some(error => error.code !== 'DUPLICATE_KEY');
  return { data, written: writtenIn(document), lines: close + 1, unread: broken, problems };
}

// Unknown or cyclic aliases are only found here; yaml throws ReferenceError for them and for alias bombs.
function toData(document: ReturnType<typeof parseDocument>): Record<string, unknown> | undefined {
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    if (error instanceof ReferenceError) {
      return undefined;
    }
    throw error;
  }
  if (value === null || value === undefined) {
    return document.errors.length > 0 ? undefined : {};
  }
  return isRecord(value) && !isCyclic(value, new Set()) ? value : undefined;
}

function isCyclic(value: unknown, above: Set<unknown>): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  if (above.has(value)) {
    return true;
  }
  above.add(value);
  const found = Object.values(value).some(inner => isCyclic(inner, above));
  above.delete(value);
  return found;
}

function writtenIn(document: ReturnType<typeof parseDocument>): Map<string, string> {
  const items = isMap(document.contents) ? document.contents.items : [];
  return new Map(
    items.flatMap(({ key, value }) =>
      isScalar(key) && isScalar(value) && typeof value.source === 'string'
        ? [[String(key.value), value.source] as const]
        : [],
    ),
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function countAliases(text: string): number {
  return (text.match(/[\s,[{:-]\*\S/g) ?? []).length;
}

// Upper bound of nesting: open brackets and the indicators that open a level inside one line.
function depthOf(text: string): number {
  let most = 0;
  for (const line of text.split('\n')) {
    const opened = (line.match(/[[{]|(?:^|\s)[-?](?=\s)/g) ?? []).length;
    most = Math.max(most, opened + Math.floor((/^ */.exec(line)?.[0].length ?? 0) / 2));
  }
  return Math.max(most, (text.match(/[[{]/g) ?? []).length - (text.match(/[\]}]/g) ?? []).length);
}

function givenTwice(row: string): Told {
  const key = /^\s*[\w.-]{1,60}(?=\s*:)/.exec(row)?.[0].trim();
  return key === undefined ? tell('remark.frontMatterAKeyTwice') : tell('remark.frontMatterTwice', { key });
}

function unread(close: number, told: Told): FrontMatter {
  return {
    ...NONE,
    lines: close + 1,
    unread: true,
    problems: [problem(1, 'front-matter-invalid', told)],
  };
}

function problem(line: number, code: string, told: Told): Problem {
  return { code, severity: 'warning', ...told, line, endLine: line };
}
