import type { Step } from '../../runbook/runbook.ts';
import type { Plan } from '../plan.ts';

/**
 * What a step is called where it stands alone, as in a terminal or a test report: a command that an item owns is called what the item
 * says, with the command's own title behind it where the item owns several things to run.
 */
export function headingOf(plan: Plan, id: string): string {
  const planned = plan.steps.get(id);
  if (planned === undefined) return id;
  const { step } = planned;
  const owner = ownerOf(plan, id);
  const own = step.title === '' ? `line ${step.line}` : step.title;
  if (owner === undefined || owner.title === '') return own;
  const runnable = (owner.steps ?? []).filter(({ id }) => (plan.steps.get(id)?.statements.length ?? 0) > 0);
  const alone = runnable.length === 1 && runnable[0]?.id === id;
  return alone || own === owner.title ? owner.title : `${owner.title}: ${own}`;
}

function ownerOf(plan: Plan, id: string): Step | undefined {
  for (const { step } of plan.steps.values()) {
    if (step.steps?.some(owned => owned.id === id) === true) return step;
  }
  return undefined;
}
