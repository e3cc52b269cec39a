import { tell, type Told } from '../message/message.ts';
import type { BlockSource, BlockTools, CommandsBlock } from './block.ts';
import {
  conditionalAtStart,
  conditionsOf,
  namesOneOf,
  standInsOf,
  undoOf,
  type Candidate,
} from './comments/alternatives.ts';
import { isProse } from './blockKind.ts';
import { readNotes, type Notes } from './comments/comments.ts';
import { isRefused, refusalsOf } from './comments/refusal.ts';
import { clientRows, joinRows, withoutRows } from './programs/clientRows.ts';
import { looksLikeCommandLine } from './programs/commandLine.ts';
import type { Grammar } from './grammar.ts';
import { findFault, type Fault } from './fault.ts';
import { findHoles, maskHoles } from './holes/hole.ts';
import { indexLines } from './lines.ts';
import { otherLanguageOf, type OtherLanguage } from './otherLanguage.ts';
import { cutStatements, type Segment } from './segments.ts';
import type { Reading } from './reading.ts';
import { readStatement } from './statementReader.ts';
import type { Problem, StatedCondition } from './statement.ts';
import { readListing, wholeListing, type Listing } from './transcripts/transcript.ts';
import { flatten, textOf, type Placed } from './tree.ts';

/** Reads a block of commands: cuts it into statements and says for each what it needs and does. */
export function readCommands(source: BlockSource, tools: BlockTools): CommandsBlock {
  const listing = listingOf(source, tools.grammar);
  const other = listing.isTranscript ? undefined : otherLanguageOf(source.text);
  if (other !== undefined) {
    return { ...nothing, problems: [inOtherLanguage(source, other)] };
  }
  const apart = cutBlock(source, listing, tools);
  const isWhole = apart.isBlock || apart.fault !== undefined;
  // What is run whole, or not at all, is shown as it stands.
  const hidesRows = apart.reading.listing.outputs.size > 0 && !apart.reading.listing.isTranscript;
  const { reading, segments, isBlock, fault } =
    isWhole && hidesRows ? cutBlock(source, wholeListing(source.text), tools) : apart;
  const error = fault === undefined ? undefined : explain(reading, fault, tools);
  const kept = isWhole ? joinAll(segments) : segments;
  const read = readStatements(reading, kept, { isWhole, error });
  // What is refused as a whole is run by nobody, so that nothing is wrong with it.
  const isRefusedWhole = read.statements.every(isRefused);
  return {
    kind: 'commands',
    run: isBlock ? 'block' : 'statements',
    shell: /^(?:sh|dash|ash)$/i.test(source.language) ? 'sh' : 'bash',
    ...read,
    problems: error === undefined || isRefusedWhole ? [] : [error],
  };
}

const nothing = { kind: 'commands', run: 'statements', shell: 'bash', statements: [] } as const;

function inOtherLanguage({ line }: BlockSource, { name, tag }: OtherLanguage): Problem {
  const told = tell('remark.otherLanguage', { language: name, tag });
  return { code: 'other-language', severity: 'warning', ...told, line: line - 1, endLine: line - 1 };
}

function listingOf(source: BlockSource, grammar: Grammar): Listing {
  return readListing(source.text, source.language, {
    looksLikeCommand: looksLikeCommandLine,
    isComplete: text => !grammar.parse(maskHoles(text, findHoles(text))).hasError,
  });
}

interface Cut {
  readonly reading: Reading;
  readonly segments: readonly Segment[];
  readonly isBlock: boolean;
  readonly fault: Fault | undefined;
}

function cutBlock(source: BlockSource, listing: Listing, { grammar, told }: BlockTools): Cut {
  const text = listing.rows.join('\n');
  const holes = findHoles(text, told);
  const typed = source.attributes['run'] === 'block' ? [] : clientRows(listing.rows, grammar);
  const masked = withoutRows(maskHoles(text, holes), typed);
  const program = grammar.parse(masked);
  const reading = { source, listing, lines: indexLines(text), text, masked, holes, program, typed };
  const segments = isProse(text) ? [] : joinRows(cutStatements(program, reading.lines), typed);
  const fault = segments.length === 0 ? undefined : findFault(masked, program);
  return { reading, segments, isBlock: runsAsBlock(source, masked, segments), fault };
}

function readStatements(
  reading: Reading,
  segments: readonly Segment[],
  { isWhole, error }: { readonly isWhole: boolean; readonly error: Problem | undefined },
): Pick<CommandsBlock, 'statements' | 'isConditional'> {
  const comments = reading.program.children.filter(node => node.type === 'comment');
  const behind = new Map(
    comments.map(node => [reading.lines.rowOf(node.startIndex), textOf(reading.text, node)]),
  );
  const notes: readonly Notes[] = readNotes(segments, reading.lines, behind);
  const { ways, isConditional } = isWhole
    ? wayOfAll(reading, segments, notes)
    : waysOf(reading, segments, notes);
  let nextHole = 0;
  const passHoles = (end: number): number => {
    while ((reading.holes[nextHole]?.start ?? Infinity) < end) {
      nextHole += 1;
    }
    return nextHole;
  };
  const statements = segments.map((segment, index) => {
    const from = passHoles(reading.lines.startOf(segment.startRow));
    const to = passHoles(reading.lines.startOf(segment.endRow + 1));
    const holes = reading.holes.slice(from, to);
    const part = {
      reading,
      segment,
      holes,
      notes: notes[index] ?? {},
      standsInFor: ways[index]?.standsInFor,
      condition: ways[index]?.condition,
    };
    return readStatement(part, error);
  });
  return { statements, ...(isConditional ? { isConditional } : {}) };
}

