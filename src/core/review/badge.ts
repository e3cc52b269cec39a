import type { Part } from '../audit/coverage.ts';
import type { Verdict } from '../audit/verdict.ts';
import type { Places } from './place.ts';
import type { Point, Saying } from './badgeSentences.ts';

export type BadgeResult = 'verified' | 'open' | 'untrusted' | 'broken' | 'unsupported' | 'unreadable';

/** The result of verification as a review shows it first: a result, a sentence, what that proves and what it does not. */
export interface Badge {
  readonly result: BadgeResult;
  readonly lead: readonly Saying[];
  readonly proves: readonly Point[];
  readonly not: readonly Point[];
  /** Number of the first entry that cannot be relied on. */
  readonly from?: number;
  /** How many entries from the first on hold, under a signature. */
  readonly firm: number;
}

/** What a badge depends on besides the verdict. */
export interface BadgeFacts {
  readonly verdict: Verdict;
  readonly parts: readonly Part[];
  readonly places: Places;
  /** Attempts that wrote something. */
  readonly outputs: number;
  /** Steps that a person says were done by hand. */
  readonly byHand: number;
  readonly host: string | undefined;
  /** When an entry was written, ms since the epoch. */
  readonly timeOf: (entry: number) => number | undefined;
  /** What an entry with a stored content holds: an output, with the step it is of, or the runbook. */
  readonly contentAt: (
    entry: number,
  ) => { readonly role: string; readonly step?: string; readonly attempt?: string } | undefined;
}
