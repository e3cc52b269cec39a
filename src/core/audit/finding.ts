// What verification can find. docs/audit-log.md lists the codes with their meaning.

export const tiers = [
  'STRUCTURE',
  'SIGNED',
  'SEALED',
  'COUNTERSIGNED',
  'POLICY',
  'OUTPUTS',
  'ANCHORED',
  'RECEIPTS',
] as const;

export type Tier = (typeof tiers)[number];

/** What a finding means for the whole; `note` means nothing for it. */
export type Weight = 'unreadable' | 'tampered' | 'unsupported' | 'trust' | 'incomplete' | 'note';

export type FindingCode =
  | 'NO_SEGMENT'
  | 'UNREADABLE'
  | 'TOO_LONG'
  | 'BAD_UTF8'
  | 'NOT_CANONICAL'
  | 'BAD_KEY'
  | 'BAD_NUMBER'
  | 'BAD_STRING'
  | 'TOO_DEEP'
  | 'BAD_ENTRY'
  | 'CHAIN_BREAK'
  | 'SEQ'
  | 'FOREIGN_ENTRY'
  | 'RUN_MISMATCH'
  | 'MISSING_SEGMENT'
  | 'TRUNCATED'
  | 'REWRITTEN'
  | 'FORK'
  | 'TRAILING_BYTES'
  | 'TORN_TAIL'
  | 'AFTER_SEAL'
  | 'SEAL_COUNT'
  | 'SIG_BAD'
  | 'UNSIGNED_TAIL'
  | 'NOT_SEALED'
  | 'SEAL_UNSIGNED'
  | 'NO_SIGNERS'
  | 'UNTRUSTED_KEY'
  | 'EXPIRED_KEY'
  | 'REVOKED_KEY'
  | 'COMPROMISED_KEY'
  | 'AMBIGUOUS_KEY'
  | 'WEAK_KEY'
  | 'UNSUPPORTED_FORMAT'
  | 'UNSUPPORTED_ENTRY'
  | 'UNSUPPORTED_KEY'
  | 'OBJECT_MISSING'
  | 'OBJECT_ALTERED'
  | 'OUTPUT_MISMATCH'
  | 'ROLLBACK'
  | 'SPLIT_VIEW'
  | 'RENAMED_FOLDER'
  | 'MISSING_RUN'
  | 'RUN_REWRITTEN'
  | 'RUN_DELETED'
  | 'OPEN_TOO_LONG'
  | 'GATE_PASSED'
  | 'APPROVAL_NOT_BOUND'
  | 'APPROVAL_USED_TWICE'
  | 'APPROVAL_EXPIRED'
  | 'SELF_APPROVED'
  | 'NOT_IN_ROLE'
  | 'BREAK_GLASS'
  | 'ROSTER_ALTERED'
  | 'ROSTER_ROLLED_BACK'
  | 'NO_HANDOVER'
  | 'HANDOVER_NOT_BOUND'
  | 'HANDED_OVER_TWICE'
  | 'LATE_RETURN'
  | 'SELF_COUNTERSIGNED'
  | 'NOT_ACCEPTED'
  | 'UNKNOWN_ENTRY'
  | 'REDACTED'
  | 'NOT_PROVEN';

export interface Finding {
  readonly code: FindingCode;
  readonly tier: Tier;
  readonly weight: Weight;
  /** Name of the segment's file. */
  readonly file?: string;
  /** 1-based, as `sed -n LINEp` counts. */
  readonly line?: number;
  /** What is wrong, in a sentence for people. */
  readonly sentence: string;
}

export interface TierResult {
  readonly tier: Tier;
  readonly state: 'proven' | 'failed' | 'absent';
  readonly required: boolean;
  /** A sentence. */
  readonly detail: string;
}

/** Exit codes of `verify`, and which of several findings decides. */
const exits: readonly (readonly [Weight, ExitCode])[] = [
  ['unreadable', 5],
  ['tampered', 1],
  ['unsupported', 4],
  ['trust', 3],
  ['incomplete', 2],
];

export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5;

/** The exit code of the heaviest finding among the required tiers. */
export function exitCode(findings: readonly Finding[], required: ReadonlySet<Tier>): ExitCode {
  const counted = findings.filter(finding => required.has(finding.tier));
  return exits.find(([weight]) => counted.some(finding => finding.weight === weight))?.[1] ?? 0;
}
