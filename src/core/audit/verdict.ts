import { coverage } from './coverage.ts';
import { exitCode, tiers, type ExitCode, type Finding, type Tier, type TierResult } from './finding.ts';
import { checkHistory, finding, isAccounted, type HeadAt, type SegmentInput } from './history.ts';
import { checkHandovers } from './handover/handovers.ts';
import { accepts, checkReviews, reviewSentence, type Review } from './reviews.ts';
import type { SegmentReport } from './segment.ts';
import { checkTrust, type Signed, type Trust, type TrustSource } from './trusted.ts';

/** What a log's other files and this machine show; every finding is already made. */
export interface Evidence {
  readonly folder: string;
  readonly segments: readonly SegmentInput[];
  readonly headAt: HeadAt;
  readonly trust: Trust;
  /** Findings about outputs, given the digests that may be absent; and how many objects were compared with theirs. */
  readonly outputs: (redacted: ReadonlySet<string>) => readonly Finding[];
  readonly objects: number;
  /** Findings of other sources; empty and `absent` where there was nothing to compare with. */
  readonly receipts: { readonly state: 'absent' | 'agree' | 'differ'; readonly findings: readonly Finding[] };
  readonly notes: readonly Finding[];
  /** Findings at gates, given the files whose keys are not believed; undefined if the log has no gates. */
  readonly gates: (untrusted: ReadonlySet<string>) => readonly Finding[] | undefined;
  readonly require: readonly Tier[];
}

export interface Verdict {
  readonly exit: ExitCode;
  readonly folder: string;
  readonly run: string | undefined;
  readonly tiers: readonly TierResult[];
  /** In the order of the log; the first that weighs most comes first in `worst`. */
  readonly findings: readonly Finding[];
  readonly worst: Finding | undefined;
  readonly signers: readonly Signed[];
  /** What reviewers said of it under a signature that holds, oldest first. */
  readonly reviews: readonly Review[];
  readonly trust: { readonly source: TrustSource; readonly place: string };
  readonly entries: number;
  readonly objects: number;
  /** Of the seal, where there is one. */
  readonly result: string | undefined;
}

const byDefault: readonly Tier[] = ['STRUCTURE', 'SIGNED', 'SEALED', 'POLICY', 'OUTPUTS'];

/** What a log proves, and what not. */
export function judge(evidence: Evidence): Verdict {
  const { segments } = evidence;
  const required = new Set([...byDefault, ...evidence.require]);
  const trusted = checkTrust(segments, evidence.trust);
  const doubted = new Set(trusted.findings.flatMap(({ file }) => file ?? []));
  const reviewed = checkReviews(segments, evidence.trust, doubted);
  const handed = checkHandovers(segments, evidence.trust);
  // That a log was written twice says less than who did.
  const isNews = ({ code, file = '' }: Finding): boolean =>
    (code !== 'FORK' && code !== 'AFTER_SEAL') || !handed.explained.has(file);
  const gates = evidence.gates(doubted);
  const findings = [
    ...(gates ?? []),
    ...handed.findings,
    ...checkHistory(segments, evidence.headAt).filter(isNews),
    ...checkCoverage(segments),
    ...checkSeal(segments.filter(({ report }) => report.run === segments[0]?.report.run)).filter(isNews),
    ...trusted.findings,
    ...evidence.outputs(believedRedactions(segments, trusted.findings)),
    ...evidence.receipts.findings,
    ...reviewed.findings,
    ...missingTiers(evidence, reviewed.reviews),
    ...evidence.notes,
  ].sort(byPlace(segments));
  const exit = exitCode(findings, required);
  const judged = { evidence, findings, required, reviews: reviewed.reviews, gated: gates !== undefined };
  return {
    exit,
    folder: evidence.folder,
    run: segments[0]?.report.run,
    tiers: tiers.map(tier => describeTier(tier, judged)),
    findings,
    worst: findings.find(one => required.has(one.tier) && exitCode([one], required) === exit && exit !== 0),
    signers: trusted.signers,
    reviews: reviewed.reviews,
    trust: { source: evidence.trust.source, place: evidence.trust.place },
    entries: segments.reduce((sum, { report }) => sum + report.lines, 0),
    objects: evidence.objects,
    result: sealOf(segments)?.facts.seal?.entry.result,
  };
}

