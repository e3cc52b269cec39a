import type { FindingCode } from '../audit/finding.ts';
import type { Verdict } from '../audit/verdict.ts';
import { breachOf, firmBefore, type Firm } from './breach.ts';
import { brokenBadge } from './brokenBadge.ts';
import { point, range, saying, type Point, type Saying } from './badgeSentences.ts';
import type { Badge, BadgeFacts, BadgeResult } from './badge.ts';

/** By the exit code of the verdict. */
export const badgeResults: readonly BadgeResult[] = [
  'verified',
  'broken',
  'open',
  'untrusted',
  'unsupported',
  'unreadable',
];

/** The badge of a run. */
export function badgeOf(facts: BadgeFacts): Badge {
  const { verdict, parts, places } = facts;
  const result = badgeResults[verdict.exit] ?? 'unreadable';
  const breach = breachOf(verdict, parts, places);
  const firm = firmBefore(breach?.from ?? places.total + 1, parts, places);
  if (breach !== undefined) return { result, ...brokenBadge(facts, breach, firm) };
  if (result === 'unsupported') return bare(result, 'newerFormat');
  if (result === 'unreadable') return bare(result, 'notALog');
  return {
    result,
    lead: leadOf(facts, firm),
    proves: provesOf(facts, firm),
    not: [...openEnds(facts, firm), ...beyond(facts)],
    firm: firm.signed,
  };
}

function bare(result: BadgeResult, key: 'newerFormat' | 'notALog'): Badge {
  return { result, lead: [saying(key)], proves: [], not: [], firm: 0 };
}

const trustLeads: Readonly<Partial<Record<FindingCode, Saying['key']>>> = {
  NO_SIGNERS: 'noSigners',
  UNTRUSTED_KEY: 'unknownKey',
  EXPIRED_KEY: 'expiredKey',
  REVOKED_KEY: 'revokedKey',
  COMPROMISED_KEY: 'stolenKey',
  AMBIGUOUS_KEY: 'ambiguousKey',
  WEAK_KEY: 'weakKey',
};

/** What this machine knows otherwise is said at once: an operator can write a run anew under a signature that holds. */
function leadOf(facts: BadgeFacts, firm: Firm): readonly Saying[] {
  const differs = facts.verdict.findings.some(
    ({ tier, weight }) => tier === 'RECEIPTS' && weight === 'tampered',
  );
  return [...ownLead(facts, firm), ...(differs ? [saying('witness')] : [])];
}

function ownLead(facts: BadgeFacts, firm: Firm): readonly Saying[] {
  const { verdict, places } = facts;
  const { exit, worst, signers } = verdict;
  if (exit === 0) return [saying('allSigned', { n: places.total })];
  if (exit === 3) {
    const key = trustLeads[worst?.code ?? 'UNTRUSTED_KEY'] ?? 'unknownKey';
    return [saying(key, { who: signers[0]?.who ?? '' })];
  }
  const at = facts.timeOf(firm.signed);
  if (firm.signed === 0 || at === undefined) return [saying('nothingSigned')];
  return [saying('endOpen', { entry: firm.signed, at })];
}

function provesOf(facts: BadgeFacts, firm: Firm): readonly Point[] {
  const { verdict, places, outputs } = facts;
  const { exit, tiers } = verdict;
  const proven = (tier: string): boolean => tiers.some(one => one.tier === tier && one.state === 'proven');
  // Without a seal nobody can tell whether entries were removed behind the last one.
  const whole = firm.signed >= places.total && proven('SEALED');
  const redacted = redactedIn(facts);
  return [
    ...(whole ? [point('passed', 'unchanged')] : []),
    ...(!whole && firm.signed > 0 ? [point('passed', 'signedUpTo', { entry: firm.signed })] : []),
    ...(proven('SEALED') ? [point('passed', 'sealed')] : []),
    ...(exit === 3 ? [] : trustPoints(verdict)),
    ...(proven('OUTPUTS') ? [contentsPoint(Math.max(0, outputs - redacted))] : []),
    ...(redacted > 0 ? [point('ready', 'redacted', { n: redacted })] : []),
    ...reviewPoints(verdict),
    ...witness(verdict),
  ];
}

const contentsPoint = (n: number): Point =>
  n === 0 ? point('passed', 'runbookText') : point('passed', 'contents', { n });

