import { said, tell, type Told } from '../message/message.ts';
import { isProseLine } from './blockKind.ts';
import { isOutputLine } from './transcripts/outputLine.ts';
import type { Reading } from './reading.ts';
import { readAsked } from './comments/attributes.ts';
import type { Notes } from './comments/comments.ts';
import { readCalls } from './programs/command.ts';
import { findHidden, type HiddenCharacter } from './hidden.ts';
import type { Hole } from './holes/hole.ts';
import type { Invocation } from './programs/invocation.ts';
import { readInvocations } from './programs/invocationReader.ts';
import { normalExitOf } from './programs/normalExit.ts';
import { isFillable, placeHoles, toPlaceholder } from './holes/placeholders.ts';
import { hasEndlessLoop, hasMenu } from './programs/loops.ts';
import type { Segment } from './segments.ts';
import { clientsIn, readRoughly } from './programs/roughReading.ts';
import type { Problem, Risk, StatedCondition, Statement } from './statement.ts';
import { redirectRisks } from './risks/redirectRisks.ts';
import { findRisks } from './risks/risks.ts';
import { readTraits } from './programs/traits.ts';
import { readVariables } from './variables/variables.ts';
import { flatten, textOf, type Placed } from './tree.ts';
import { zshOnly } from './zsh.ts';

interface Part {
  readonly reading: Reading;
  readonly segment: Segment;
  readonly holes: readonly Hole[];
  readonly notes: Notes;
  /** Line of the first statement that this one may stand in for. */
  readonly standsInFor: number | undefined;
  /** What it is run under, or refused by. */
  readonly condition: StatedCondition | undefined;
}

/** Reads one statement out of a parsed block; `error` is what keeps the whole block from running. */
export function readStatement(part: Part, error?: Problem): Statement {
  const { reading, segment } = part;
  const { lines, listing, source } = reading;
  const text = listing.rows.slice(segment.startRow, segment.endRow + 1).join('\n');
  const line = source.line + (listing.sourceRows[segment.startRow] ?? 0);
  const endLine = source.line + (listing.sourceRows[segment.endRow] ?? 0);
  const nodes = flatten(segment.roots);
  const offset = lines.startOf(segment.startRow);
  const placeholders = placeHoles(part.holes, nodes)
    .filter(placed => isFillable(placed, reading.text))
    .map(placed => toPlaceholder(placed, { offset, line }));
  const calls = readCalls(reading.text, nodes);
  const invocations = readInvocations(reading.text, nodes, calls);
  const traits = readTraits(invocations);
  const normalExit = normalExitOf(reading.masked, segment.roots);
  const client = reading.typed.find(({ startRow }) => startRow === segment.startRow)?.program;
  const own = findProblems({ text, line, endLine, nodes }, part);
  return {
    text,
    line,
    endLine,
    ...readTexts(part),
    ...(client === undefined ? {} : { typedInto: client }),
    ...readAsked(part.notes.marks ?? {}).asked,
    ...readChoices(part),
    ...readVariables(reading.masked, nodes, calls),
    // What does not run asks for nothing: words that no shell understands are no variables.
    ...(error === undefined ? {} : { reads: [] }),
    placeholders,
    risks:
      client === undefined
        ? [...risksOf(part, { text, invocations }), ...redirectRisks(reading.text, nodes)]
        : risksInside(client, text),
    ...traits,
    needsTerminal: traits.needsTerminal || hasMenu(nodes),
    ...(normalExit === undefined ? {} : { normalExit }),
    endless: traits.endless || hasEndlessLoop(reading.masked, nodes),
    problems: error === undefined ? own : [error, ...own],
  };
}

