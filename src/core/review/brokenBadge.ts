import type { Finding, FindingCode } from '../audit/finding.ts';
import type { Breach, Firm } from './breach.ts';
import { point, range, saying, type Point, type Saying, type SayingKey } from './badgeSentences.ts';
import type { Badge, BadgeFacts } from './badge.ts';

const leads: Readonly<Partial<Record<FindingCode, SayingKey>>> = {
  SEQ: 'order',
  FOREIGN_ENTRY: 'foreign',
  RUN_MISMATCH: 'foreign',
  TOO_LONG: 'form',
  BAD_UTF8: 'form',
  NOT_CANONICAL: 'form',
  BAD_KEY: 'form',
  BAD_NUMBER: 'form',
  BAD_STRING: 'form',
  TOO_DEEP: 'form',
  BAD_ENTRY: 'form',
  TRUNCATED: 'cutOff',
  REWRITTEN: 'rewritten',
  MISSING_SEGMENT: 'partMissing',
  FORK: 'fork',
  TRAILING_BYTES: 'trailing',
  AFTER_SEAL: 'afterSeal',
  SEAL_COUNT: 'sealCount',
  UNREADABLE: 'fileUnreadable',
  ROLLBACK: 'witness',
  SPLIT_VIEW: 'witness',
  LATE_RETURN: 'lateReturn',
  HANDED_OVER_TWICE: 'handedTwice',
  NO_HANDOVER: 'noHandover',
  HANDOVER_NOT_BOUND: 'handoverUnsound',
};

/** Nothing of the log was changed: it says itself that the run passed on as it must not. */
const handovers: ReadonlySet<FindingCode> = new Set([
  'LATE_RETURN',
  'HANDED_OVER_TWICE',
  'NO_HANDOVER',
  'HANDOVER_NOT_BOUND',
]);

const asTold: readonly Point[] = [point('ready', 'anyTime'), point('ready', 'anyHonest')];

/** The badge of a run that was changed: what is certain, and what these files cannot show. */
export function brokenBadge(facts: BadgeFacts, breach: Breach, firm: Firm): Omit<Badge, 'result'> {
  const { from } = breach;
  if (from === undefined) return contentBadge(facts, breach.finding, firm);
  const at = Math.min(from, facts.places.total);
  return {
    lead: [leadOf(facts, breach, at), saying('rely', { entry: Math.min(at, firm.signed + 1) })],
    proves: [
      ...certain(facts, firm),
      ...afterwards(facts, breach, at),
      ...strangers(facts.verdict),
      ...alsoChanged(facts),
    ],
    not: handovers.has(breach.finding.code)
      ? asTold
      : [unknowable(breach.finding.code, at), point('ready', 'diskOrPerson')],
    from,
    firm: firm.signed,
  };
}

function leadOf(facts: BadgeFacts, { finding }: Breach, entry: number): Saying {
  const all = facts.places.total;
  const { code, file = '', line = 1 } = finding;
  if (code === 'SIG_BAD') {
    const last = facts.places.of(file, line) - 1;
    return last <= entry ? saying('changed', { entry, all }) : saying('changedBetween', { entry, last, all });
  }
  if (code === 'CHAIN_BREAK') return saying(isChanged(facts, finding) ? 'changed' : 'gap', { entry, all });
  const key = leads[code] ?? 'form';
  return saying(key, handovers.has(code) ? { entry, all, who: writerOf(facts, file) } : { entry, all });
}

/** Whoever wrote a part, as the list of signers calls them, else as they call themselves. */
function writerOf({ parts, verdict }: BadgeFacts, file: string): string {
  const key = parts.find(part => part.file === file)?.signer;
  const found = verdict.signers.find(signed => signed.key === key);
  return found?.principal ?? found?.who ?? '';
}

/** A line that was read as good and that the next one contradicts was itself changed; before others, lines may be missing. */
function isChanged({ parts }: BadgeFacts, { file, line = 1 }: Finding): boolean {
  return (parts.find(part => part.file === file)?.lines ?? 0) >= line;
}

