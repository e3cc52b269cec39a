import { tell, titled } from '../../message/message.ts';
import { patternOf } from '../../shell/comments/attributes.ts';
import { readSpan } from '../../shell/span.ts';
import type { Problem } from '../../shell/statement.ts';
import { rangeOf } from '../commands.ts';
import { editLine } from '../edits.ts';
import type { Fix } from '../finding.ts';
import { marksOf, type Marks } from '../marks.ts';
import { slipOf } from '../nearest.ts';
import { problemsOf, reportOf } from '../problems.ts';
import type { Document, Report, Rule } from '../rule.ts';

const slugs = ['bad-mark'];

/** A mark that does nothing: its value cannot be understood, or nobody knows its name. */
export const badMark: Rule = {
  code: 'HR111',
  name: 'bad-mark',
  severity: 'warning',
  problems: slugs,
  check: document => [
    ...problemsOf(document, slugs).map(problem => reportOf(problem, corrected(document, problem))),
    ...[...marksOf(document)].flatMap(marks => unknown(document, marks)),
  ],
};

function unknown(document: Document, marks: Marks): readonly Report[] {
  const { names, known, isOurs } = marks;
  return names.flatMap(name => {
    const meant = name.length < 4 ? undefined : slipOf(name.toLowerCase(), known);
    if (known.includes(name) || (!isOurs && meant === undefined)) {
      return [];
    }
    const at = rangeOf(document, name, marks) ?? { line: marks.line };
    if (meant === undefined) {
      return [{ ...tell('mark.unknown', { name }), ...at }];
    }
    const told = tell('mark.meant', { name, meant });
    return [{ ...told, ...at, fixes: 'range' in at ? [write(meant, at.range)] : [] }];
  });
}

function write(meant: string, range: readonly [number, number]): Fix {
  return { ...titled('fix.changeTo', { meant }), safe: false, edits: [{ range, text: meant }] };
}

// A comment before a block may stand a few lines above what it speaks of.
const reach = 6;

function corrected(document: Document, { line, says }: Problem): readonly Fix[] {
  const told = says[0];
  const name = told === undefined ? undefined : names.get(told.key);
  const value = told?.values['text'];
  if (name === undefined || typeof value !== 'string') {
    return [];
  }
  const written = new RegExp(`(?<![\\w-])${name}(\\s*[=:]\\s*)(["']?)${escaped(value)}\\2`);
  for (let at = line; at > Math.max(0, line - reach); at -= 1) {
    const found = written.exec(document.lines[at - 1] ?? '');
    if (found !== null) {
      return mended(document, { at, found, name, value });
    }
  }
  return [];
}

const names: ReadonlyMap<string, 'timeout' | 'expect' | 'expect-json'> = new Map([
  ['remark.badTimeout', 'timeout'],
  ['remark.badPattern', 'expect'],
  ['remark.badJsonPlace', 'expect-json'],
] as const);

interface Written {
  readonly at: number;
  readonly found: RegExpExecArray;
  readonly name: 'timeout' | 'expect' | 'expect-json';
  readonly value: string;
}

function mended(document: Document, { at, found, name, value }: Written): readonly Fix[] {
  const [whole, equals = '='] = found;
  const better = betterOf(name, value);
  const from = found.index;
  const to = from + whole.length;
  const source = document.lines[at - 1] ?? '';
  if (better !== undefined) {
    const quote = /[\s"'$]/.test(better) && equals.includes('=') ? (better.includes('"') ? "'" : '"') : '';
    const meant = `${name}${equals}${quote}${better}${quote}`;
    const edit = editLine(document, at, { from, to, text: meant });
    return [{ ...titled('fix.changeTo', { meant }), safe: false, edits: [edit] }];
  }
  // With nothing else beside it, a mark is a line or a comment of its own.
  const isOne = /^\s*$|[#:]\s*$/.test(source.slice(0, from)) && /^\s*(?:-->)?\s*$/.test(source.slice(to));
  const lead = /\s*$/.exec(source.slice(0, from))?.[0].length ?? 0;
  const edit = editLine(document, at, { from: from - lead, to, text: '' });
  return isOne ? [] : [{ ...titled('fix.removeMark', { mark: whole }), safe: false, edits: [edit] }];
}

function betterOf(name: Written['name'], value: string): string | undefined {
  switch (name) {
    case 'timeout':
      return span(value);
    case 'expect': {
      const pattern = `/${value.replaceAll(/[/\\^$.*+?()[\]{}|]/g, '\\$&')}/`;
      return value.startsWith('/') || patternOf(pattern) === undefined ? undefined : pattern;
    }
    case 'expect-json':
      return undefined;
  }
}

// "10 minutes", "30sn": the first letter of a unit tells it.
function span(value: string): string | undefined {
  const [, amount, unit = ''] = /^\s*(\d+)\s*([a-zçğıöşü]+)\.?\s*$/i.exec(value) ?? [];
  const letter = /^(?:s|d(?:k|akika)|m(?!s)|h|saat)/i.exec(unit)?.[0].toLowerCase();
  const short =
    letter === undefined ? undefined : letter === 'saat' ? 'h' : letter.startsWith('d') ? 'm' : letter;
  const found = short === undefined ? undefined : `${amount ?? ''}${short}`;
  return found === undefined || readSpan(found) === undefined ? undefined : found;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
