import { tell, titled } from '../../message/message.ts';
import type { CommandsStep, Input } from '../../runbook/runbook.ts';
import type { Statement } from '../../shell/statement.ts';
import { commandsOf, hear, isBroken, rangeOf, shorten } from '../commands.ts';
import type { Edit, Fix } from '../finding.ts';
import { declareInput } from '../frontMatter.ts';
import { holdsOutput } from '../output.ts';
import type { Document, Report, Rule } from '../rule.ts';

/** A place that its author left to be filled in: one that nobody is asked for, or one that says nothing of its value. */
export const unfilledPlaceholder: Rule = {
  code: 'HR306',
  name: 'unfilled-placeholder',
  severity: 'warning',
  check: document => [...left(document), ...nameless(document)].sort((a, b) => a.line - b.line),
};

// What authors and templates write where something is still to come; `echo` and `grep` speak of the word itself. `put-object` is a command.
const WORDS = String.raw`TODO|TBD|FIXME|\?{3}`;
const MARKED = String.raw`@[A-Z][A-Z_]{2,}@|__[A-Z][A-Z_]*[A-Z]__|«[^«»\n]{1,40}»|#\{[A-Z][A-Z_]{2,}\}`;
const SAID = String.raw`(?:[A-Z]+_)*(?:INSERT|ENTER|PUT|PASTE)_[A-Z_]*[A-Z]|[A-Z]+(?:_[A-Z]+)*_(?:GOES_)?HERE|(?:insert|enter|put|paste)-your-[a-z]+(?:-[a-z]+)*|(?:[a-z]+-)*(?:goes|name|key|token|password|secret|value|id|url|host|path|version|namespace|domain|address)-here`;
const LEFT = new RegExp(
  String.raw`(?<![\w.%@«#$-])(?:${WORDS}|${SAID})(?![\w.-])|(?<![\w%@#])(?:${MARKED})(?![\w%@])`,
  'u',
);
const speaks = /^(?:echo|printf|grep|egrep|fgrep|rg|ag|ack|git|sed|awk|perl|find|gh|cat|vi|vim|nano)$/;

function left(document: Document): readonly Report[] {
  return commandsOf(document).flatMap(({ statement, section, step }) => {
    if (section.role === 'example' || !isRun(step) || statement.problems.length > 0) {
      return [];
    }
    const words = LEFT.test(statement.text) ? wordsLeft(document, statement) : undefined;
    if (words === undefined) {
      return [];
    }
    const at = rangeOf(document, words, statement);
    const { line, endLine } = statement;
    const told = tell('placeholder.left', { words: shorten(words), hole: holeFor(words) });
    return [{ ...told, line, endLine, ...at, fixes: at === undefined ? [] : asHole(words, at.range) }];
  });
}

function isRun(step: CommandsStep): boolean {
  return !isBroken(step) && !holdsOutput(step);
}

function wordsLeft(document: Document, statement: Statement): string | undefined {
  const asked = statement.placeholders.map(({ text }) => text);
  const calls = hear(document, statement).calls.filter(({ program }) => !speaks.test(program));
  return calls
    .flatMap(({ args }) => args)
    .map(arg => LEFT.exec(arg)?.[0])
    .find(found => found !== undefined && !asked.some(text => text.includes(found)));
}

// A word that only marks the place has no name to offer.
function holeFor(words: string): string {
  const name = words
    .replaceAll(/[^\p{L}\d]+/gu, '-')
    .toLowerCase()
    .replace(/^-|-$/g, '')
    .replace(/^(?:insert|enter|put|paste)-(?:your-)?|-(?:goes-)?here$/g, '');
  return /^(?:todo|tbd|fixme|)$/.test(name) ? '<name>' : `<${name}>`;
}

// It makes a run ask where it did not before, so a person decides.
function asHole(words: string, range: Edit['range']): readonly Fix[] {
  const hole = holeFor(words);
  return [{ ...titled('fix.hole', { hole }), safe: false, edits: [{ range, text: hole, asks: hole }] }];
}

const EMPTY = /^(?:[xX]{3,}|\.{3}|…|CHANGE_?ME|REPLACE_?(?:ME|THIS)|FILL_?(?:ME|IN)|value-line-\d+)$/;

// It is asked for, but whoever is asked at night has nothing to go by.
function nameless(document: Document): readonly Report[] {
  const { inputs, meta } = document.runbook;
  const declared = JSON.stringify(meta.frontMatter['inputs'] ?? null);
  return inputs.flatMap(input => {
    const isTold = declared.includes(`"${input.name}"`) || !isEmpty(input);
    const use = isTold ? undefined : useOf(document, input);
    if (use === undefined) {
      return [];
    }
    const told = tell('placeholder.nameless', { text: shorten(input.text) });
    const at = rangeOf(document, input.text, use);
    // What is named by its line would be another one behind what is declared above it.
    const hasName = !input.name.startsWith('value-line-');
    const fixes = hasName ? declareInput(document, input) : at === undefined ? [] : asHole('', at.range);
    return [{ ...told, line: use.line, ...at, fixes }];
  });
}

function isEmpty({ kind, name, prompt, steps }: Input): boolean {
  const isSaid = prompt !== name && !EMPTY.test(prompt.replaceAll(' ', '_').toUpperCase());
  return kind === 'placeholder' && steps.length > 0 && EMPTY.test(name) && !isSaid;
}

function useOf(document: Document, { name }: Input): Statement | undefined {
  return commandsOf(document).find(
    ({ statement, section, step }) =>
      section.role !== 'example' &&
      isRun(step) &&
      statement.problems.length === 0 &&
      statement.placeholders.some(hole => hole.name === name),
  )?.statement;
}
