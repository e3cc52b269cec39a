import type { Planned } from '../../core/run/plan.ts';
import { recordOf } from '../../core/run/state.ts';
import { statementStates } from '../../core/run/view/progress.ts';
import type { Walk } from '../walk.ts';

/** The index of the statement that would run next; the number of statements if all have passed. */
export function nextStatement(walk: Walk, planned: Planned): number {
  const states = statementStates(planned, recordOf(walk.state, planned.step.id), walk.running?.attemptId);
  const next = states.findIndex(state => state !== 'passed');
  return next < 0 ? states.length : next;
}
