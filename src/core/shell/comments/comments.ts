import { markOf, readCommentedOut, type CommentLine, type Mark } from './alternatives.ts';
import { readAttributes } from './attributes.ts';
import { isPartner } from '../../runbook/words/refusals.ts';
import { conditionOf } from './condition.ts';
import { expectationOf } from './expectation.ts';
import type { LineIndex } from '../lines.ts';
import type { Segment } from '../segments.ts';
import type { Alternative, Condition } from '../statement.ts';
import { refusedBy, withoutRefusals, type Refused } from './refusal.ts';
import { titleOf } from './title.ts';

/** What the author's comments say about one statement. */
export interface Notes {
  title?: string;
  /** What its title says, where it stands above the statement. */
  condition?: Condition | undefined;
  /** What that says against it. */
  refusal?: Refused | undefined;
  /** A comment of its own stands above it. */
  isTitled?: boolean;
  /** That says what is right, beside what is wrong. */
  isRight?: boolean;
  /** Begins with a number: "2. Wait for it". */
  isNumbered?: boolean;
  expected?: string;
  /** Of `# handrail: timeout=30s`. */
  marks?: Readonly<Record<string, string>>;
  /** Commented-out commands beside it; lines are rows of the block. */
  alternatives?: readonly Alternative[];
  /** What the comment right above it opens. */
  mark?: Mark;
}

