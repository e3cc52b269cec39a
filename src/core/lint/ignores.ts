import { tell, titled } from '../message/message.ts';
import type { Block } from '../runbook/markdown/blocks.ts';
import { isShell, readFenceInfo } from '../runbook/markdown/fenceInfo.ts';
import type { Statement } from '../shell/statement.ts';
import { stepsOf } from './document.ts';
import type { Finding, Fix, TextRange } from './finding.ts';
import { overlapWith } from './overlap.ts';
import type { Document, Report, Rule } from './rule.ts';
import { findRule, unknownRule } from './settings.ts';

/** One comment that keeps findings quiet: which, and on which lines. */
export interface Ignore {
  /** Codes or names as written. */
  readonly names: readonly string[];
  readonly line: number;
  /** Of the whole comment. */
  readonly range: TextRange;
  readonly from: number;
  readonly to: number;
  /** Set where what its block is read as hangs on the comment: nothing else stands in it, or no language. */
  readonly telling?: true;
}

const HTML = /<!--[ \t]*handrail-ignore(-file)?\b([^\n]*?)-->/g;
const SHELL = /(?:^|[ \t])#[ \t]*handrail-ignore(-file)?(?=[ \t:]|$)[ \t]*:?([^\n]*)$/;

/** Reads `<!-- handrail-ignore HR203 -->`, `<!-- handrail-ignore-file HR203 -->`, and `# handrail-ignore HR203` in shell fences. */
export function readIgnores(document: Document): readonly Ignore[] {
  if (!document.text.includes('handrail-ignore')) {
    return [];
  }
  const found: Ignore[] = [];
  const ends = statementEnds(document);
  const visit = (blocks: readonly Block[]): void => {
    for (const [at, block] of blocks.entries()) {
      if (block.kind === 'fence' || block.kind === 'code') {
        found.push(...shellIgnores(document, block, ends));
      } else {
        found.push(...htmlIgnores(document, block, blocks[at + 1]));
      }
      visit(block.children);
    }
  };
  visit(document.outline.blocks);
  return found;
}

interface Written {
  readonly line: number;
  readonly column: number;
  readonly text: string;
  readonly names: readonly string[];
  readonly scope: 'file' | 'near';
}

