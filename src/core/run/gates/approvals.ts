import type {
  ApprovalAnswered,
  ApprovalNeeded,
  ApprovalRequested,
  ApprovalUsed,
  ApproverAnswer,
  OperatorApproval,
} from '../../audit/gates/approval.ts';
import type { AttemptStarted, Open, Recorded } from '../../audit/entry.ts';
import { principalOf } from '../../audit/ssh/signersLine.ts';
import { holdsBack, type Gate } from './gate.ts';

/** What the log says of one gate. */
export interface GateRecord {
  readonly gate: Gate;
  /** The newest request. */
  readonly request?: Asked;
}

/** A request and what came of it. */
export interface Asked extends Omit<ApprovalRequested, 'type' | 'context'> {
  readonly at: number;
  readonly answers: readonly Answered[];
  /** Since when it is open. */
  readonly usedAt?: number;
  /** Why the operator went through without an answer. */
  readonly overridden?: string;
  /** What commands would have acted on when it was asked for. */
  readonly place: string;
  /** What has been started under it, as `step stmt`. */
  readonly spent: readonly string[];
}

export type Answered = Omit<ApprovalAnswered, 'type' | 'nonce'> & { readonly at: number };

export type Gates = ReadonlyMap<string, GateRecord>;

/** How a gate stands for one command. */
export type GateStanding =
  /** Nobody was asked, or what was asked does not cover it: another text, or one that ran already. */
  | { readonly kind: 'needed' }
  | { readonly kind: 'waiting'; readonly have: number }
  | { readonly kind: 'refused'; readonly by: string; readonly reason: string; readonly at: number }
  | { readonly kind: 'expired' }
  | { readonly kind: 'granted' };

/** A gate that is closed to a step's next command, as a page shows it. */
export interface GateView {
  readonly role: string;
  readonly quorum: number;
  /** How many agreed so far. */
  readonly have: number;
  readonly standing: Exclude<GateStanding['kind'], 'granted'>;
  /** Who refused, why, and when, ms since the epoch. */
  readonly by?: string;
  readonly reason?: string;
  readonly at?: number;
  /** Who agreed already; absent where nobody did. */
  readonly agreed?: readonly string[];
  /** Whether the team's policy lets an operator go on without an answer. */
  readonly breakGlass?: true;
  /** Until when it can be answered, ms since the epoch; absent where nobody was asked. */
  readonly expires?: number;
}

/** The command that is about to run; without a digest only what is known before its text is. */
export interface Passing {
  readonly step: string;
  readonly stmt: number;
  readonly digest?: string;
  /** What it would act on. */
  readonly place: string;
  /** ms since the epoch. */
  readonly now: number;
}

/** What is known of a run when an entry comes. */
export interface Around {
  readonly at: number;
  readonly place: string;
}

/** The gates that hold a step's commands back. */
export function gatesAt(gates: Gates, step: string): readonly GateRecord[] {
  return [...gates.values()].filter(({ gate }) => holdsBack(gate, step));
}

export function standingOf({ request }: GateRecord, passing: Passing): GateStanding {
  if (request === undefined || !covers(request, passing)) return { kind: 'needed' };
  const refusal = request.answers.find(({ decision }) => decision === 'denied');
  if (refusal !== undefined) {
    const { principal: by, reason = '', at } = refusal;
    return { kind: 'refused', by, reason, at };
  }
  const { now } = passing;
  if (now > request.expires) return { kind: 'expired' };
  const have = agreed(request, now).length;
  if (have >= request.quorum || request.overridden !== undefined) return { kind: 'granted' };
  // Whoever agreed for a shorter time than was asked for has answered: they can be asked anew, not wait for.
  return agreed(request).length > have ? { kind: 'expired' } : { kind: 'waiting', have };
}

/** Different people with different keys whose answers have not come to their end. */
export function agreed(request: Pick<Asked, 'answers' | 'expires'>, now = 0): readonly Answered[] {
  const found: Answered[] = [];
  for (const one of request.answers) {
    const known = found.some(({ principal, key }) => principal === one.principal || key === one.key);
    if (one.decision === 'granted' && !known && now <= endOf(request, one)) found.push(one);
  }
  return found;
}

/** Those whom opening a gate rests on: who gave less time than others who are enough would only shorten it. */
export function restsOn(request: Asked, now: number): readonly Answered[] {
  const all = agreed(request, now);
  const ends = all.map(one => endOf(request, one)).sort((a, b) => b - a);
  return all.filter(one => endOf(request, one) >= (ends[request.quorum - 1] ?? 0));
}

