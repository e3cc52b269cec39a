import type { Reference } from './reference.ts';

// What a reviewer says of a run, in a segment of their own: the run itself stays as it was.

export const reviewDecisions = ['accepted', 'findings', 'rejected'] as const;

/** `accepted`: right as it was done · `findings`: right, and something must change · `rejected`: not accepted. */
export type ReviewDecision = (typeof reviewDecisions)[number];

/** Something that a reviewer found. */
export interface ReviewFinding {
  readonly type: 'finding';
  /** The entry it is about; null if it is about the run. */
  readonly ref: Reference | null;
  readonly text: string;
  /** `major` where the run is not accepted. */
  readonly severity: 'minor' | 'major';
}

/** A person verified and read a run, and says what they make of it. That they saw it happen is not said. */
export interface Countersigned {
  readonly type: 'countersigned';
  /** The operator's last line that was verified. */
  readonly ref: Reference;
  readonly decision: ReviewDecision;
  /** How many `finding` entries stand before it in its segment. */
  readonly findings: number;
  readonly reason?: string;
  readonly by: string;
}

/** What a signature in this namespace is over, and over nothing else: a list of signers can allow somebody to review without to operate. */
export const approveNamespace = 'approve.v1@handrail';

/** What is signed in it, and in whose segment. */
const approving: ReadonlyMap<string, string> = new Map([
  ['countersigned', 'reviewer'],
  ['approval.granted', 'approver'],
  ['approval.denied', 'approver'],
]);

/**
 * Whether a signature of the user's key fits the line it stands on, and whose segment that is: a key that may only review could
 * otherwise sign what an operator does, or what is deleted.
 */
export function fitsLine(namespace: string, line: { readonly type: string; readonly role: string }): boolean {
  const approves = namespace === approveNamespace;
  return approves === approving.has(line.type) && (!approves || approving.get(line.type) === line.role);
}
