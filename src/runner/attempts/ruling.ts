import { statementsAsRun } from '../../core/run/change/asRun.ts';
import { expectedOf } from '../../core/run/expectation/expectation.ts';
import type { Planned } from '../../core/run/plan.ts';
import { statementStates } from '../../core/run/view/progress.ts';
import { refuseReason } from '../../core/run/refuse.ts';
import type { Refusal } from '../../core/run/refusal.ts';
import { recordOf, type Attempt } from '../../core/run/state.ts';
import { runStep, settle } from './execution.ts';
import { guardOfNext } from './guarding.ts';
import type { Walk } from '../walk.ts';

export interface Ruling {
  readonly waiting: 'judge' | 'unknown';
  readonly decision: 'met' | 'differs' | 'finished' | 'failed';
  readonly text: string | undefined;
}

/** Records a person's judgement of the attempt that waits for one, and settles the step if that settles it. */
export function decideOn(walk: Walk, step: string, { waiting, decision, text }: Ruling): void {
  const planned = walk.text.plan.steps.get(step);
  const attempt = planned === undefined ? undefined : attemptThat(walk, planned, waiting);
  if (planned === undefined || attempt === undefined) return;
  const statement = statementsAsRun(planned, recordOf(walk.state, step))[attempt.statement];
  const expected = statement === undefined ? undefined : expectedOf(statement);
  walk.record({
    type: 'judged',
    step,
    attemptId: attempt.id,
    decision,
    by: walk.options.author,
    ...(expected === undefined ? {} : { expected }),
    ...(text === undefined ? {} : { text }),
  });
  settle(walk, planned);
}

function attemptThat(walk: Walk, planned: Planned, waiting: 'judge' | 'unknown'): Attempt | undefined {
  const record = recordOf(walk.state, planned.step.id);
  const index = statementStates(planned, record, walk.running?.attemptId).indexOf(waiting);
  return index < 0 ? undefined : record.attempts[index];
}

/** Settles an unknown outcome as the operator found it to be. Returns the refusal, if any. */
export function settleUnknown(
  walk: Walk,
  step: string,
  { decision, reason }: { decision: 'finished' | 'failed' | 'again'; reason: string },
): Refusal | undefined {
  const planned = walk.text.plan.steps.get(step);
  const again = planned !== undefined && decision === 'again' && mayBegin(walk, planned);
  const refused = walk.refuse(again ? 'again' : 'settle', step) ?? refuseReason(reason);
  if (refused !== undefined) return refused;
  decideOn(walk, step, {
    waiting: 'unknown',
    decision: decision === 'finished' ? 'finished' : 'failed',
    text: reason,
  });
  // What needs a name or was edited waits, failed, for its retry.
  if (again) {
    walk.work.claim();
    walk.work.begin(() => runStep(walk, planned, { extent: 'all' }));
  }
  return undefined;
}

/** A guarded step asks for its name again, and a text that was put in a command's place for a look. */
function mayBegin(walk: Walk, planned: Planned): boolean {
  const record = recordOf(walk.state, planned.step.id);
  const states = statementStates(planned, record, walk.running?.attemptId);
  const edited = record.attempts[states.indexOf('unknown')]?.edit !== undefined;
  return guardOfNext(walk, planned) === undefined && !edited;
}