/** What a walk makes of one statement. */
interface Way {
  readonly standsInFor: number | undefined;
  readonly condition: StatedCondition | undefined;
}

interface Ways {
  readonly ways: readonly Way[];
  /** Where nothing is run without a condition. */
  readonly isConditional: boolean;
}

/** What is refused is left out of what the other statements are to each other; it stands beside the one before it. */
function waysOf(reading: Reading, segments: readonly Segment[], notes: readonly Notes[]): Ways {
  const refusals = refusalsOf(notes);
  const found = candidatesOf(reading, segments, notes);
  const candidates = under(
    reading.source.condition,
    found.filter((_, index) => refusals[index] === undefined),
  );
  const conditions = conditionsOf(candidates);
  const standIns = standInsOf(candidates);
  let at = 0;
  const ways = refusals.map((refusal): Way => {
    const beside = standIns[Math.max(at - 1, 0)] ?? candidates[Math.max(at - 1, 0)]?.line;
    if (refusal !== undefined) return { standsInFor: beside, condition: { kind: 'refused', words: refusal } };
    const words = conditions[at];
    const condition = words === undefined ? undefined : ({ kind: 'rarely', words } as const);
    const way = { standsInFor: standIns[at], condition };
    at += 1;
    return way;
  });
  return {
    ways,
    isConditional: candidates.length > 0 && conditionalAtStart(candidates) === candidates.length,
  };
}

// A block that runs whole is not left out for what a comment says of a part of it, but for what one says above all of it.
function wayOfAll({ source, listing }: Reading, segments: readonly Segment[], notes: readonly Notes[]): Ways {
  const [segment] = segments;
  const [words] = refusalsOf(notes);
  const rows = segment === undefined ? [] : listing.rows.slice(segment.startRow);
  const forbids =
    words !== undefined && source.attributes['run'] !== 'block' && !rows.some(row => /^\s*#/.test(row));
  const condition = forbids ? ({ kind: 'refused', words } as const) : undefined;
  return { ways: [{ standsInFor: undefined, condition }], isConditional: false };
}

function candidatesOf(
  reading: Reading,
  segments: readonly Segment[],
  notes: readonly Notes[],
): readonly Candidate[] {
  return segments.map((segment, index) =>
    candidateOf(reading, { segment, notes: notes[index], before: segments[index - 1] }),
  );
}

// What the words above say is said of each of them.
function under(words: string | undefined, candidates: readonly Candidate[]): readonly Candidate[] {
  if (words === undefined) return candidates;
  return candidates.map((candidate, at) =>
    at === 0
      ? { ...candidate, mark: candidate.mark ?? { kind: 'if', words, hasSteps: true } }
      : { ...candidate, isNumbered: true },
  );
}

interface Neighbours {
  readonly segment: Segment;
  readonly notes: Notes | undefined;
  readonly before: Segment | undefined;
}

function candidateOf({ source, listing }: Reading, { segment, notes, before }: Neighbours): Candidate {
  const joined = before !== undefined && segment.startRow === before.endRow + 1;
  const isOther = before !== undefined && !joined && namesOneOf(source.intro ?? '');
  return {
    line: source.line + (listing.sourceRows[segment.startRow] ?? 0),
    joined,
    mark: notes?.mark ?? (isOther ? { kind: 'or' } : undefined),
    isNumbered: notes?.isNumbered === true,
    undo: undoOf(listing.rows.slice(segment.startRow, segment.endRow + 1).join('\n')),
  };
}

function joinAll(segments: readonly Segment[]): readonly Segment[] {
  const [first, last] = [segments[0], segments.at(-1)];
  if (first === undefined || last === undefined) {
    return [];
  }
  const roots = segments.flatMap(segment => segment.roots);
  return [{ startRow: first.startRow, endRow: last.endRow, roots }];
}

// What the grammar refuses and bash accepts in silence is run, as one statement.
function explain(reading: Reading, fault: Fault, tools: BlockTools): Problem | undefined {
  if (tools.bashAccepts?.(reading.masked) === true) {
    return undefined;
  }
  const row = reading.lines.rowOf(fault.offset);
  const line = reading.source.line + (reading.listing.sourceRows[row] ?? 0);
  return { code: 'syntax-error', severity: 'error', ...whatIsWrong(fault), line, endLine: line };
}

function whatIsWrong({ kind, opened }: Fault): Told {
  if (kind === 'here-document') return tell('remark.hereDocument');
  if (opened === undefined) return tell('remark.syntax');
  return opened === '`' ? tell('remark.syntaxBacktick') : tell('remark.syntaxMark', { mark: opened });
}

// What asks for the script's own path or for its end means another thing when statements run one by one.
function runsAsBlock(source: BlockSource, text: string, segments: readonly Segment[]): boolean {
  const asked = source.attributes['run'];
  if (asked === 'block' || asked === 'statements') {
    return asked === 'block';
  }
  if (!/\$\{?0|BASH_SOURCE|\btrap\b/.test(text)) {
    return false;
  }
  return flatten(segments.flatMap(segment => segment.roots)).some(placed => needsWholeBlock(placed, text));
}

function needsWholeBlock({ node }: Placed, text: string): boolean {
  if (node.type === 'command') {
    return /^trap\b[\s\S]*\s(?:EXIT|0)\s*$/.test(textOf(text, node));
  }
  const isName = node.type === 'variable_name' || node.type === 'special_variable_name';
  return isName && /^(?:0|BASH_SOURCE)$/.test(textOf(text, node));
}
