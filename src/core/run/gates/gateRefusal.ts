import { gatesAt, standingOf, type GateRecord, type GateStanding, type Passing } from './approvals.ts';
import type { Planned } from '../plan.ts';
import { nothingRun } from '../refusal.ts';
import { statementStates } from '../view/progress.ts';
import { placeHere, recordOf, type RunState } from '../state.ts';

/** Why a command may not run: a gate before it is closed. */
export interface ClosedGate {
  readonly code: 'needs-approval';
  /** One plain sentence, with what to do next. */
  readonly message: string;
  readonly why: string;
  readonly because: {
    readonly kind: 'gate';
    readonly gate: string;
    readonly role: string;
    readonly standing: Exclude<GateStanding['kind'], 'granted'>;
  };
}

interface Moment {
  readonly state: RunState;
  /** The attempt under way, if any. */
  readonly running?: string;
  /** ms since the epoch; that of the last entry where it is not given. */
  readonly now?: number;
}

/** Why a step's next command may not run before somebody else agrees; undefined where all who are asked have. */
export function refuseGates(planned: Planned, moment: Moment): ClosedGate | undefined {
  const { state, running } = moment;
  const step = planned.step.id;
  const gates = gatesAt(state.gates, step);
  if (gates.length === 0) return undefined;
  const states = statementStates(planned, recordOf(state, step), running);
  const next = states.findIndex(one => one !== 'passed');
  // All has passed and nobody could say so before a crash: nothing is left to run.
  if (next < 0) return undefined;
  const now = moment.now ?? state.lastAt;
  return refuseClosed(gates, { step, stmt: next, place: placeHere(state), now });
}

/** The first gate that is closed to a command. */
export function refuseClosed(gates: readonly GateRecord[], passing: Passing): ClosedGate | undefined {
  for (const record of gates) {
    const standing = standingOf(record, passing);
    if (standing.kind === 'granted') continue;
    const { gate, role } = record.gate;
    const because = { kind: 'gate', gate, role, standing: standing.kind } as const;
    return { code: 'needs-approval', ...nothingRun(sentenceOf(record, standing)), because };
  }
  return undefined;
}

function sentenceOf(
  { gate, request }: GateRecord,
  standing: Exclude<GateStanding, { kind: 'granted' }>,
): string {
  const who =
    gate.quorum === 1
      ? `one person with the role ${gate.role}`
      : `${gate.quorum} people with the role ${gate.role}`;
  switch (standing.kind) {
    case 'needed':
      return request === undefined
        ? `This needs the approval of ${who}. Ask for it.`
        : `This is not what was approved, or it ran already. It needs the approval of ${who} again.`;
    case 'waiting':
      return `This waits for the approval of ${who}: ${standing.have} of ${gate.quorum} agreed.`;
    case 'refused':
      return `${standing.by} refused this${standing.reason === '' ? '' : `: ${standing.reason}`}. Ask again after a change.`;
    case 'expired':
      return `The request to ${who} has expired. Ask again.`;
  }
}
