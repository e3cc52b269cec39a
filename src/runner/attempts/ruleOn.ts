import type { Printed } from '../../core/run/expectation/decision.ts';
import { expectedOf } from '../../core/run/expectation/expectation.ts';
import type { Planned } from '../../core/run/plan.ts';
import type { Statement } from '../../core/shell/statement.ts';
import type { Walk } from '../walk.ts';
import { decideInTime } from './decideInTime.ts';

/** Records what rules decide about an attempt's output; returns whether the step goes on. */
export function ruleOn(
  walk: Walk,
  planned: Planned,
  { statement, attemptId, printed }: { statement: Statement; attemptId: string; printed: Printed },
): boolean {
  const expected = expectedOf(statement);
  if (expected === undefined) return printed.exit === 0;
  const decision = decideInTime(statement, printed);
  if (decision === 'ask') return false;
  walk.record({ type: 'judged', step: planned.step.id, attemptId, decision, by: 'rule', expected });
  return decision === 'met';
}
