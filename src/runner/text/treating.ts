import { notShell } from '../../core/run/refuse.ts';
import type { Refusal } from '../../core/run/refusal.ts';
import { stepDigest } from '../attempts/execution.ts';
import type { Walk } from '../walk.ts';

/** Treats a suggested block as shell on the operator's word. Runs nothing. Returns the refusal, if any. */
export function treat(walk: Walk, step: string): Refusal | undefined {
  const refused = walk.refuse('treat', step);
  if (refused !== undefined) return refused;
  // The commands of a running step are counted by the plan that is in force.
  if (walk.running !== undefined || walk.work.isClaimed)
    return { code: 'busy', message: 'Another command is running. Stop it or wait for its end.' };
  const read = walk.options.file.lay(walk.text.text, new Set([...walk.state.shell, step]));
  const before = walk.text.plan.steps.get(step);
  if (before === undefined || read.laid.plan.steps.get(step)?.step.kind === 'suggested') return notShell;
  walk.record({
    type: 'step.treated',
    step,
    stepDigest: stepDigest(before),
    as: 'shell',
    by: walk.options.author,
  });
  walk.understand(read);
  // It may use tools that nobody has looked for.
  if (walk.state.walkedFrom === undefined) void walk.look();
  return undefined;
}