/** Outputs of which a part was deleted on purpose. */
function redactedIn({ verdict, places, contentAt }: BadgeFacts): number {
  const gone = verdict.findings.filter(({ code }) => code === 'REDACTED');
  return new Set(gone.map(({ file = '', line = 1 }) => contentAt(places.of(file, line))?.attempt ?? '')).size;
}

/** What this machine noted of the run when it was written or last verified here. */
export function witness({ findings, tiers }: Verdict): readonly Point[] {
  const receipts = tiers.find(({ tier }) => tier === 'RECEIPTS');
  if (receipts?.state === 'proven') return [point('passed', 'witnessed')];
  return findings.some(({ tier }) => tier === 'RECEIPTS') ? [point('failed', 'witnessDiffers')] : [];
}

/** Who else verified and read it, and what they made of it. */
function reviewPoints({ reviews }: Verdict): readonly Point[] {
  return reviews
    .filter(({ standing }) => standing === 'counts')
    .map(({ principal, who: claimed, decision, findings: n }) => {
      const who = principal ?? claimed;
      if (decision === 'rejected')
        return n === 0 ? point('failed', 'refusedBy', { who }) : point('failed', 'refusedWith', { who, n });
      return n === 0 ? point('passed', 'reviewedBy', { who }) : point('passed', 'reviewedWith', { who, n });
    });
}

function unreviewed({ reviews }: Verdict): readonly Point[] {
  const others = reviews.filter(({ standing }) => standing === 'counts');
  const own = reviews.find(({ standing }) => standing === 'self');
  if (others.length > 0)
    return others.map(({ principal, who }) => point('ready', 'sawIt', { who: principal ?? who }));
  return own === undefined
    ? [point('ready', 'noReview')]
    : [point('ready', 'ownReview', { who: own.principal ?? own.who })];
}

const trusted = {
  given: 'trustedGiven',
  setting: 'trustedSetting',
  'base-branch': 'trustedBranch',
} as const;

function trustPoints({ signers, trust }: Verdict): readonly Point[] {
  const walked = signers.filter(({ roles }) => roles.some(role => role !== 'reviewer'));
  const named = walked.flatMap(({ principal }) => (principal === undefined ? [] : [principal]));
  const { source } = trust;
  return [
    ...named.map(who => point('passed', 'signedBy', { who })),
    ...(source === 'first-use' || source === 'none'
      ? []
      : [point('passed', trusted[source], { n: Math.max(1, new Set(named).size) })]),
  ];
}

/** What is missing at the end of a log that was not closed, or not signed to its end. */
function openEnds({ verdict, places }: BadgeFacts, firm: Firm): readonly Point[] {
  if (verdict.exit !== 2) return [];
  const has = (code: FindingCode): boolean => verdict.findings.some(one => one.code === code);
  return [
    ...(firm.signed < places.total
      ? [range('ready', 'unsignedTail', { from: firm.signed + 1, to: places.total })]
      : []),
    ...(has('TORN_TAIL') ? [point('ready', 'torn')] : []),
    ...(has('NOT_SEALED') ? [point('ready', 'noEnd')] : []),
    point('ready', 'newest'),
  ];
}

/** Who walked it, each by the name that the list of signers gives their key. */
function walkers({ signers }: Verdict): readonly string[] {
  const walked = signers.filter(({ roles }) => roles.includes('operator'));
  return [
    ...new Set(
      (walked.length === 0 ? signers.slice(0, 1) : walked).map(({ principal, who }) => principal ?? who),
    ),
  ];
}

/** What no log without a server can show, and what this one's trust leaves open. */
function beyond(facts: BadgeFacts): readonly Point[] {
  const { verdict, host, byHand } = facts;
  const { exit, trust, signers } = verdict;
  const who = signers[0]?.principal ?? signers[0]?.who ?? '';
  return [
    ...(exit === 3 ? [point('ready', 'whoseKey', { who })] : []),
    ...(trust.source === 'first-use' && exit !== 3 ? [point('ready', 'firstUse', { who })] : []),
    ...(exit === 3
      ? [point('ready', 'keyOnly', { who })]
      : walkers(verdict).map(one => point('ready', 'keyboard', { who: one }))),
    ...(host === undefined
      ? [point('ready', 'anyTime'), point('ready', 'anyHonest')]
      : [point('ready', 'time', { host }), point('ready', 'honest', { host })]),
    ...(byHand > 0 ? [point('ready', 'word', { n: byHand })] : []),
    ...(exit === 0 ? unreviewed(verdict) : []),
  ];
}
