import type { ApprovalNeeded, ApprovalUsed } from '../../core/audit/gates/approval.ts';
import { gatesAt, restsOn, type GateRecord, type Passing } from '../../core/run/gates/approvals.ts';
import { gatesOf } from '../../core/run/gates/declaredGates.ts';
import type { Gate } from '../../core/run/gates/gate.ts';
import { refuseClosed, type ClosedGate } from '../../core/run/gates/gateRefusal.ts';
import type { Plan } from '../../core/run/plan.ts';
import { placeHere, type RunState } from '../../core/run/state.ts';
import type { Facts } from '../../core/run/view/view.ts';

/** What gates need of a walk. */
interface Gated {
  readonly state: RunState;
  readonly text: { readonly plan: Plan };
  readonly facts: Facts;
  /** ms since the epoch. */
  now(): number;
  record(entry: ApprovalNeeded | ApprovalUsed): void;
}

/** As many bytes of a list as surely stand in a line. */
const mostListed = 40_000;

/** Milliseconds within which a command's line is surely written: its own time is what verification compares, so it must not be too late. */
const starting = 1000;

/** True where somebody else has to agree before some command runs. */
export function isGated(walk: Gated): boolean {
  return walk.state.gates.size > 0;
}

/** Records the gates that the text and the team's policy put up; what is in the log already is not said again. */
export function declareGates(walk: Gated): void {
  for (const gate of gatesOf(walk.text.plan, walk.facts.policy)) {
    const declared = fitting(gate);
    const known = walk.state.gates.get(gate.gate)?.gate;
    if (JSON.stringify(sorted(known)) !== JSON.stringify(sorted(declared)))
      walk.record({ type: 'approval.needed', ...declared });
  }
}

/** A list that does not fit holds everything back. */
function fitting(gate: Gate): Gate {
  return JSON.stringify(gate.steps).length > mostListed ? { ...gate, steps: [] } : gate;
}

const sorted = (gate: Gate | undefined): unknown =>
  gate === undefined ? undefined : Object.entries(gate).sort(([a], [b]) => (a < b ? -1 : 1));

/** A command that is about to run. */
export type Command = Required<Pick<Passing, 'step' | 'stmt' | 'digest'>>;

/** Why a command may not run before somebody else agrees. */
export function refuseGate(walk: Gated, command: Command): ClosedGate | undefined {
  return refuseClosed(gatesAt(walk.state.gates, command.step), passing(walk, command));
}

function passing(walk: Gated, command: Command): Passing {
  return { ...command, place: placeHere(walk.state), now: walk.now() + starting };
}

/**
 * Opens every gate before a command, each once and in the log; what the command's own entry says of them. Undefined where one is
 * closed: then nothing was recorded.
 */
export function openGates(
  walk: Gated,
  command: Command,
): { readonly approvals?: readonly string[] } | undefined {
  const records = gatesAt(walk.state.gates, command.step);
  if (records.length === 0) return {};
  if (refuseClosed(records, passing(walk, command)) !== undefined) return undefined;
  for (const record of records) {
    const used = useOf(record, walk.now() + starting);
    if (used !== undefined) walk.record(used);
  }
  return { approvals: records.flatMap(({ request }) => (request === undefined ? [] : [request.nonce])) };
}

function useOf({ gate, request }: GateRecord, now: number): ApprovalUsed | undefined {
  if (request === undefined || request.usedAt !== undefined || request.overridden !== undefined)
    return undefined;
  const refs = restsOn(request, now).map(({ ref }) => ref);
  return { type: 'approval.used', gate: gate.gate, nonce: request.nonce, refs };
}
