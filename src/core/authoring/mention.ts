import type { TextRange } from '../lint/finding.ts';
import { declaredNames } from './declaredNames.ts';
import { placeOf, lineOf, statementsOf, type Draft } from './draft.ts';
import { lineKinds } from './place.ts';
import { say, type Sentence } from './sentence.ts';
import type { Value } from './value.ts';
import { variablesIn } from './variable.ts';
import type { Grammar } from '../shell/grammar.ts';

/** The places where a value's name occurs, in order, or why they cannot be determined. */
export type Mentions =
  | { readonly ok: true; readonly value: readonly TextRange[] }
  | { readonly ok: false; readonly why: Sentence };

/** Every place that has to change with a value's name; the name alone, without the marks around it. */
export function mentionsOf(draft: Draft, value: Value, grammar: Grammar): Mentions {
  return value.kind === 'placeholder' ? holeMentions(draft, value) : variableMentions(draft, value, grammar);
}

/** A hole's own words, without the marks around them. */
export function innerOf(text: string): string {
  return text.replace(/^(?:<{1,2}|\[|\{\{\s*)/, '').replace(/(?:>{1,2}|\]|\s*\}\})$/, '');
}

function holeMentions(draft: Draft, value: Value): Mentions {
  const inner = innerOf(value.text);
  if (inner.trim().replaceAll(/\s+/g, '-') !== value.name) {
    return no(say('`{0}` has no name of its own. Write `<{1}>` in its place.', value.text, value.name));
  }
  const spellings = new Set([value.text]);
  for (const [statement] of statementsOf(draft.runbook)) {
    for (const { name, text } of statement.placeholders) {
      if (name === value.name) {
        spellings.add(text);
      }
    }
  }
  const ranges = [...spellings].flatMap(spelling => [
    ...(isTag(draft, spelling) ? inCommands(draft, spelling) : spelled(draft.text, spelling)),
  ]);
  return { ok: true, value: inOrder([...ranges, ...declarations(draft, value.name)]) };
}

// What is closed somewhere, as `<details>` is, may be a tag of HTML or XML wherever no command holds it.
function isTag({ text }: Draft, spelling: string): boolean {
  return spelling.startsWith('<') && text.includes(`</${innerOf(spelling)}>`);
}

function* inCommands(draft: Draft, spelling: string): Generator<TextRange> {
  const lead = spelling.indexOf(innerOf(spelling));
  for (const [statement] of statementsOf(draft.runbook)) {
    const place = placeOf(draft, statement);
    for (const { text, range } of statement.placeholders) {
      const start = text === spelling ? place(range[0] + lead) : undefined;
      if (start !== undefined) {
        yield [start, start + innerOf(spelling).length];
      }
    }
  }
}

function* spelled(text: string, spelling: string): Generator<TextRange> {
  const inner = innerOf(spelling);
  const lead = spelling.indexOf(inner);
  for (let at = text.indexOf(spelling); at >= 0; at = text.indexOf(spelling, at + spelling.length)) {
    const before = text.charAt(at - 1);
    const after = text.charAt(at + spelling.length);
    const isLink = spelling.startsWith('[') && (/[\]!]/.test(before) || /[([:]/.test(after));
    const isLonger = lead === 0 && (/[\w-]/.test(before) || /[\w-]/.test(after));
    if (!isLink && !isLonger) {
      yield [at + lead, at + lead + inner.length];
    }
  }
}

/** Where front matter declares an input. */
function declarations(draft: Draft, name: string): readonly TextRange[] {
  return declaredNames(draft).flatMap(declared => (declared.name === name ? [declared.range] : []));
}

function variableMentions(draft: Draft, value: Value, grammar: Grammar): Mentions {
  const { name } = value;
  const ranges: TextRange[] = [];
  for (const [statement] of statementsOf(draft.runbook)) {
    const place = placeOf(draft, statement);
    for (const { at, isLocal } of statement.text.includes(name)
      ? variablesIn(statement.text, name, grammar)
      : []) {
      const start = place(at);
      if (isLocal || start === undefined) {
        return no(
          say(
            '`{0}` in line {1} belongs to a function, and is another variable there.',
            name,
            statement.line,
          ),
        );
      }
      ranges.push([start, start + name.length]);
    }
  }
  return withProse(draft, name, ranges);
}

// What no command's tree holds: prose and comments follow, code that Handrail does not read stops the renaming.
function withProse(draft: Draft, name: string, inCommands: readonly TextRange[]): Mentions {
  const known = new Set(inCommands.map(([start]) => start));
  const kinds = lineKinds(draft.lines);
  const ranges = [...inCommands, ...declarations(draft, name)];
  const spelling = new RegExp(
    `(\\$\\{?[#!]?|(?<!\`)\`)?(?<![\\w-])${escaped(name)}(?![\\w-])(\\+?=|\`(?!\`))?`,
    'g',
  );
  for (const match of draft.text.matchAll(spelling)) {
    const [whole, before = '', after = ''] = match;
    const start = match.index + whole.indexOf(name, before.length);
    const line = lineOf(draft, start);
    const isNamed = before.startsWith('$') || (before === '`' && after === '`');
    const isProse = kinds[line - 1] !== 'code' || isComment(draft, line, start);
    if (known.has(start)) {
      continue;
    }
    if (isProse && isNamed) {
      ranges.push([start, start + name.length]);
    } else if (
      kinds[line - 1] === 'code' &&
      !isProse &&
      (isNamed || after.endsWith('=') || isPointedAt(draft, line, start))
    ) {
      return no(
        say(
          '`{0}` also stands in line {1}, where it may mean another one. Change it there by hand first.',
          name,
          line,
        ),
      );
    }
  }
  return { ok: true, value: inOrder(ranges) };
}

// `declare -n other=POD` means a variable by its bare name.
function isPointedAt(draft: Draft, line: number, offset: number): boolean {
  const before = (draft.lines[line - 1] ?? '').slice(0, offset - (draft.starts[line - 1] ?? 0));
  return /\s-n\s+\w+=["']?$/.test(before);
}

function isComment({ lines, starts }: Draft, line: number, offset: number): boolean {
  return /(?:^|\s)#/.test((lines[line - 1] ?? '').slice(0, offset - (starts[line - 1] ?? 0)));
}

function no(why: Sentence): Mentions {
  return { ok: false, why };
}

function inOrder(ranges: readonly TextRange[]): readonly TextRange[] {
  const byStart = new Map(ranges.map(range => [range[0], range]));
  return [...byStart.values()].sort((a, b) => a[0] - b[0]);
}

function escaped(name: string): string {
  return name.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
