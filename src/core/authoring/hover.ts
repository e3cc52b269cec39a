import type { TextRange } from '../lint/finding.ts';
import type { Runbook } from '../runbook/runbook.ts';
import type { Statement } from '../shell/statement.ts';
import { isAmbient } from '../shell/variables/variableNames.ts';
import { lineOf, placeOf, statementsOf, type Draft } from './draft.ts';
import { spotAt } from './place.ts';
import { riskSentence } from './risk.ts';
import { annotation, commandMark, fenceAttributes, keysAt, keysOf } from './schema.ts';
import { say, type Sentence } from './sentence.ts';
import { valuesOf, type Value } from './value.ts';

/** The hover of a place, one sentence a paragraph. */
export interface Hover {
  readonly range: TextRange;
  readonly sentences: readonly Sentence[];
}

/** The hover of the word or command at an offset. */
export function hoverAt(draft: Draft, offset: number): Hover | undefined {
  const { place, line } = spotAt(draft, offset);
  const word = wordAt(draft, line, offset);
  switch (place.kind) {
    case 'frontMatter':
      return aboutInput(draft, place.path, word) ?? aboutKey(word, keysAt(place.path), /^\s*:/);
    case 'fenceInfo':
      return aboutKey(word, keysOf(fenceAttributes), /^=/);
    case 'annotation':
      return aboutKey(word, keysOf(annotation), /^(?:=|[\s-])/);
    case 'commandMark':
      return aboutKey(word, keysOf(commandMark), /^=/);
    case 'shell':
      return aboutCommand(draft, offset);
    case 'ignore':
    case 'code':
    case 'prose':
      return undefined;
  }
}

interface Word {
  readonly text: string;
  readonly range: TextRange;
  /** What stands before it on its line, and behind. */
  readonly before: string;
  readonly after: string;
}

function wordAt({ lines, starts }: Draft, line: number, offset: number): Word {
  const text = lines[line - 1] ?? '';
  const start = starts[line - 1] ?? 0;
  const column = offset - start;
  const from = column - (/[\p{L}\p{N}_-]*$/u.exec(text.slice(0, column))?.[0].length ?? 0);
  const length = /^[\p{L}\p{N}_-]*/u.exec(text.slice(from))?.[0].length ?? 0;
  const range = [start + from, start + from + length] as const;
  return {
    text: text.slice(from, from + length),
    range,
    before: text.slice(0, from),
    after: text.slice(from + length),
  };
}

// `POD:` under `inputs`, and `- name: POD` in a list of them.
function aboutInput(draft: Draft, path: readonly string[], word: Word): Hover | undefined {
  const isKey = /^["']?\s*:/.test(word.after);
  const isNamed = /^\s*-?\s*name\s*:\s*["']?$/.test(word.before);
  const isPlace = path[0] === 'inputs' && (isNamed ? path[1] === '-' : isKey && path.length === 1);
  const value = isPlace ? valuesOf(draft).find(({ name }) => name === word.text) : undefined;
  return value === undefined ? undefined : { range: word.range, sentences: valueSentences(value) };
}

function aboutKey(word: Word, keys: ReturnType<typeof keysOf>, follows: RegExp): Hover | undefined {
  const key = follows.test(word.after) ? keys.find(({ name }) => name === word.text) : undefined;
  return key === undefined ? undefined : { range: word.range, sentences: [say(key.about)] };
}

function aboutCommand(draft: Draft, offset: number): Hover | undefined {
  const line = lineOf(draft, offset);
  for (const [statement] of statementsOf(draft.runbook)) {
    if (line >= statement.line && line <= statement.endLine) {
      return aboutValue(draft, statement, offset) ?? aboutStatement(draft, statement);
    }
  }
  return undefined;
}

function aboutValue(draft: Draft, statement: Statement, offset: number): Hover | undefined {
  const place = placeOf(draft, statement);
  for (const mention of mentionsIn(statement)) {
    const [start, end] = [place(mention.range[0]), place(mention.range[1])];
    if (start !== undefined && end !== undefined && start <= offset && offset <= end) {
      const value = valuesOf(draft).find(({ name }) => name === mention.name);
      return value === undefined ? undefined : { range: [start, end], sentences: valueSentences(value) };
    }
  }
  return undefined;
}

interface Named {
  readonly name: string;
  readonly range: TextRange;
}

/** The holes and variables of a statement, by the spelling alone. */
function* mentionsIn(statement: Statement): Generator<Named> {
  yield* statement.placeholders;
  for (const match of statement.text.matchAll(
    /\$\{?[#!]?([A-Za-z_]\w*)|(?<![\w$-])([A-Za-z_]\w*)(?=\+?=)/g,
  )) {
    const name = match[1] ?? match[2] ?? '';
    if (!isAmbient(name)) {
      yield { name, range: [match.index, match.index + match[0].length] };
    }
  }
}

function valueSentences({ name, text, kind, asked, used, set }: Value): readonly Sentence[] {
  const lines = [...new Set(used.map(({ line }) => line))];
  return [
    ...(asked === undefined ? [] : askedSentences(asked, text)),
    ...(set.length === 0
      ? []
      : [say('`{0}` is set in line {1}.', name, set.map(({ line }) => line).join(', '))]),
    ...(lines.length > 1 ? [say('Used in lines {0}: the same value everywhere.', lines.join(', '))] : []),
    ...(kind === 'variable' && asked === undefined && set.length === 0
      ? [say('`{0}` comes from the environment.', name)]
      : []),
  ];
}

function askedSentences(input: Runbook['inputs'][number], text: string): readonly Sentence[] {
  const { secret, choices, pattern, type } = input;
  return [
    whenAsked(input, text),
    ...(secret
      ? [say('It is a secret: it reaches the command by the environment and is masked everywhere else.')]
      : []),
    ...(type === 'number' ? [say('It has to be a number.')] : []),
    ...(choices === undefined ? [] : [say('One of: {0}.', choices.join(', '))]),
    ...(pattern === undefined ? [] : [say('It has to match `{0}`.', pattern)]),
  ];
}

function whenAsked({ name, prompt, line, steps }: Runbook['inputs'][number], text: string): Sentence {
  const said = prompt === name || prompt === text ? undefined : prompt;
  if (steps.length === 0) {
    return said === undefined
      ? say('`{0}` is asked for, although no command uses it.', text)
      : say('`{0}` is asked for, although no command uses it: {1}', text, said);
  }
  return said === undefined
    ? say('`{0}` is asked for when the run reaches line {1}.', text, line)
    : say('`{0}` is asked for when the run reaches line {1}: {2}', text, line, said);
}

function aboutStatement({ lines, starts }: Draft, statement: Statement): Hover | undefined {
  const sentences = [
    ...statement.risks.map(riskSentence),
    ...(statement.entersShell
      ? [say('Enters another shell: what follows in this block is meant for that one.')]
      : []),
    ...(statement.needsTerminal ? [say('Asks for input while it runs.')] : []),
    ...(statement.endless ? [say('Does not end by itself; the operator stops it.')] : []),
    ...(statement.expected === undefined
      ? []
      : [say('Its output is compared with: {0}', statement.expected)]),
  ];
  const end = (starts[statement.endLine - 1] ?? 0) + (lines[statement.endLine - 1]?.length ?? 0);
  return sentences.length === 0 ? undefined : { range: [starts[statement.line - 1] ?? 0, end], sentences };
}
