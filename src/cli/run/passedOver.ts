import type { Planned } from '../../core/run/plan.ts';
import { refusesComment } from '../../core/runbook/words/refusals.ts';
import type { Statement } from '../../core/shell/statement.ts';
import { complain } from '../complaint.ts';

type Why = Pick<Planned, 'condition' | 'optional'>;

/** Says what a walk does not run because it need not be done, is another way to do something, or for what only a person sees. */
export function passOver(line: number, why: Why): void {
  complain(`Line ${line} ${sentenceOf(why)}, so it was not run.`);
}

/** The words of the condition that a statement is for; none where it is for another reason that it is passed over. */
export function conditionOf({ condition }: Statement): Why {
  return condition?.kind === 'rarely' ? { condition: condition.words } : {};
}

function sentenceOf({ condition, optional }: Why): string {
  if (optional === true) return 'is optional';
  if (condition === undefined) return 'is another way to do what stands before it';
  return refusesComment(condition)
    ? `is what the runbook says not to run ("${condition}")`
    : `is for a condition that only a person sees ("${condition}")`;
}
