import type { Planned } from '../../core/run/plan.ts';
import { statementStates } from '../../core/run/view/progress.ts';
import { recordOf } from '../../core/run/state.ts';
import { ask } from '../../runner/answer.ts';
import type { Walk } from '../../runner/walk.ts';
import type { Person } from './person.ts';

const decisions = ['finished', 'failed', 'again'] as const;

/** Asks the operator how a command with an unknown outcome ended. Returns why it stays unknown, if so; nothing is assumed. */
export async function settleUnknown(
  walk: Walk,
  planned: Planned,
  person: Person | undefined,
): Promise<string | undefined> {
  // Only who has looked knows; `--yes` never does.
  if (person === undefined)
    return 'its outcome is unknown. Look first, then settle it at a terminal or in the editor';
  const stays = 'its outcome is unknown. Look first, then say what happened';
  const { id } = planned.step;
  const index = statementStates(planned, recordOf(walk.state, id)).indexOf('unknown');
  const { text = '', line = planned.step.line } = planned.statements[index] ?? {};
  const said = await person.value(
    `${text.trim()}\nNobody saw how line ${line} ended. Look first. What happened (finished, failed, or again to run it once more)`,
    false,
  );
  const decision = decisions.find(known => known === said?.trim());
  if (decision === undefined) return stays;
  const reason = await person.value('How do you know', false);
  const reply = await ask(walk, { type: 'settle', step: id, decision, reason: reason ?? '' });
  await walk.work.idle();
  return reply.ok ? undefined : `${stays}. ${reply.message}`;
}