/** What concerns a whole file comes after what concerns a line of it. */
const lineOf = (one: Finding): number => one.line ?? Number.MAX_SAFE_INTEGER;

function byPlace(segments: readonly SegmentInput[]): (a: Finding, b: Finding) => number {
  const order = new Map(segments.map(({ report }, index) => [report.file, index]));
  const rank = (one: Finding): number =>
    one.file === undefined ? segments.length : (order.get(one.file) ?? 0);
  return (a, b) => rank(a) - rank(b) || lineOf(a) - lineOf(b);
}

/** The operator's last segment: where the seal must be. */
function sealOf(segments: readonly SegmentInput[]): SegmentReport | undefined {
  return segments.map(({ report }) => report).findLast(({ facts }) => facts.open?.role === 'operator');
}

/** What may be absent: only a signature that is believed says so, or whoever deletes could say so himself. */
function believedRedactions(
  segments: readonly SegmentInput[],
  untrusted: readonly Finding[],
): ReadonlySet<string> {
  const covered = coverage(segments);
  const redacted = segments.flatMap(({ report }) =>
    report.facts.open?.role === 'reviewer' || untrusted.some(({ file }) => file === report.file)
      ? []
      : report.facts.redacted.filter(({ line }) => line <= (covered.get(report.file) ?? 0)),
  );
  return new Set(redacted.map(({ sha256 }) => sha256));
}

function checkCoverage(segments: readonly SegmentInput[]): readonly Finding[] {
  const covered = coverage(segments);
  return segments.flatMap((segment): readonly Finding[] => {
    const { report } = segment;
    const upTo = covered.get(report.file) ?? 0;
    // A signature itself stands behind what it signs.
    const ends =
      report.userSignatures.some(({ lines }) => lines === upTo) || report.lastSession?.lines === upTo;
    const left = report.lines - upTo - (ends && upTo > 0 ? 1 : 0);
    if (report.lastEntry <= upTo || report.broken) return [];
    const line = report.lines - left + 1;
    const sentence = left === 1 ? 'it is not signed' : `it and the ${left - 1} after it are not signed`;
    return [
      { ...finding('UNSIGNED_TAIL', report, { line, sentence }), tier: 'SIGNED', weight: 'incomplete' },
    ];
  });
}

function checkSeal(segments: readonly SegmentInput[]): readonly Finding[] {
  const last = sealOf(segments);
  const early = segments.filter(({ report }) => report !== last && report.facts.seal !== undefined);
  const findings = early.map(({ report }): Finding => {
    const sentence = 'the log goes on after this seal, which ends it';
    return finding('AFTER_SEAL', report, { line: report.facts.seal?.line ?? 1, sentence });
  });
  if (last?.facts.seal !== undefined) return [...findings, ...checkSealed(last, segments)];
  // Where a file cannot be read to its end, nobody knows how the run ended.
  const unread = segments.some(({ report }) => report.broken && report.facts.open === undefined);
  if (last?.broken === true || findings.length > 0 || unread) return findings;
  const sentence = 'the log has no seal: the run was not closed, or its end is missing';
  const { file } = last ?? segments.at(-1)?.report ?? {};
  const place = file === undefined ? {} : { file };
  return [{ code: 'NOT_SEALED', tier: 'SEALED', weight: 'incomplete', sentence, ...place }];
}

function checkSealed(last: SegmentReport, segments: readonly SegmentInput[]): readonly Finding[] {
  const findings: Finding[] = [];
  const { line = 1, entry } = last.facts.seal ?? {};
  if (!last.userSignatures.some(({ ns, lines }) => ns === 'seal.v1@handrail' && lines >= line)) {
    const sentence = 'the seal is not signed by the operator';
    findings.push({
      ...finding('SEAL_UNSIGNED', last, { line, sentence }),
      tier: 'SEALED',
      weight: 'incomplete',
    });
  }
  const counted = segments.map(({ report }) =>
    report.facts.open?.role === 'operator' ? report.facts.objects : 0,
  );
  const objects = counted.reduce((sum, count) => sum + count, 0);
  if (objects !== entry?.objects && !segments.some(({ report }) => report.broken)) {
    const sentence = `the seal counts ${entry?.objects ?? 0} objects, the log has ${objects}`;
    findings.push(finding('SEAL_COUNT', last, { line, sentence }));
  }
  return findings;
}

