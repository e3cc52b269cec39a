import { statementsAsRun } from '../../core/run/change/asRun.ts';
import { recordOf } from '../../core/run/state.ts';
import type { Walk } from '../walk.ts';

/** True while a command is under way that ends by itself: leaving would cut it off. */
export function isBusy({ running, state, text }: Walk): boolean {
  const { step, attemptId } = running ?? { step: '', attemptId: '' };
  const record = recordOf(state, step);
  const planned = text.plan.steps.get(step);
  const at = Object.values(record.attempts).find(({ id }) => id === attemptId)?.statement ?? -1;
  return planned !== undefined && statementsAsRun(planned, record)[at]?.endless === false;
}
