import * as z from 'zod';
import type { Author } from '../author.ts';
import type { Countersigned, ReviewFinding } from '../countersign.ts';
import type { Reference } from '../reference.ts';

// Where somebody else has to agree before commands run: what the operator's log says of it, and what an approver signs in a segment of
// their own. docs/audit-log.md, "Approvals".

/** One statement as it would run: its text by its digest, values filled in and secrets masked. */
export interface Covered {
  readonly step: string;
  readonly stmt: number;
  readonly digest: string;
}

/** A gate that holds from here on, until another text of the runbook is taken. */
export interface ApprovalNeeded {
  readonly type: 'approval.needed';
  readonly gate: string;
  /** The steps whose commands it holds back; none if it holds back all. */
  readonly steps: readonly string[];
  /** Whoever has this role in the roster may answer; `approver` where anybody may who approves at all. */
  readonly role: string;
  /** How many people. */
  readonly quorum: number;
  /** How long an approval lasts, in ms. */
  readonly lastsMs: number;
  readonly from: 'front-matter' | 'policy' | 'document';
  /** As the author or the team says it. */
  readonly text: string;
  /** Whether the team's policy lets an operator go through it without an answer, with a reason. */
  readonly breakGlass: boolean;
}

/** The operator asks; a newer request for a gate takes the place of an older one. */
export interface ApprovalRequested {
  readonly type: 'approval.requested';
  readonly gate: string;
  /** The step that waits. */
  readonly step: string;
  readonly stepDigest: string;
  readonly role: string;
  readonly quorum: number;
  /** The object of role `plan`: exactly what the approver is shown. */
  readonly plan: string;
  /** What it opens, and nothing else. */
  readonly covers: readonly Covered[];
  /** 128 random bits in hex: its name. */
  readonly nonce: string;
  /** ms since the epoch, by the operator's clock. */
  readonly expires: number;
  /** Hash of the latest `context` line; the journal fills it in. */
  readonly context?: string;
}

/** The operator's runner read an answer and found that it holds. */
export interface ApprovalAnswered {
  readonly type: 'approval.answered';
  readonly nonce: string;
  readonly decision: 'granted' | 'denied';
  /** The answer's line. */
  readonly ref: Reference;
  /** Who answered, as the list of signers says. */
  readonly principal: string;
  readonly key: string;
  readonly reason?: string;
  /**
   * Until when, where the approver gave less time than was asked for; verification takes it from the answer itself. The format was
   * frozen before it: it may be absent, and no reader checks it.
   */
  readonly expires?: unknown;
}

/** The gate opens, once, for what the request covers. */
export interface ApprovalUsed {
  readonly type: 'approval.used';
  readonly gate: string;
  readonly nonce: string;
  /** The answers that it rests on. */
  readonly refs: readonly Reference[];
}

/** The operator went through without an answer, as the team's policy allows. */
export interface ApprovalOverridden {
  readonly type: 'approval.overridden';
  readonly gate: string;
  readonly nonce: string;
  readonly reason: string;
  readonly by: Author;
}

/** The operator takes a request back: no answer to it opens anything from here on. */
export interface ApprovalWithdrawn {
  readonly type: 'approval.withdrawn';
  readonly gate: string;
  readonly nonce: string;
  readonly by: Author;
}

interface Answer {
  /** Hash of the line with the request. */
  readonly request: string;
  readonly gate: string;
  readonly step: string;
  readonly stepDigest: string;
  readonly plan: string;
  readonly nonce: string;
  readonly reason?: string;
}

/** An approver agrees, once, to what was shown. */
export interface ApprovalGranted extends Answer {
  readonly type: 'approval.granted';
  readonly scope: 'once';
  readonly expires: number;
}

export interface ApprovalDenied extends Answer {
  readonly type: 'approval.denied';
}

export type OperatorApproval =
  | ApprovalNeeded
  | ApprovalRequested
  | ApprovalAnswered
  | ApprovalUsed
  | ApprovalOverridden
  | ApprovalWithdrawn;
export type ApproverAnswer = ApprovalGranted | ApprovalDenied;
/** What others than the operator sign, in segments of their own. */
export type OthersEntry = ApproverAnswer | ReviewFinding | Countersigned;

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const nonce = z.string().regex(/^[0-9a-f]{32}$/);
const count = z.int().min(0);
const text = z.string();
const reference = z.looseObject({ seg: count, lines: count, head: digest });
const answer = { request: digest, gate: text, step: text, stepDigest: text, plan: digest, nonce };

/** What makes each of them complete. */
export const approvalBodies: Readonly<Record<(OperatorApproval | ApproverAnswer)['type'], z.ZodType>> = {
  'approval.needed': z.looseObject({
    gate: text,
    steps: z.array(text),
    role: text,
    quorum: count.min(1),
    lastsMs: count,
    from: text,
    text,
    breakGlass: z.boolean(),
  }),
  'approval.requested': z.looseObject({
    gate: text,
    step: text,
    stepDigest: text,
    role: text,
    quorum: count.min(1),
    plan: digest,
    covers: z.array(z.looseObject({ step: text, stmt: count, digest })),
    nonce,
    expires: count,
  }),
  'approval.answered': z.looseObject({
    nonce,
    decision: z.enum(['granted', 'denied']),
    ref: reference,
    principal: text,
    key: text,
    reason: text.optional(),
  }),
  'approval.used': z.looseObject({ gate: text, nonce, refs: z.array(reference) }),
  'approval.overridden': z.looseObject({ gate: text, nonce, reason: text, by: text }),
  'approval.withdrawn': z.looseObject({ gate: text, nonce, by: text }),
  'approval.granted': z.looseObject({ ...answer, scope: z.literal('once'), expires: count }),
  'approval.denied': z.looseObject({ ...answer, reason: text.optional() }),
};

/** Whether an entry is about gates and who may open them. */
export function isApproval<E extends { readonly type: string }>(
  entry: E,
): entry is Extract<E, { readonly type: `approval.${string}` }> {
  return entry.type.startsWith('approval.');
}

export const approvalTypes: readonly string[] = Object.keys(approvalBodies);

/** Numbers from here on are segments that nobody else knows of when they are written: several people may answer at once. */
export const looseSegments = 2 ** 40;