/** Reads the comments around each statement: titles stand above it, expectations below it or behind it. */
export function readNotes(
  segments: readonly Segment[],
  lines: LineIndex,
  trailing: ReadonlyMap<number, string>,
): readonly Notes[] {
  const notes: Notes[] = segments.map(() => ({}));
  let row = 0;
  for (const [index, segment] of segments.entries()) {
    const groups = readGroups(lines.rows, row, segment.startRow);
    assign(groups, { before: notes[index - 1], after: notes[index] ?? {} });
    const behind = trailing.get(segment.endRow);
    if (behind !== undefined) {
      addTrailing(notes[index] ?? {}, { text: behind.replace(/^#+\s*/, ''), line: segment.endRow });
    }
    row = segment.endRow + 1;
  }
  const last = notes.at(-1);
  const end: Notes = {};
  assign(readGroups(lines.rows, row, lines.rows.length), { before: last, after: end, isEnd: true });
  if (last !== undefined && end.alternatives !== undefined) {
    last.alternatives = [...(last.alternatives ?? []), ...end.alternatives];
  }
  return notes;
}

/** Comment lines without a blank line between them. */
interface Group {
  readonly comments: CommentLine[];
  readonly titles: string[];
  readonly expected: string[];
  marks: Readonly<Record<string, string>>;
  readonly startsWithTitle: boolean;
  /** Directly below the statement before, or above the one after. */
  readonly touchesBefore: boolean;
  touchesAfter: boolean;
}

function readGroups(rows: readonly string[], from: number, to: number): readonly Group[] {
  const groups: Group[] = [];
  let current: Group | undefined;
  let indented = false;
  for (let row = from; row < to; row += 1) {
    const comment = commentText(rows[row] ?? '');
    if (comment === undefined) {
      current = undefined;
      continue;
    }
    const marks = marksOf(comment.text);
    // An arrow below a title goes on with it: "# 2. Merge" and "# → in the console".
    const goesOn = (current?.titles.length ?? 0) > 0 && /^(?:=>|->|→|⇒|➜)/.test(comment.text);
    const expected = marks === undefined && !goesOn ? expectationOf(comment.text) : undefined;
    const continues = current !== undefined && current.expected.length > 0 && current.titles.length === 0;
    if (current === undefined) {
      current = newGroup(expected === undefined, row === from);
      groups.push(current);
    }
    if (marks === undefined && !/^[ \t]*#!/.test(rows[row] ?? '')) {
      current.comments.push({ text: comment.text, line: row });
    }
    if (marks !== undefined) {
      current.marks = { ...current.marks, ...marks };
    } else if (expected !== undefined) {
      current.expected.push(expected);
      indented = expected === '';
    } else if (continues && (indented || comment.indent > 1 || /^[-*•\p{Ll}]/u.test(comment.text))) {
      current.expected.push(comment.text);
    } else {
      current.titles.push(comment.text);
    }
    current.touchesAfter = row === to - 1;
  }
  return groups;
}

function newGroup(startsWithTitle: boolean, touchesBefore: boolean): Group {
  return {
    comments: [],
    titles: [],
    expected: [],
    marks: {},
    startsWithTitle,
    touchesBefore,
    touchesAfter: false,
  };
}

function commentText(row: string): { text: string; indent: number } | undefined {
  const match = /^[ \t]*#+!?([ \t]*)(.*)$/.exec(row);
  return match === null ? undefined : { indent: match[1]?.length ?? 0, text: (match[2] ?? '').trim() };
}

/** What `handrail: key=value` says to us; a comment that speaks of Handrail otherwise is none. */
function marksOf(comment: string): Readonly<Record<string, string>> | undefined {
  const match = /^handrail:\s*(\S.*)$/.exec(comment);
  return match === null ? undefined : readAttributes(match[1] ?? '');
}

interface Sides {
  readonly before: Notes | undefined;
  readonly after: Notes;
  /** Where no statement follows. */
  readonly isEnd?: true;
}

function assign(groups: readonly Group[], sides: Sides): void {
  const { before, after, isEnd } = sides;
  for (const group of groups) {
    const expected = group.expected.filter(line => line !== '').join('\n');
    // Below a blank line, a comment belongs to what it stands on.
    const answered = isEnd !== true || group.startsWithTitle || before?.expected !== undefined;
    const ownedByNext = answered && !group.touchesBefore && group.touchesAfter;
    const owner = ownedByNext || before === undefined ? after : before;
    if (expected !== '') {
      owner.expected = owner.expected === undefined ? expected : `${owner.expected}\n${expected}`;
    }
    const printed = before !== undefined && (isEnd === true || !group.touchesAfter) && isPrinted(group);
    if (printed && expected === '') {
      before.expected ??= group.titles.join('\n');
    }
    const asked = group.touchesAfter || before === undefined ? after : before;
    asked.marks = { ...asked.marks, ...group.marks };
    const remark = group.touchesBefore && !group.touchesAfter && before !== undefined;
    const title = remark ? '' : titleOf(withoutRefusals(group.titles));
    if (title !== '') {
      after.title = title;
      after.condition = conditionOf(title);
      after.isNumbered = NUMBERED.test(group.titles[0] ?? '');
    }
    if (group.titles.length > 0 && !printed) {
      after.isTitled = true;
      after.isRight = after.isRight === true || group.titles.some(isPartner);
      after.refusal = remark ? undefined : refusedBy(group.titles);
    }
    addAlternatives(group, sides);
  }
}

// "# 14 passed" and "# HTTP/1.1 200 OK" right below a command are what it prints.
function isPrinted({ touchesBefore, titles, marks }: Group): boolean {
  return (
    touchesBefore &&
    titles.length > 0 &&
    Object.keys(marks).length === 0 &&
    titles.every(line => PRINTED.test(line))
  );
}

// A comment that is the output of the command above: `14 passed`, `HTTP/1.1 200 OK`.
const PRINTED =
  /^(?:HTTP\/[\d.]+ \d{3}\b.*|\d+ (?:passed|failed|rows?|tests?|pods?|nodes?|items?)\b.*|PONG|OK|true|false|active|enabled|healthy|ready|running|up|\{".*\}|[a-z][\w-]*,? version v?\d+\.\d.*|v?\d+\.\d+\.\d+\S*)$/i;

// A commented-out command below a statement is another way to do that; one above the next belongs to what follows.
function addAlternatives(group: Group, { before, after }: Sides): void {
  const found = readCommentedOut(group.comments);
  const mark = group.touchesAfter ? markAmong(group.titles) : undefined;
  if (mark !== undefined && found.length === 0) {
    after.mark = mark;
  }
  const opensOther = markOf(group.titles[0] ?? '') !== undefined;
  const owner =
    before === undefined || (group.touchesAfter && !group.touchesBefore && !opensOther) ? after : before;
  if (found.length > 0) {
    owner.alternatives = [...(owner.alternatives ?? []), ...found];
  }
}

// "# 2. Fetch the dump" above "# Option A: …": an option may be named below what it is one of.
function markAmong(titles: readonly string[]): Mark | undefined {
  const [first, ...more] = titles.map(markOf);
  return first ?? more.find(mark => mark?.kind === 'option') ?? conditionAmong(titles);
}

// "# If the login failed:", alone or right above the command.
function conditionAmong(titles: readonly string[]): Mark | undefined {
  const last = titles.at(-1) ?? '';
  const words = [titleOf(titles), /[:：]$/.test(last) ? titleOf([last]) : ''].find(
    said => conditionOf(said) === 'rarely',
  );
  return words === undefined
    ? undefined
    : { kind: 'if', words, hasSteps: titles.slice(1).some(line => /^1[.):]\s/.test(line)) };
}

const NUMBERED = /^(?:(?:step|schritt|adım|paso)\s*)?\d{1,2}[.):]\s/iu;

function addTrailing(notes: Notes, comment: CommentLine): void {
  const { text } = comment;
  const expected = expectationOf(text);
  const marks = marksOf(text);
  const other = markOf(text) === undefined ? [] : readCommentedOut([comment]);
  if (marks !== undefined) {
    notes.marks = { ...notes.marks, ...marks };
  } else if (other.length > 0) {
    notes.alternatives = [...(notes.alternatives ?? []), ...other];
  } else if (expected !== undefined && expected !== '') {
    notes.expected ??= expected;
  } else if (MUST.test(text)) {
    notes.expected ??= text;
  } else if (
    notes.title === undefined &&
    !ASIDE.test(text) &&
    !text.endsWith('\\') &&
    titleOf([text]) !== ''
  ) {
    notes.title = titleOf([text]);
  }
}

// "# v18+ olmalı" behind a command; above one it may be what has to hold before.
const MUST = /^\S.*\solmalı(?:dır)?\.?$/iu;

// "# or green" and "# e.g. v1.2" behind a command speak about one of its words.
const ASIDE =
  /^(?:or|and|oder|veya|ya da|o|e\.\s?g\.?|i\.\s?e\.?|for example|for instance|z\.\s?B\.|örn\.?|örneğin|p\.\s?ej\.?|takes|about|ca\.|approx\.?|default|exit code|same as|the other)(?![\p{L}-])/iu;
