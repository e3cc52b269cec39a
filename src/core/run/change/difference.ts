import { createTwoFilesPatch, diffLines } from 'diff';

/** One line of a difference; `gap` stands for lines that are the same and left out. */
export type DiffLine =
  | { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }
  | { readonly kind: 'gap'; readonly lines: number };

/** Lines around a change that stay, so that a reader sees where it is. */
const around = 2;

/** Lines that may differ before two texts are taken to share nothing: comparing costs the square of it. */
const mostChanges = 1500;

/** What became of a text, line by line; long stretches without a change are one `gap`. */
export function lineDifference(before: string, after: string): readonly DiffLine[] {
  const runs = differences(before, after);
  return runs.flatMap(({ kind, lines }, index): readonly DiffLine[] => {
    const shown = (part: readonly string[]): readonly DiffLine[] => part.map(text => ({ kind, text }));
    const [head, tail] = [index === 0 ? 0 : around, index === runs.length - 1 ? 0 : around];
    const left = lines.length - head - tail;
    // A gap of one line saves nothing.
    if (kind !== 'same' || left < 2) return shown(lines);
    return [
      ...shown(lines.slice(0, head)),
      { kind: 'gap', lines: left },
      ...shown(lines.slice(lines.length - tail)),
    ];
  });
}

/** A place where two texts differ: 1-based line numbers, and how many lines from there. */
export interface Hunk {
  readonly before: { readonly line: number; readonly lines: number };
  readonly after: { readonly line: number; readonly lines: number };
}

/** The places where two texts differ, in order. */
export function hunksOf(before: string, after: string): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let [left, right] = [1, 1];
  let open: Hunk | undefined;
  for (const { kind, lines } of differences(before, after)) {
    if (kind === 'same') {
      if (open !== undefined) hunks.push(open);
      open = undefined;
    } else open = grown(open ?? hunkAt(left, right), kind, lines.length);
    if (kind !== 'added') left += lines.length;
    if (kind !== 'removed') right += lines.length;
  }
  return open === undefined ? hunks : [...hunks, open];
}

function hunkAt(left: number, right: number): Hunk {
  return { before: { line: left, lines: 0 }, after: { line: right, lines: 0 } };
}

function grown({ before, after }: Hunk, kind: 'added' | 'removed', lines: number): Hunk {
  return kind === 'added'
    ? { before, after: { ...after, lines: after.lines + lines } }
    : { before: { ...before, lines: before.lines + lines }, after };
}

/** A difference as `diff -u` and `patch` write it; empty where there is none. */
export function unifiedDifference(
  before: { readonly name: string; readonly text: string },
  after: { readonly name: string; readonly text: string },
): string {
  if (before.text === after.text) return '';
  const options = { context: 3, maxEditLength: mostChanges };
  const patch = createTwoFilesPatch(before.name, after.name, before.text, after.text, '', '', options);
  return patch ?? wholly(before, after);
}

/** A patch that takes one text away and puts the other in its place. */
function wholly(...[before, after]: Parameters<typeof unifiedDifference>): string {
  const [left, right] = [linesOf(before.text), linesOf(after.text)];
  return [
    `--- ${before.name}`,
    `+++ ${after.name}`,
    `@@ -1,${left.length} +1,${right.length} @@`,
    ...left.map(line => `-${line}`),
    ...right.map(line => `+${line}`),
    '',
  ].join('\n');
}

interface Run {
  readonly kind: 'same' | 'added' | 'removed';
  readonly lines: readonly string[];
}

function differences(before: string, after: string): readonly Run[] {
  // The last line of a text with and without its line end is the same line to a reader.
  const changes = diffLines(ended(before), ended(after), { maxEditLength: mostChanges });
  if (changes === undefined)
    return [
      { kind: 'removed', lines: linesOf(before) },
      { kind: 'added', lines: linesOf(after) },
    ];
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    lines: linesOf(value),
  }));
}

function linesOf(text: string): readonly string[] {
  return ended(text).split('\n').slice(0, -1);
}

function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
