import type { ApprovalNeeded } from '../../audit/gates/approval.ts';

/** A place where somebody else has to agree before commands run. */
export type Gate = Omit<ApprovalNeeded, 'type'>;

/** Whether a gate holds a step's commands back. */
export function holdsBack({ steps }: Pick<Gate, 'steps'>, step: string): boolean {
  return steps.length === 0 || steps.includes(step);
}
