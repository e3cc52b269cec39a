import { insides } from '../../core/run/inside.ts';
import type { Planned } from '../../core/run/plan.ts';
import { statementStates } from '../../core/run/view/progress.ts';
import { recordOf } from '../../core/run/state.ts';
import { ask } from '../../runner/answer.ts';
import type { Walk } from '../../runner/walk.ts';
import type { Person } from './person.ts';
import { complain } from '../complaint.ts';

/** Says which statements are meant for a nested shell before it opens, since it then has the keyboard. */
export function announceInside(walk: Walk, planned: Planned): void {
  const due = dueInside(walk, planned, 'all');
  if (due.length === 0) return;
  const lines = due.map(index => `  ${planned.statements[index]?.text.trim() ?? ''}`);
  complain(
    `This is meant for the shell that is opened now; type it there, and leave it:\n${lines.join('\n')}`,
  );
}

/**
 * Asks about the statements that were meant for a nested shell that was left; they never run in the session's own. Returns why the walk
 * stops, if it does.
 */
export async function settleInside(
  walk: Walk,
  planned: Planned,
  person: Person,
): Promise<string | undefined> {
  for (const index of dueInside(walk, planned, 'left')) {
    const { text = '', line = 0 } = planned.statements[index] ?? {};
    const met = await person.confirm(`${text.trim()}\nDone in that shell, as the runbook expects?`);
    if (!met) return `line ${line} is meant for the shell that was left, and is not done`;
    const reply = await ask(walk, {
      type: 'shell.told',
      step: planned.step.id,
      statement: index,
      revision: walk.view().revision,
    });
    if (!reply.ok) return reply.message;
  }
  return undefined;
}

/** What is meant for the shell of another command and has not passed there; of `left` only where that was entered, and left. */
function dueInside(walk: Walk, planned: Planned, which: 'all' | 'left'): readonly number[] {
  const states = statementStates(planned, recordOf(walk.state, planned.step.id), walk.running?.attemptId);
  return insides(planned.statements).flatMap((place, index) => {
    if (place === undefined || states[index] === 'passed') return [];
    return which === 'all' || states[place.opener] === 'passed' ? [index] : [];
  });
}
