import { approveNamespace, type ReviewDecision } from './countersign.ts';
import type { Finding } from './finding.ts';
import { finding, type SegmentInput } from './history.ts';
import { principalOf } from './person.ts';
import type { SegmentReport } from './segment.ts';
import type { Trust } from './trusted.ts';

// Who countersigned a run, and what that is worth: people are told apart by their keys, never by what they call themselves.

/** What one reviewer said of a run, under a signature of their own that holds. */
export interface Review {
  /** As the reviewer's part claims. */
  readonly who: string;
  /** As the list of keys says; absent if it does not let this key review. */
  readonly principal?: string;
  readonly decision: ReviewDecision;
  readonly findings: number;
  readonly reason?: string;
  /** ms since the epoch. */
  readonly at: number;
  readonly file: string;
  readonly line: number;
  /**
   * `counts`: another person's, over the whole run · `self`: an operator's own · `partial`: the run went on afterwards ·
   * `untrusted`: the list of keys does not let this key review · `replaced`: the same person said something later.
   */
  readonly standing: 'counts' | 'self' | 'partial' | 'untrusted' | 'replaced';
}

/** Whether a review is one that COUNTERSIGNED is proven by. */
export const accepts = ({ standing, decision }: Review): boolean =>
  standing === 'counts' && decision !== 'rejected';

/** What reviewers said, and what of it keeps the run from being countersigned; `doubted` are files whose keys are not believed. */
export function checkReviews(
  segments: readonly SegmentInput[],
  trust: Trust,
  doubted: ReadonlySet<string>,
): { readonly reviews: readonly Review[]; readonly findings: readonly Finding[] } {
  const reports = segments.map(({ report }) => report);
  const operators = operatorsOf(reports, trust);
  const end = reports.findLast(({ facts }) => facts.open?.role === 'operator');
  const all = reports.flatMap(report => reviewsIn(report, { trust, operators, end, doubted }));
  const reviews = all.map((review, index) => superseded(review, all.slice(index + 1)));
  return { reviews, findings: reviews.flatMap(findingOf) };
}

/** "accepted by bob@corp with 2 findings" */
export function reviewSentence(reviews: readonly Review[]): string {
  return reviews
    .filter(({ standing }) => standing === 'counts')
    .map(sentenceOf)
    .join('; ');
}

function sentenceOf({ principal, who, decision, findings }: Review): string {
  const by = principal ?? who;
  if (decision === 'rejected') return `not accepted by ${by}`;
  return `accepted by ${by}${findings === 0 ? '' : ` with ${findings} finding${findings === 1 ? '' : 's'}`}`;
}

interface Operators {
  readonly keys: ReadonlySet<string>;
  readonly principals: ReadonlySet<string>;
}

interface Judging {
  readonly trust: Trust;
  readonly operators: Operators;
  /** The operator's last part. */
  readonly end: SegmentReport | undefined;
  readonly doubted: ReadonlySet<string>;
}

function operatorsOf(reports: readonly SegmentReport[], trust: Trust): Operators {
  const own = reports.filter(({ facts }) => facts.open?.role === 'operator');
  return {
    keys: new Set(own.flatMap(({ facts }) => facts.open?.signer ?? [])),
    principals: new Set(
      own.flatMap(report =>
        report.userSignatures.flatMap(
          ({ ns, at }) => principalOf(report.facts.open?.signer ?? '', trust, { ns, at }) ?? [],
        ),
      ),
    ),
  };
}

function reviewsIn(report: SegmentReport, judging: Judging): readonly Review[] {
  const { open } = report.facts;
  if (open === undefined) return [];
  return report.facts.countersigned.flatMap((entry): readonly Review[] => {
    const signature = report.userSignatures.find(
      ({ ns, lines }) => ns === approveNamespace && lines === entry.line,
    );
    if (signature === undefined) return [];
    const doubted = judging.doubted.has(report.file);
    const principal = doubted ? undefined : principalOf(open.signer, judging.trust, signature);
    const { decision, findings, reason, ref } = entry;
    const whole =
      judging.end?.facts.seal !== undefined &&
      ref.seg === judging.end.seg &&
      ref.lines >= judging.end.facts.seal.line;
    return [
      {
        who: open.who,
        ...(principal === undefined ? {} : { principal }),
        decision,
        findings,
        ...(reason === undefined ? {} : { reason }),
        at: signature.at,
        file: report.file,
        line: entry.line,
        standing: standingOf({ signer: open.signer, principal, whole }, judging.operators),
      },
    ];
  });
}

function standingOf(
  { signer, principal, whole }: { signer: string; principal: string | undefined; whole: boolean },
  { keys, principals }: Operators,
): Review['standing'] {
  if (keys.has(signer) || (principal !== undefined && principals.has(principal))) return 'self';
  if (principal === undefined) return 'untrusted';
  return whole ? 'counts' : 'partial';
}

function superseded(review: Review, later: readonly Review[]): Review {
  const again = later.some(
    ({ principal, standing }) => standing === 'counts' && principal === review.principal,
  );
  return review.standing === 'counts' && again ? { ...review, standing: 'replaced' } : review;
}

function findingOf({ standing, decision, principal, who, file, line }: Review): readonly Finding[] {
  const by = principal ?? who;
  const base = { tier: 'COUNTERSIGNED', weight: 'incomplete' } as const;
  if (standing === 'self') {
    const sentence = `${by} walked this run and cannot review it too: it counts as no other person's word`;
    return [{ ...finding('SELF_COUNTERSIGNED', { file }, { line, sentence }), ...base }];
  }
  if (standing !== 'counts' || decision !== 'rejected') return [];
  const sentence = `${by} verified and read it, and did not accept it`;
  return [{ ...finding('NOT_ACCEPTED', { file }, { line, sentence }), ...base }];
}
