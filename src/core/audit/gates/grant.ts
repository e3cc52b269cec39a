import type { ApprovalRequested, ApproverAnswer } from './approval.ts';
import type { Open, Recorded } from '../entry.ts';
import type { FindingCode } from '../finding.ts';
import { memberWith, versionAt, type Roster } from '../roster/roster.ts';
import { findSigner } from '../ssh/signers.ts';
import { parseKeyLine } from '../ssh/sshkey.ts';
import type { Trust } from '../trusted.ts';

// Whether an answer is one to this request, by somebody who may give it. The operator's runner asks this before it opens a gate, and
// verification asks the same of what it opened.

/** A request where it stands in the operator's log. */
export interface RequestSeen {
  readonly entry: Recorded<ApprovalRequested>;
  /** Hash of its line. */
  readonly hash: string;
  /** Key of whoever asks. */
  readonly signer: string;
  /** The version of the roster that the operator knew. */
  readonly pinned: number;
}

/** Whom the lists of this place believe. */
export interface Believed {
  readonly trust: Trust;
  readonly roster: Roster | undefined;
}

export interface Who {
  readonly key: string;
  readonly principal: string | undefined;
  /** Absent if no roster says. */
  readonly roles: readonly string[] | undefined;
}

export interface AnswerProblem {
  readonly code: FindingCode;
  readonly weight: 'tampered' | 'trust';
  readonly sentence: string;
  /** The same for whoever says it in another language. */
  readonly doubt: AnswerDoubt;
}

/** Why an answer opens nothing. `who` is a principal; absent if nobody knows whose key it is. */
export type AnswerDoubt =
  | {
      readonly kind:
        /** Nobody is believed here: the roster or the list of withdrawn keys cannot be relied on. */
        'lists' | 'not-signed' | 'another-request' | 'may-not-approve' | 'stolen' | 'unknown';
    }
  | { readonly kind: 'own' | 'walked'; readonly who?: string }
  | { readonly kind: 'no-roster' | 'not-in-role'; readonly who: string; readonly role: string };

/** An answer that came and is not accepted. */
export interface Unaccepted {
  /** A whole sentence. */
  readonly message: string;
  readonly doubt: AnswerDoubt;
  /** Name of the file that holds it; absent if none is accepted. */
  readonly file?: string;
}

/** Whose key it is, and what they may do then. */
export function whoIs(
  key: string,
  use: { readonly namespace: string; readonly at: number; readonly pinned: number },
  { trust, roster }: Believed,
): Who {
  const member = roster === undefined ? undefined : memberOf(roster, key, use);
  const parsed = parseKeyLine(key);
  const listed =
    trust.signers === undefined || parsed === undefined || trust.revoked.includes(key)
      ? undefined
      : findSigner(trust.signers, parsed, use).principal;
  return { key, principal: listed, roles: roster === undefined ? undefined : (member?.roles ?? []) };
}

function memberOf(
  roster: Roster,
  key: string,
  { at, pinned }: { readonly at: number; readonly pinned: number },
): ReturnType<typeof memberWith> {
  const version = versionAt(roster, at, pinned);
  return version === undefined ? undefined : memberWith(version, key);
}

const approveNamespace = 'approve.v1@handrail';
const logNamespace = 'log.v1@handrail';

/** Why an answer opens nothing; undefined if it holds. */
export function answerProblem(
  answer: Recorded<ApproverAnswer>,
  {
    request,
    signer,
    pinned,
    operators,
  }: {
    readonly request: RequestSeen | undefined;
    /** The approver's key. */
    readonly signer: string;
    /** The version of the roster that the approver knew. */
    readonly pinned: number;
    /** How the segments of all begin who have walked the run. */
    readonly operators: readonly Recorded<Open>[];
  },
  believed: Believed,
): AnswerProblem | undefined {
  if (request === undefined || !isAbout(answer, request)) {
    const sentence = 'it answers another request than any of this run';
    return { code: 'APPROVAL_NOT_BOUND', weight: 'tampered', sentence, doubt: { kind: 'another-request' } };
  }
  const at = answer.t ?? 0;
  const known = Math.max(pinned, request.pinned);
  const approver = whoIs(signer, { namespace: approveNamespace, at, pinned: known }, believed);
  const asked = operatorAt(request, believed);
  const own = [asked, ...operators.map(open => operatorOf(open, believed))];
  return selfProblem(approver, own) ?? roleProblem(approver, request.entry.role);
}

