import { expectedOf } from '../../core/run/expectation/expectation.ts';
import type { Planned } from '../../core/run/plan.ts';
import type { Refusal } from '../../core/run/refusal.ts';
import { recordOf } from '../../core/run/state.ts';
import { statementStates } from '../../core/run/view/progress.ts';
import type { Walk } from '../../runner/walk.ts';

/** What has to be said of a statement that waits. */
export interface Asked {
  /** Why it is asked at all, where the expectation alone does not say it. */
  readonly why?: string;
  readonly expected: string;
  /**
   * What it is about: the author's free words, which `--yes` may take as met; what leaves nothing to taste, an author's mark or an
   * output that is too long for the rule; or an exit code, which is a failure where nobody looks.
   */
  readonly about: 'words' | 'exact' | 'exit';
}

const tooLong =
  'Its output is longer than what is compared (the last 256 KB). What is expected may stand before that.';

/** The question to the operator about a statement that waits. */
export function questionOf(walk: Walk, planned: Planned): Asked {
  const { commands = [] } = walk.view().steps[planned.step.id] ?? {};
  const at = commands.findIndex(({ state }) => state === 'judge');
  const statement = planned.statements[at];
  const expected = (statement === undefined ? undefined : expectedOf(statement)) ?? '(not said)';
  const { outcome, leftOpen } = commands[at] ?? {};
  if (outcome?.kind === 'exited' && outcome.exit !== 0) {
    const words = statement?.normalExit?.words ?? 'It';
    const why = `${words} ended with exit code ${outcome.exit}, which may be normal for it.`;
    return { why, expected, about: 'exit' };
  }
  if (leftOpen === true) return { why: tooLong, expected, about: 'exact' };
  const isMarked = statement?.matches !== undefined || statement?.json !== undefined;
  return { expected, about: isMarked ? 'exact' : 'words' };
}

/** The line at which a step goes on, for a refusal in the middle of a step, where "Nothing was run." would be wrong. */
export function whereNext(walk: Walk, planned: Planned, { message, why }: Refusal): string {
  const states = statementStates(planned, recordOf(walk.state, planned.step.id), walk.running?.attemptId);
  const next = planned.statements[states.findIndex(state => state !== 'passed')];
  if (states[0] !== 'passed' || next === undefined || why === undefined) return message;
  return `${why} What stands above line ${next.line} was run, and nothing more.`;
}
