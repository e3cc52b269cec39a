import type { Countersigned, ReviewDecision, ReviewFinding } from '../audit/countersign.ts';
import type { Recorded } from '../audit/entry.ts';
import type { Review } from '../audit/reviews.ts';
import { timeWords } from './times.ts';

/** A review by somebody who did not walk the run. */
export interface ReviewReport {
  /** As the list of signers calls them, or as they call themselves. */
  readonly by: string;
  /** What it is worth: `counts`, or why it does not (docs/audit-log.md, "Countersignatures"). */
  readonly standing: Review['standing'];
  readonly decision: ReviewDecision;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly reason?: string;
  readonly findings: readonly FindingReport[];
  /** Number of the segment and of the entry in it, from 0: the place in the log. */
  readonly seg: number;
  readonly seq: number;
}

export interface FindingReport {
  readonly text: string;
  readonly severity: ReviewFinding['severity'];
  /** Number of the entry it is about, from 1 over all files of the run; absent if it is about the run. */
  readonly entry?: number;
}

/** A reviewer's part as it stands in the log. */
export interface ReviewWords {
  readonly said: Recorded<Countersigned>;
  readonly findings: readonly (Recorded<ReviewFinding> & { readonly entry?: number })[];
}

/** The reviews under a signature that holds, with what they found; others are told by the verdict alone. */
export function reviewsOf(
  reviews: readonly Review[],
  words: readonly ReviewWords[],
): readonly ReviewReport[] {
  return reviews.flatMap(
    ({ principal, who, standing, decision, at, reason, line }): readonly ReviewReport[] => {
      const part = words.find(({ said }) => said.seq + 1 === line && said.t === at);
      if (part === undefined) return [];
      return [
        {
          by: principal ?? who,
          standing,
          decision,
          at: new Date(at).toISOString(),
          ...(reason === undefined ? {} : { reason }),
          findings: part.findings.map(({ text, severity, entry }) => ({
            text,
            severity,
            ...(entry === undefined ? {} : { entry }),
          })),
          seg: part.said.seg,
          seq: part.said.seq,
        },
      ];
    },
  );
}

const decisions: Readonly<Record<ReviewDecision, string>> = {
  accepted: 'accepted',
  findings: 'accepted, with findings',
  rejected: 'not accepted',
};

const worth: Readonly<Record<Review['standing'], string>> = {
  counts: '',
  self: '; who walked a run cannot review it',
  partial: '; the run went on afterwards',
  untrusted: '; the list of signers does not let this key review',
  replaced: '; said something else later',
};

/** "accepted, with findings, 2026-11-21 03:12:07 UTC", and what keeps it from counting. */
export function reviewWords({ decision, at, standing }: ReviewReport): string {
  return `${decisions[decision]}, ${timeWords(Date.parse(at))} UTC${worth[standing]}`;
}

/** "Entry 12: it waited too long" */
export function findingWords({ text, entry }: FindingReport): string {
  return `${entry === undefined ? 'The run' : `Entry ${entry}`}: ${shown(text)}`;
}

/** What somebody typed, without what a terminal would obey. */
export function shown(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}/gu, '\uFFFD');
}
