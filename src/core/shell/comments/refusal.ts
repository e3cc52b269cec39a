import { isPartner, refusalIn } from '../../runbook/words/refusals.ts';
import type { Statement } from '../statement.ts';
import { isCommentedOut } from './commentedOut.ts';
import { titleOf } from './title.ts';

/** What a comment above a statement says against it. */
export interface Refused {
  readonly words: string;
  /** A label with a reason is one only where a comment further below says what is right. */
  readonly needsPartner: boolean;
}

/** What the lines of one comment say against the commands below it; undefined where that is not beyond doubt. */
export function refusedBy(titles: readonly string[]): Refused | undefined {
  const lines = titles.filter(line => /[\p{L}\d❌⛔🚫]/u.test(line));
  const found = refusalIn(wholeOf(lines));
  // What is wrong may be commented out, or be told from what is right, above the command that is meant to be run.
  return found === undefined || lines.some(isCommentedOut) || lines.slice(1).some(isPartner)
    ? undefined
    : { words: titleOf(titles) || (lines[0] ?? ''), needsPartner: found === 'label' };
}

/** The lines of a comment without those that refuse what is commented out right below them: they name nothing that is run. */
export function withoutRefusals(titles: readonly string[]): readonly string[] {
  if (titles.length < 2 || !titles.some(isCommentedOut)) return titles;
  const kept: string[] = [];
  let words: string[] = [];
  for (const line of titles) {
    words.push(line);
    if (!isCommentedOut(line)) continue;
    if (refusedBy(words.slice(0, -1)) === undefined) kept.push(...words);
    words = [];
  }
  return [...kept, ...words];
}

/** True for what its author's words say not to run: "# Don't do this" stands above it. */
export function isRefused({ condition }: Pick<Statement, 'condition'>): boolean {
  return condition?.kind === 'refused';
}

// "# Don't do this:" above "# it loses orders" has its reason there; "# Never run this" above "# before the backup" goes on.
function wholeOf([first = '', ...more]: readonly string[]): string {
  if (more.length === 0) {
    return first;
  }
  const ends = /[:：.!…–—-]\s*$/.test(first.slice(-4)) || /^\p{Lu}\p{Ll}/u.test(more[0] ?? '');
  return `${ends ? `${first.trim().replace(/[:：.!…–—-]$/, '')}:` : first} ${more.join(' ')}`;
}

interface Commented {
  readonly refusal?: Refused | undefined;
  /** Where a comment of its own stands above it. */
  readonly isTitled?: boolean;
  /** Where that says what is right. */
  readonly isRight?: boolean;
}

/** For each statement the words of the comment that refuses it, which holds up to the next comment; undefined where none does. */
export function refusalsOf(notes: readonly Commented[]): ReadonlyArray<string | undefined> {
  const lastRight = notes.findLastIndex(({ isRight }) => isRight === true);
  let words: string | undefined;
  return notes.map(({ refusal, isTitled }, at) => {
    if (isTitled === true) {
      words = refusal?.needsPartner === true && at >= lastRight ? undefined : refusal?.words;
    }
    return words;
  });
}
