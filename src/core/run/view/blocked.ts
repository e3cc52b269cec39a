import { metDemands, wrongPlace } from '../context.ts';
import { guardBefore } from '../guard.ts';
import { guardedKinds } from '../guardedKinds.ts';
import type { Plan, Planned } from '../plan.ts';
import { recordOf, type RunState } from '../state.ts';
import type { Doing } from './commandView.ts';
import { heldUpBy, missingValues, obstacleOf, statementStates, type Trouble } from './progress.ts';
import type { Blocked, Facts } from './view.ts';

/** What decides whether a step is blocked. */
interface Around {
  readonly plan: Plan;
  readonly state: RunState;
  readonly live: Pick<Doing, 'running' | 'held' | 'guarded'> & {
    readonly trusted: boolean;
    readonly facts: Facts;
    readonly rehearses?: true;
  };
  readonly trouble: readonly Trouble[];
}

/** What blocks an open step from running; steps done by a person are never blocked. */
export function blockedBy(planned: Planned, around: Around): Blocked | undefined {
  const { plan, live, trouble } = around;
  if (planned.statements.length === 0) return undefined;
  if (live.rehearses === true) return blockedByEarlier(planned, trouble);
  if (!live.trusted) return { kind: 'trust' };
  const elsewhere = wrongPlace(plan.demands, live.facts);
  if (elsewhere !== undefined) {
    const asked = metDemands(plan.demands, live.facts).find(({ met }) => !met);
    const named = asked === undefined || live.facts.policy?.problem !== undefined ? {} : { asked };
    return { kind: 'context', message: elsewhere, ...named };
  }
  const obstacle = obstacleOf(planned);
  if (obstacle !== undefined) {
    const { code, message, says } = obstacle;
    return { kind: 'problem', code, message, says };
  }
  const earlier = blockedByEarlier(planned, trouble);
  if (earlier !== undefined) return earlier;
  const names = missingValues(plan, live.held, planned.step.id);
  return names.length === 0 ? nameBefore(planned, around) : { kind: 'values', names };
}

function blockedByEarlier(planned: Planned, trouble: readonly Trouble[]): Blocked | undefined {
  const earlier = heldUpBy(planned, trouble);
  return earlier === undefined ? undefined : { kind: 'earlier', step: earlier.step.id };
}

/** The name is asked for each time: a retry acts on the same thing again. */
export function nameBefore(planned: Planned, { state, live }: Around): Blocked | undefined {
  const states = statementStates(planned, recordOf(state, planned.step.id), live.running?.attemptId);
  const next = states.findIndex(one => one !== 'passed');
  const guard = guardBefore(planned, next, { kinds: live.guarded ?? guardedKinds, held: live.held });
  return guard === undefined ? undefined : { kind: 'name', ...guard };
}