/** Tiers that were asked for and that nothing here can show. */
function missingTiers(evidence: Evidence, reviews: readonly Review[]): readonly Finding[] {
  return evidence.require.flatMap((tier): readonly Finding[] => {
    const absent =
      (tier === 'COUNTERSIGNED' && !reviews.some(accepts)) ||
      tier === 'ANCHORED' ||
      (tier === 'RECEIPTS' && evidence.receipts.state === 'absent');
    if (!absent) return [];
    return [
      {
        code: 'NOT_PROVEN',
        tier,
        weight: 'incomplete',
        sentence: `${tier} was required, and nothing here shows it`,
      },
    ];
  });
}

interface Judged {
  readonly evidence: Evidence;
  readonly findings: readonly Finding[];
  readonly required: ReadonlySet<Tier>;
  readonly reviews: readonly Review[];
  readonly gated: boolean;
}

function describeTier(tier: Tier, { evidence, findings, required, reviews, gated }: Judged): TierResult {
  const wrong = findings.filter(one => one.tier === tier && one.weight !== 'note');
  const base = { tier, required: required.has(tier) };
  if (wrong.length > 0) {
    const absent = wrong.every(({ code }) => absences.has(code));
    return { ...base, state: absent ? 'absent' : 'failed', detail: wrong[0]?.sentence ?? '' };
  }
  const broken = evidence.segments.some(
    segment => segment.report.broken && !isAccounted(segment, evidence.segments),
  );
  if (broken && tier !== 'RECEIPTS')
    return { ...base, state: 'failed', detail: 'the log could not be read to its end' };
  if (tier === 'POLICY' && gated) return { ...base, ...keptGates(findings) };
  return { ...base, ...provenDetail(tier, evidence, reviews) };
}

/** What was gone through without an approval is said, however well the rest was kept. */
function keptGates(findings: readonly Finding[]): Pick<TierResult, 'state' | 'detail'> {
  const broken = findings.filter(({ code }) => code === 'BREAK_GLASS').length;
  const passed = broken === 1 ? '1 gate was' : `${broken} gates were`;
  const kept = 'every command behind a gate ran with an approval that holds';
  return {
    state: 'proven',
    detail: broken === 0 ? kept : `${passed} passed without an approval, as the policy allows`,
  };
}

const absences: ReadonlySet<string> = new Set(['NOT_PROVEN', 'NOT_SEALED', 'SELF_COUNTERSIGNED']);

function provenDetail(
  tier: Tier,
  evidence: Evidence,
  reviews: readonly Review[],
): Pick<TierResult, 'state' | 'detail'> {
  const entries = evidence.segments.reduce((sum, { report }) => sum + report.lines, 0);
  switch (tier) {
    case 'STRUCTURE':
      return { state: 'proven', detail: `${entries} lines are whole, in order and chained` };
    case 'SIGNED':
      return { state: 'proven', detail: 'every entry is under a signature of a trusted key' };
    case 'SEALED':
      return { state: 'proven', detail: 'the operator closed and signed the run' };
    case 'OUTPUTS':
      return { state: 'proven', detail: `${evidence.objects} objects are what the log says` };
    case 'COUNTERSIGNED':
      return reviews.some(accepts)
        ? { state: 'proven', detail: reviewSentence(reviews) }
        : { state: 'absent', detail: 'no other person signed over it' };
    case 'POLICY':
      return { state: 'absent', detail: 'the log has no gates' };
    case 'ANCHORED':
      return { state: 'absent', detail: 'no outside time stamp: times are as the machine said' };
    case 'RECEIPTS':
      return evidence.receipts.state === 'agree'
        ? { state: 'proven', detail: 'it holds all that this machine saw of it' }
        : { state: 'absent', detail: 'this machine never saw it before' };
  }
}