function certain({ verdict }: BadgeFacts, { signed, fits }: Firm): readonly Point[] {
  const walked = verdict.signers.filter(({ roles }) => roles.some(role => role !== 'reviewer'));
  const names = walked.flatMap(({ principal }) => (principal === undefined ? [] : [principal]));
  const who = names.length < walked.length || names.length === 0 ? undefined : names.join(', ');
  const holes = { to: signed };
  const held =
    signed === 0
      ? []
      : [
          who === undefined
            ? point('passed', 'holdsUnknown', holes)
            : point('passed', 'holds', { ...holes, who }),
        ];
  if (fits > signed) return [...held, range('ready', 'holdsFits', { from: signed + 1, to: fits })];
  return held.length > 0 ? held : [point('failed', 'holdsNothing')];
}

/** Keys that sign a part of it beside trusted ones. */
function strangers({ signers }: BadgeFacts['verdict']): readonly Point[] {
  const known = signers.some(({ principal }) => principal !== undefined);
  return signers.flatMap(({ who, principal }) =>
    known && principal === undefined ? [point('failed', 'stranger', { who })] : [],
  );
}

const changes: ReadonlySet<FindingCode> = new Set([
  'CHAIN_BREAK',
  'BAD_UTF8',
  'NOT_CANONICAL',
  'BAD_STRING',
  'BAD_ENTRY',
]);

function afterwards(facts: BadgeFacts, { finding }: Breach, entry: number): readonly Point[] {
  const { places } = facts;
  const changed = changes.has(finding.code) && (finding.code !== 'CHAIN_BREAK' || isChanged(facts, finding));
  return [
    ...(changed ? [point('failed', 'notTheOne', { entry })] : []),
    ...(places.total > entry
      ? [range('failed', 'follow', { from: entry + (changed ? 1 : 0), to: places.total })]
      : []),
  ];
}

/** Outputs that were changed besides. */
function alsoChanged(facts: BadgeFacts): readonly Point[] {
  return facts.verdict.findings
    .filter(({ tier, weight }) => tier === 'OUTPUTS' && weight === 'tampered')
    .slice(0, 3)
    .map(finding => ({ mark: 'failed', ...contentSaying(facts, finding) }));
}

const removals: ReadonlySet<FindingCode> = new Set([
  'SEQ',
  'TRUNCATED',
  'MISSING_SEGMENT',
  'REWRITTEN',
  'FORK',
  'SEAL_COUNT',
]);

function unknowable(code: FindingCode, entry: number): Point {
  return removals.has(code) ? point('ready', 'whatWasThere') : point('ready', 'whatItSaid', { entry });
}

/** Every entry holds; what one of them stored does not. */
function contentBadge(facts: BadgeFacts, finding: Finding, firm: Firm): Omit<Badge, 'result'> {
  const { verdict, places } = facts;
  const wrong = verdict.findings.filter(
    ({ tier, weight }) => weight === 'tampered' && (tier === 'OUTPUTS' || tier === finding.tier),
  );
  return {
    lead: [contentSaying(facts, finding)],
    proves: [
      ...(firm.signed >= places.total
        ? [point('passed', 'entriesHold', { n: places.total })]
        : certain(facts, firm)),
      ...strangers(verdict),
      ...wrong.slice(0, 8).map((one): Point => ({ mark: 'failed', ...contentSaying(facts, one) })),
    ],
    // A gate that was passed is what the log says itself: nothing of it was changed.
    not:
      finding.tier === 'POLICY' ? asTold : [point('ready', 'whatWasThere'), point('ready', 'diskOrPerson')],
    firm: firm.signed,
  };
}

function contentSaying(facts: BadgeFacts, { code, tier, file = '', line = 1 }: Finding): Saying {
  if (code === 'ROLLBACK' || code === 'SPLIT_VIEW') return saying('witness');
  const entry = facts.places.of(file, line);
  if (tier === 'POLICY') return saying(code === 'GATE_PASSED' ? 'gatePassed' : 'approvalUnsound', { entry });
  const content = facts.contentAt(entry);
  const missing = code === 'OBJECT_MISSING';
  if (content?.role === 'runbook') return saying(missing ? 'runbookMissing' : 'runbookChanged', { entry });
  if (content?.step === undefined) return saying(missing ? 'contentMissing' : 'contentChanged', { entry });
  return saying(missing ? 'outputMissing' : 'outputChanged', { entry, step: content.step });
}