/** Until when an answer counts, ms since the epoch: an approver may give less time than was asked for, and never more. */
export function endOf({ expires }: Pick<Asked, 'expires'>, answer: Pick<Answered, 'expires'>): number {
  return typeof answer.expires === 'number' ? Math.min(expires, answer.expires) : expires;
}

function covers(asked: Asked, { step, stmt, digest, place }: Passing): boolean {
  const named = asked.covers.some(
    one => one.step === step && one.stmt === stmt && (digest === undefined || one.digest === digest),
  );
  return named && asked.place === place && !asked.spent.includes(`${step} ${stmt}`);
}

/** The gates after an entry of the operator's; what an approver signed counts once the operator's log has taken it. */
export function gatesAfter(
  gates: Gates,
  entry: Recorded<OperatorApproval | ApproverAnswer>,
  { at, place }: Around,
): Gates {
  if (entry.type === 'approval.granted' || entry.type === 'approval.denied') return gates;
  if (entry.type === 'approval.needed') {
    const before = gates.get(entry.gate);
    return new Map(gates).set(entry.gate, { ...before, gate: gateOf(entry) });
  }
  if (entry.type === 'approval.requested') {
    const before = gates.get(entry.gate);
    if (before === undefined) return gates;
    return new Map(gates).set(entry.gate, {
      ...before,
      request: { ...entry, at, place, answers: [], spent: [] },
    });
  }
  const { nonce } = entry;
  if (entry.type === 'approval.withdrawn') return withoutRequest(gates, nonce);
  return amended(gates, nonce, request => {
    switch (entry.type) {
      case 'approval.answered':
        return { ...request, answers: [...request.answers, { ...entry, at }] };
      case 'approval.used':
        return { ...request, usedAt: at, expires: endOfAll(request, entry) };
      case 'approval.overridden':
        return { ...request, overridden: entry.reason };
    }
  });
}

/** The gates once somebody walks the run: what they had agreed to themselves, and nobody used, opens nothing any more. */
export function gatesWalkedBy(gates: Gates, { signer, who }: Pick<Open, 'signer' | 'who'>): Gates {
  const own = ({ key, principal, decision }: Answered): boolean =>
    decision === 'granted' && (key === signer || principal === principalOf(who));
  return new Map(
    [...gates].map(([name, record]) => {
      const { request } = record;
      if (request === undefined || request.usedAt !== undefined) return [name, record];
      return [
        name,
        { ...record, request: { ...request, answers: request.answers.filter(one => !own(one)) } },
      ];
    }),
  );
}

/** From its use on, an approval lasts no longer than the shortest answer that it rests on. */
function endOfAll(request: Asked, { refs }: Pick<ApprovalUsed, 'refs'>): number {
  const used = request.answers.filter(({ ref }) => refs.some(({ head }) => head === ref.head));
  return Math.min(request.expires, ...used.map(one => endOf(request, one)));
}

function gateOf(entry: Recorded<ApprovalNeeded>): Gate {
  const { gate, steps, role, quorum, lastsMs, from, text, breakGlass } = entry;
  return { gate, steps, role, quorum, lastsMs, from, text, breakGlass };
}

/** As if nobody had been asked. */
function withoutRequest(gates: Gates, nonce: string): Gates {
  const found = [...gates.values()].find(({ request }) => request?.nonce === nonce);
  return found === undefined ? gates : new Map(gates).set(found.gate.gate, { gate: found.gate });
}

function amended(gates: Gates, nonce: string, change: (request: Asked) => Asked): Gates {
  const found = [...gates.values()].find(({ request }) => request?.nonce === nonce);
  if (found?.request === undefined) return gates;
  return new Map(gates).set(found.gate.gate, { ...found, request: change(found.request) });
}

/** The gates after a command was started, and whether one of them was closed to it. */
export function gatesAfterStart(
  gates: Gates,
  { step, stmt, stmtDigest, approvals = [] }: AttemptStarted,
  { at: now, place }: Around,
): { readonly gates: Gates; readonly passed: boolean } {
  let after = gates;
  let passed = false;
  for (const record of gatesAt(gates, step)) {
    const { request } = record;
    const open =
      request !== undefined &&
      approvals.includes(request.nonce) &&
      (request.usedAt !== undefined || request.overridden !== undefined) &&
      standingOf(record, { step, stmt, digest: stmtDigest, place, now }).kind === 'granted';
    if (!open) passed = true;
    else after = amended(after, request.nonce, one => ({ ...one, spent: [...one.spent, `${step} ${stmt}`] }));
  }
  return { gates: after, passed };
}
