import type { Refusal } from '../../core/run/refused.ts';
import type { Walk } from '../walk.ts';

/** Counts down what the words of a step say to wait; answers why not. */
export function startWait(walk: Walk, step: string): Refusal | undefined {
  const refused = walk.refuse('note', step);
  if (refused !== undefined) return refused;
  const wait = walk.text.plan.steps.get(step)?.wait;
  if (wait === undefined) return { code: 'not-allowed', message: 'This step says nothing of waiting.' };
  walk.waits.start(step, wait.maxSeconds * 1000);
  walk.changed();
  return undefined;
}

/** Ends a wait, early or not; answers why not. */
export function endWait(walk: Walk, step: string): Refusal | undefined {
  const refused = walk.refuse('note', step);
  if (refused !== undefined) return refused;
  return walk.waits.end(step, walk.options.author)
    ? undefined
    : { code: 'not-running', message: 'This step is not running.' };
}
