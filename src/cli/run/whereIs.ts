import type { Planned } from '../../core/run/plan.ts';
import { recordOf } from '../../core/run/state.ts';
import { answers, standing, type Standing } from '../../core/run/view/progress.ts';
import type { Walk } from '../../runner/walk.ts';

/** What a rollback or another way has made pointless is not done any more, even where it has failed. */
export function whereIs(walk: Walk, planned: Planned): Standing {
  if (answers(walk.text.plan, walk.state)(planned)) return 'superseded';
  return standing(planned, recordOf(walk.state, planned.step.id), walk.running?.attemptId);
}