/** Why whoever has a key should not answer a request; undefined if they may. */
export function mayAnswer(
  key: string,
  {
    request,
    at,
    operators,
  }: { readonly request: RequestSeen; readonly at: number; readonly operators: readonly Recorded<Open>[] },
  believed: Believed,
): AnswerProblem | undefined {
  const { pinned, entry } = request;
  const approver = whoIs(key, { namespace: approveNamespace, at, pinned }, believed);
  const own = [operatorAt(request, believed), ...operators.map(open => operatorOf(open, believed))];
  return selfProblem(approver, own) ?? roleProblem(approver, entry.role);
}

/** Who asks. */
function operatorAt({ signer, pinned, entry }: RequestSeen, believed: Believed): Who {
  return whoIs(signer, { namespace: logNamespace, at: entry.t ?? 0, pinned }, believed);
}

/** Who walks the run, or did before it was handed over: with it goes nothing of what they asked for. */
function operatorOf({ signer, t = 0, roster }: Recorded<Open>, believed: Believed): Who {
  return whoIs(signer, { namespace: logNamespace, at: t, pinned: roster?.version ?? 0 }, believed);
}

function isAbout(answer: Recorded<ApproverAnswer>, { entry, hash }: RequestSeen): boolean {
  const same =
    answer.request === hash &&
    answer.run === entry.run &&
    answer.nonce === entry.nonce &&
    answer.gate === entry.gate &&
    answer.step === entry.step &&
    answer.stepDigest === entry.stepDigest &&
    answer.plan === entry.plan;
  return same && (answer.type === 'approval.denied' || answer.expires <= entry.expires);
}

/** Nobody approves their own: neither with the same key nor with another of the same person. */
function selfProblem(approver: Who, [asked, ...walked]: readonly Who[]): AnswerProblem | undefined {
  const isOne = ({ key, principal }: Who): boolean =>
    key === approver.key || (principal !== undefined && principal === approver.principal);
  const own = asked !== undefined && isOne(asked);
  if (!own && !walked.some(isOne)) return undefined;
  const sentence = own
    ? `${approver.principal ?? 'whoever asked'} approved what they asked for themselves`
    : `${approver.principal ?? 'whoever approves'} walks or has walked this run and cannot approve in it`;
  const { principal: who } = approver;
  const doubt = { kind: own ? 'own' : 'walked', ...(who === undefined ? {} : { who }) } as const;
  return { code: 'SELF_APPROVED', weight: 'tampered', sentence, doubt };
}

function roleProblem({ principal, roles }: Who, wanted: string): AnswerProblem | undefined {
  if (principal === undefined) {
    const sentence = 'it is signed by a key that the list of signers does not allow to approve';
    return { code: 'UNTRUSTED_KEY', weight: 'trust', sentence, doubt: { kind: 'may-not-approve' } };
  }
  if (roles === undefined) {
    if (wanted === 'approver') return undefined;
    const sentence = `no roster says whether ${principal} is ${wanted}`;
    const doubt = { kind: 'no-roster', who: principal, role: wanted } as const;
    return { code: 'NOT_IN_ROLE', weight: 'trust', sentence, doubt };
  }
  if (roles.includes(wanted) || (wanted === 'approver' && roles.some(isApproving))) return undefined;
  const doubt = { kind: 'not-in-role', who: principal, role: wanted } as const;
  return {
    code: 'NOT_IN_ROLE',
    weight: 'trust',
    sentence: `${principal} is not ${wanted} in the roster`,
    doubt,
  };
}

/** A role of the team's own is one that approves. */
const isApproving = (role: string): boolean => !['admin', 'operator', 'reviewer'].includes(role);