function htmlIgnores(document: Document, block: Block, next: Block | undefined): readonly Ignore[] {
  if (block.text === '' || !block.text.includes('handrail-ignore')) {
    return [];
  }
  return block.text.split('\n').flatMap((text, at) => {
    const line = block.line + at;
    // What stands in a code span is shown, not meant.
    const shown = text.replace(/(`+)(?:(?!\1)[^])*?\1/g, span => ' '.repeat(span.length));
    return [...shown.matchAll(HTML)].map(match => {
      const column = Math.max(0, (document.lines[line - 1] ?? '').indexOf(match[0]));
      const written: Written = { line, column, text: match[0], ...wordsOf(match) };
      const to = block.kind === 'html' && /^\s*<!--/.test(text) ? (next?.endLine ?? line) : line;
      return toIgnore(document, written, [line, to]);
    });
  });
}

function shellIgnores(document: Document, block: Block, ends: StatementEnds): readonly Ignore[] {
  const { language } = readFenceInfo(block.info);
  if (language !== '' && !isShell(language)) {
    return [];
  }
  const found: Ignore[] = [];
  // From the last line up, so that many comments in a row are walked once.
  let next = commandFrom(document, block.endLine + 1);
  for (let line = block.endLine; line >= block.line; line -= 1) {
    const text = document.lines[line - 1] ?? '';
    const match = SHELL.exec(text);
    if (match !== null) {
      const column = match.index + match[0].indexOf('#');
      const written: Written = { line, column, text: text.slice(column), ...wordsOf(match) };
      found.push(toIgnore(document, written, shellScope(document, written, { ends, next })));
    }
    next = isRemark(text) ? next : line;
  }
  found.reverse();
  const rest = block.text
    .split('\n')
    .some(row => /[^\s`~]/.test(row) && !/^\s*#\s*handrail-ignore/.test(row));
  return rest && language !== '' ? found : found.map(ignore => ({ ...ignore, telling: true }));
}

// Behind a command, the command; alone on its line, the next one.
function shellScope(
  { lines }: Document,
  { line, column }: Written,
  { ends, next }: { readonly ends: StatementEnds; readonly next: number },
): readonly [number, number] {
  const alone = (lines[line - 1] ?? '').slice(0, column).replace(/^[\s>]*/, '') === '';
  if (!alone) {
    return [ends.begin.get(line) ?? line, line];
  }
  return [line, ends.end.get(next) ?? next];
}

function commandFrom({ lines }: Document, line: number): number {
  let next = line;
  while (next < lines.length && isRemark(lines[next - 1] ?? '')) {
    next += 1;
  }
  return next;
}

function isRemark(text: string): boolean {
  return /^[\s>]*(?:#|$)/.test(text);
}

function wordsOf(match: RegExpMatchArray): Pick<Written, 'names' | 'scope'> {
  const names = (match[2] ?? '').split(/\s--\s/)[0] ?? '';
  return {
    names: names.split(/[\s,:]+/).filter(name => name !== ''),
    scope: match[1] === undefined ? 'near' : 'file',
  };
}

function toIgnore({ starts, lines }: Document, written: Written, near: readonly [number, number]): Ignore {
  const { line, column, text, names, scope } = written;
  const start = (starts[line - 1] ?? 0) + column;
  const [from, to] = scope === 'file' ? [1, lines.length] : near;
  return { names, line, range: [start, start + text.length], from, to };
}

interface StatementEnds {
  /** First line by last line, and last line by first line. */
  readonly begin: ReadonlyMap<number, number>;
  readonly end: ReadonlyMap<number, number>;
}

function statementEnds({ runbook }: Document): StatementEnds {
  const all: Statement[] = [];
  for (const step of stepsOf(runbook)) {
    if (step.kind === 'commands') {
      for (const statement of step.statements) all.push(statement);
    }
  }
  return {
    begin: new Map(all.map(({ line, endLine }) => [endLine, line])),
    end: new Map(all.map(({ line, endLine }) => [line, endLine])),
  };
}

/** The findings that no comment keeps quiet, and which names of which comments did. */
export function withoutIgnored(
  found: readonly Finding[],
  ignores: readonly Ignore[],
): { readonly kept: readonly Finding[]; readonly used: ReadonlySet<string> } {
  const used = new Set<string>();
  if (ignores.length === 0) {
    return { kept: found, used };
  }
  const lines = new Map<string, { from: number; to: number }[]>();
  for (const { code, name, line } of found) {
    addTo(lines, code, { from: line, to: line });
    addTo(lines, name, { from: line, to: line });
  }
  const ranges = new Map<string, Ignore[]>();
  for (const ignore of ignores) for (const name of ignore.names) addTo(ranges, name, ignore);
  const quiet = new Map([...ranges].map(([name, list]) => [name, overlapWith(list)]));
  for (const [name, list] of ranges) {
    const isFound = overlapWith(lines.get(name) ?? []);
    for (const ignore of list) if (isFound(ignore)) used.add(keyOf(ignore, name));
  }
  const kept = found.filter(
    ({ code, name, line }) =>
      ![code, name].some(word => quiet.get(word)?.({ from: line, to: line }) === true),
  );
  return { kept, used };
}

function addTo<T>(lists: Map<string, T[]>, name: string, item: T): void {
  const known = lists.get(name);
  if (known === undefined) {
    lists.set(name, [item]);
  } else {
    known.push(item);
  }
}

function keyOf(ignore: Ignore, name: string): string {
  return `${ignore.range[0]} ${name}`;
}

interface Use {
  readonly ignores: readonly Ignore[];
  readonly used: ReadonlySet<string>;
  readonly active: readonly Rule[];
}

/** What HR001 says: comments that name no rule, or one that found nothing. */
export function unused(document: Document, { ignores, used, active }: Use): readonly Report[] {
  return ignores.flatMap(ignore => {
    const { line, range, names } = ignore;
    const idle = names.filter(name => isIdle(name, active) && !used.has(keyOf(ignore, name)));
    if (names.length > 0 && idle.length === 0) {
      return [];
    }
    const unknown = idle.find(name => findRule(name) === undefined);
    const told =
      names.length === 0
        ? tell('ignore.noRule')
        : unknown === undefined
          ? tell('ignore.idle', { names: idle.join(', ') })
          : unknownRule(unknown);
    const whole = idle.length === names.length;
    return [{ ...told, line, range, fixes: whole ? [removal(document, ignore)] : [] }];
  });
}

// A rule that is switched off, or that asks the machine, may find something elsewhere.
function isIdle(name: string, active: readonly Rule[]): boolean {
  const rule = findRule(name);
  return rule === undefined || (active.includes(rule) && rule.depends === undefined && rule.code !== 'HR001');
}

function removal(document: Document, ignore: Ignore): Fix {
  const { text, lines, starts } = document;
  const { line, range, telling } = ignore;
  const start = starts[line - 1] ?? 0;
  const [from, to] = range;
  const end = start + (lines[line - 1] ?? '').length;
  const before = text.slice(start, from);
  const alone = before.trim() === '' && text.slice(to, end).trim() === '';
  const edit = alone
    ? { range: [start, starts[line] ?? end] as const, text: '' }
    : { range: [from - (before.length - before.trimEnd().length), to] as const, text: '' };
  const parts = alone && text.startsWith('<!--', from) && partsBlocks(lines, line);
  return { ...titled('fix.removeComment'), safe: telling === undefined && !parts, edits: [edit] };
}

// Whether what stands below a comment could come to belong to what stands above it: only under a heading nothing can.
function partsBlocks(lines: readonly string[], line: number): boolean {
  const isBlank = (at: number): boolean => (lines[at - 1] ?? '').trim() === '';
  if (!isBlank(line - 1) && !isBlank(line + 1)) {
    return true;
  }
  let [above, below] = [line - 1, line + 1];
  while (above > 0 && isBlank(above)) above -= 1;
  while (below <= lines.length && isBlank(below)) below += 1;
  const joins = /^\s|^(?:[-*+]|\d{1,9}[.)])(?:\s|$)|^(?:`{3}|~{3})/.test(lines[below - 1] ?? '');
  return joins && above > 0 && !/^#{1,6}(?:\s|$)/.test(lines[above - 1] ?? '');
}
