import type { Refusal } from '../../core/run/refusal.ts';
import type { Walk } from '../walk.ts';

/** Starts the countdown of a step's wait. Returns the refusal, if any. */
export function startWait(walk: Walk, step: string): Refusal | undefined {
  const refused = walk.refuse('note', step);
  if (refused !== undefined) return refused;
  const wait = walk.text.plan.steps.get(step)?.wait;
  if (wait === undefined) return { code: 'not-allowed', message: 'This step says nothing of waiting.' };
  walk.waits.start(step, wait.maxSeconds * 1000);
  walk.changed();
  return undefined;
}

/** Ends a wait, early or not. Returns the refusal, if any. */
export function endWait(walk: Walk, step: string): Refusal | undefined {
  const refused = walk.refuse('note', step);
  if (refused !== undefined) return refused;
  return walk.waits.end(step, walk.options.author)
    ? undefined
    : { code: 'not-running', message: 'This step is not running.' };
}