// What the grammar could not take apart is still looked through by its words: a `drop` in it is one all the same.
function risksOf(
  { reading }: Part,
  { text, invocations }: { text: string; invocations: readonly Invocation[] },
): readonly Risk[] {
  const found = findRisks(invocations);
  if (!reading.program.hasError) {
    return found;
  }
  const bare = text.replaceAll(/(^|\s)#.*$/gm, '$1');
  const kinds = new Set(found.map(({ kind }) => kind));
  return [
    ...found,
    ...findRisks([...readRoughly(bare), ...clientsIn(bare)]).filter(({ kind }) => !kinds.has(kind)),
  ];
}

// What is told to a database is looked through as what is passed to its client.
function risksInside(program: string, text: string): readonly Risk[] {
  const args = program === 'redis-cli' ? text.trim().split(/\s+/) : [];
  const call = { word: program, args, wrappers: [], hasInput: true, inBackground: false, isNested: true };
  return findRisks([{ program, ...call, input: `${text}\n` }]);
}

function readTexts({ reading, segment, notes }: Part): { title?: string; expected?: string } {
  const shown: string[] = notes.expected === undefined ? [] : [notes.expected];
  for (let row = segment.startRow; row <= segment.endRow; row += 1) {
    const output = reading.listing.outputs.get(row);
    if (output !== undefined) {
      shown.push(output);
    }
  }
  return {
    ...(notes.title === undefined ? {} : { title: notes.title }),
    ...(shown.length === 0 ? {} : { expected: shown.join('\n') }),
  };
}

function readChoices({
  reading,
  notes,
  standsInFor,
  condition,
}: Part): Pick<Statement, 'alternativeTo' | 'alternatives' | 'condition'> {
  const lineOf = (row: number): number => reading.source.line + (reading.listing.sourceRows[row] ?? row);
  const alternatives = notes.alternatives?.map(found => {
    return { ...found, line: lineOf(found.line), endLine: lineOf(found.endLine) };
  });
  return {
    ...(standsInFor === undefined ? {} : { alternativeTo: standsInFor }),
    ...(condition === undefined ? stopIn(notes) : { condition }),
    ...(alternatives === undefined ? {} : { alternatives }),
  };
}

// What is walked after all is stopped before: the words above it state a condition.
function stopIn({ condition, title = '' }: Notes): Pick<Statement, 'condition'> {
  return condition === undefined ? {} : { condition: { kind: 'next', words: title } };
}

interface Extent {
  readonly text: string;
  readonly line: number;
  readonly endLine: number;
  readonly nodes: readonly Placed[];
}

function findProblems(
  { text, line, endLine, nodes }: Extent,
  { reading, segment, notes }: Part,
): readonly Problem[] {
  const problems: Problem[] = [];
  const add = (code: string, severity: Problem['severity'], told: Told): void => {
    problems.push({ code, severity, ...told, line, endLine });
  };
  const isTyped = reading.typed.some(({ startRow }) => startRow === segment.startRow);
  if (!isTyped && segment.startRow === segment.endRow && (isProseLine(text) || isOutputLine(text))) {
    add('not-a-command', 'error', tell('remark.notACommand'));
  }
  if (endsInRemark(text) && /^[ \t]+\S/.test(reading.listing.rows[segment.endRow + 1] ?? '')) {
    add('comment-in-command', 'error', tell('remark.commentInCommand'));
  }
  const words = /^zsh$/i.test(reading.source.language) ? zshOnly(text) : undefined;
  if (words !== undefined) {
    add('zsh-syntax', 'warning', tell('remark.zshSyntax', { words }));
  }
  for (const wrong of readAsked(notes.marks ?? {}).wrong) add('bad-mark', 'warning', wrong);
  const kinds = hiddenKinds(text, { reading, nodes });
  if (kinds.length > 0) {
    const names = [...new Set(kinds)].map(kind => said(kindWords[kind]));
    add('hidden-characters', 'warning', tell('remark.hidden', { kinds: names }));
  }
  if (reading.listing.atRootPrompt.has(segment.startRow)) {
    add('root-prompt', 'info', tell('remark.rootPrompt'));
  }
  return problems;
}

// Behind a backslash, a comment is the end of the command, whatever its own last sign is.
function endsInRemark(text: string): boolean {
  return text.includes('#') && /\\\n[ \t]*#[^\n]*$/.test(text);
}

const kindWords = {
  'no-break space': 'hidden.noBreakSpace',
  'zero-width': 'hidden.zeroWidth',
  bidirectional: 'hidden.bidirectional',
  control: 'hidden.control',
  'mis-encoded': 'hidden.misEncoded',
  'look-alike': 'hidden.lookAlike',
} as const satisfies Readonly<Record<HiddenCharacter['kind'], string>>;

// A look-alike in a quoted text or a comment is typography; in a word it is taken for the sign it looks like.
function hiddenKinds(
  text: string,
  { reading, nodes }: { readonly reading: Reading; readonly nodes: readonly Placed[] },
): readonly HiddenCharacter['kind'][] {
  const found = findHidden(text);
  if (found.length === 0) {
    return [];
  }
  const words = nodes.filter(({ node }) => node.type === 'word');
  const inWords = words.flatMap(({ node }) => findHidden(textOf(reading.text, node)));
  return [
    ...found.flatMap(({ kind }) => (kind === 'look-alike' ? [] : [kind])),
    ...inWords.flatMap(({ kind }) => (kind === 'look-alike' ? [kind] : [])),
  ];
}
