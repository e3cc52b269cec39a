import { guardOf } from '../../core/run/guard.ts';
import type { Planned } from '../../core/run/plan.ts';
import { standing, walkOrder } from '../../core/run/view/progress.ts';
import { recordOf } from '../../core/run/state.ts';
import { runStep, type Start } from './execution.ts';
import type { Walk } from '../walk.ts';

/**
 * Runs a step and those after it until one fails, has unexpected output or needs a person. A step that is guarded, risky, endless
 * or in need of a keyboard is never begun by that: nobody has looked at it yet.
 */
export async function runOnward(walk: Walk, first: Planned, start: Omit<Start, 'extent'>): Promise<void> {
  await runStep(walk, first, { ...start, extent: 'all' });
  for (const planned of after(walk, first)) {
    if (walk.work.isHalted || whereIs(walk, first) !== 'settled') return;
    if (whereIs(walk, planned) === 'settled') continue;
    // Another text may have been taken between two steps.
    if (walk.text.plan.steps.get(planned.step.id) !== planned) return;
    if (!mayFollow(planned) || walk.refuse('run', planned.step.id) !== undefined) return;
    walk.work.claim();
    await runStep(walk, planned, { extent: 'all' });
    if (whereIs(walk, planned) !== 'settled') return;
  }
}

/** The steps that follow a step in walking order. */
function after(walk: Walk, first: Planned): readonly Planned[] {
  const order = walkOrder(walk.text.plan, walk.state);
  const at = order.findIndex(({ step }) => step.id === first.step.id);
  return at < 0 ? [] : order.slice(at + 1);
}

function mayFollow(planned: Planned): boolean {
  const { statements } = planned;
  return (
    statements.length > 0 &&
    guardOf(planned) === undefined &&
    statements.every(
      ({ risks, endless, needsTerminal, entersShell }) =>
        risks.length === 0 && !endless && !needsTerminal && !entersShell,
    )
  );
}

function whereIs(walk: Walk, { step }: Planned): ReturnType<typeof standing> {
  const planned = walk.text.plan.steps.get(step.id);
  return planned === undefined ? 'open' : standing(planned, recordOf(walk.state, step.id));
}
