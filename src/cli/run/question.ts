import { expectedOf } from '../../core/run/expectation/expectation.ts';
import type { Planned } from '../../core/run/plan.ts';
import { recordOf } from '../../core/run/state.ts';
import { statementStates } from '../../core/run/view/progress.ts';
import type { Walk } from '../../runner/walk.ts';

/** What has to be said of a statement that waits. */
export interface Asked {
  /** Where its exit code raised it. */
  readonly question?: string;
  readonly expected: string;
  /** The author says it by a mark, which leaves nothing to taste. */
  readonly isMarked: boolean;
}

/** What a person is asked about the statement that waits. */
export function questionOf(walk: Walk, planned: Planned): Asked {
  const { commands = [] } = walk.view().steps[planned.step.id] ?? {};
  const at = commands.findIndex(({ state }) => state === 'judge');
  const statement = planned.statements[at];
  const expected = (statement === undefined ? undefined : expectedOf(statement)) ?? '(not said)';
  const isMarked = statement?.matches !== undefined || statement?.json !== undefined;
  const outcome = commands[at]?.outcome;
  if (outcome?.kind !== 'exited' || outcome.exit === 0) return { expected, isMarked };
  const words = statement?.normalExit?.words ?? 'It';
  const question = `${words} ended with exit code ${outcome.exit}, which may be normal for it.`;
  return { question, expected, isMarked };
}

/** A refusal in the middle of a step, where "nothing" would deny what has run already: it says which line is next. */
export function whereNext(walk: Walk, planned: Planned, refusal: string): string {
  const states = statementStates(planned, recordOf(walk.state, planned.step.id), walk.running?.attemptId);
  const next = planned.statements[states.findIndex(state => state !== 'passed')];
  if (states[0] !== 'passed' || next === undefined) return refusal;
  return refusal.replace(
    'Nothing was run.',
    `What stands above line ${next.line} was run, and nothing more.`,
  );
}
