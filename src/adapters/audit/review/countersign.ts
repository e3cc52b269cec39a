import {
  approveNamespace,
  type Countersigned,
  type ReviewDecision,
} from '../../../core/audit/countersign.ts';
import type { Part } from '../../../core/audit/coverage.ts';
import type { Open, Recorded, Reference } from '../../../core/audit/entry.ts';
import { headlineOf } from '../../../core/audit/wording.ts';
import type { Verdict } from '../../../core/audit/verdict.ts';
import { mustBeBelieved } from './believed.ts';
import { AuditFailure } from '../failure.ts';
import { takeLease } from '../journal/lease.ts';
import { referenceTo } from '../reference.ts';
import { ReviewSegment, type OpenOfReview } from './reviewSegment.ts';
import { bodyOf, sound, type WriterOptions } from '../journal/run.ts';
import { readRunNow } from '../runFolder.ts';
import { inspectRun, type VerifyOptions } from '../verify.ts';

/** What a reviewer says of a run. */
export interface ReviewWish {
  readonly decision: ReviewDecision;
  readonly findings: readonly {
    readonly text: string;
    /** Number of the entry it is about, from 1 over all files of the run; absent if it is about the run. */
    readonly entry?: number;
  }[];
  readonly reason?: string;
}

/** A countersignature that was written. */
export interface Countersigning {
  readonly entry: Recorded<Countersigned>;
  /** Whose key it is where the log is verified. */
  readonly principal: string;
  readonly verdict: Verdict;
}

const otherwise = 'Nothing was signed';

/** As many of the latest heads as a line holds; the earlier ones are named by those. */
const maxParents = 100;

/**
 * Verifies a run and adds a person's word on it in a segment of its own; the run stays as it is. All of it is written at once and
 * only with its signature. Fails with `not-verified`, `own-run`, `in-use`, `not-a-run` or `not-signed`.
 */
export async function countersign(
  folder: string,
  wish: ReviewWish,
  options: WriterOptions & Pick<VerifyOptions, 'signers' | 'revoked' | 'roster'>,
): Promise<Countersigning> {
  const lease = takeLease(folder);
  try {
    const { verdict, parts } = await inspectRun(folder, options);
    mustHold(verdict, wish.decision);
    mustBeAnother(verdict, { key: options.signer.publicKey });
    const principal = await mustBeBelieved(folder, {
      signer: options.signer,
      name: options.operator,
      namespace: approveNamespace,
      otherwise,
      trust: { signers: options.signers, revoked: options.revoked },
    });
    mustBeAnother(verdict, { key: options.signer.publicKey, principal });
    const heads = parts.flatMap(headOf);
    const open = sound(readRunNow(folder));
    const segment = new ReviewSegment({ folder, run: open.run }, openOf(open, heads, options), options);
    const entry = await segment.write({
      ...wish,
      ref: endOf(parts, heads),
      findings: wish.findings.map(({ text, entry: number }) => ({
        text,
        ref: number === undefined ? null : referenceTo(folder, parts, number),
      })),
      by: options.operator,
    });
    return { entry, principal, verdict };
  } finally {
    lease.release();
  }
}

/** Only what holds is accepted; a run that is open or signed by a stranger can be refused, one that was changed is nobody's to sign. */
function mustHold(verdict: Verdict, decision: ReviewDecision): void {
  const { exit } = verdict;
  const refusable = decision === 'rejected' && (exit === 2 || exit === 3);
  if (exit === 0 || refusable) return;
  const why = verdict.worst === undefined ? '' : ` (${verdict.worst.sentence})`;
  const next = exit !== 2 && exit !== 3 ? '' : ' What is open or not trusted can only be refused: --reject.';
  throw new AuditFailure('not-verified', `${otherwise}. ${headlineOf(verdict)}${why}${next}`);
}

/** One's own run cannot be reviewed: a second pair of eyes is what a countersignature stands for. */
function mustBeAnother(
  { signers }: Verdict,
  own: { readonly key: string; readonly principal?: string },
): void {
  const walked = signers.some(
    ({ roles, key, principal }) =>
      roles.includes('operator') &&
      (key === own.key || (principal !== undefined && principal === own.principal)),
  );
  if (!walked) return;
  const sentence = `${otherwise}: you walked this run, and a review is another person's word. Ask somebody else.`;
  throw new AuditFailure('own-run', sentence);
}

function headOf({ seg, lines, head }: Part): readonly Reference[] {
  return seg === undefined ? [] : [{ seg, lines, head }];
}

/** The operator's last line. */
function endOf(parts: readonly Part[], heads: readonly Reference[]): Reference {
  const last = parts.findLast(({ role }) => role === 'operator');
  const head = heads.find(({ seg }) => seg === last?.seg);
  if (head === undefined)
    throw new AuditFailure('not-a-run', `${otherwise}: the log has no operator's part.`);
  return head;
}

/** No session key: there is one signature, and it is the reviewer's own. */
function openOf(open: Recorded<Open>, heads: readonly Reference[], options: WriterOptions): OpenOfReview {
  const body = { ...bodyOf(options), role: 'reviewer', runbook: open.runbook, runParents: [] } as const;
  return { ...body, session: null, parents: heads.slice(-maxParents) };
}
