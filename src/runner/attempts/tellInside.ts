import { insides } from '../../core/run/inside.ts';
import { statementStates } from '../../core/run/view/progress.ts';
import { outOfDate } from '../../core/run/refuse.ts';
import type { Refusal } from '../../core/run/refusal.ts';
import { recordOf } from '../../core/run/state.ts';
import { settle } from './execution.ts';
import { beginInside, notOpen, recordWord, type Meant } from './inside.ts';
import type { Walk } from '../walk.ts';

/** Takes a person's word that they did by their own hand what is meant for a shell that has been left. Throws `NotRecorded`. */
export function tellInside(walk: Walk, { step, statement: index, revision }: Meant): Refusal | undefined {
  if (walk.changedSince(revision)) return outOfDate;
  const planned = walk.text.plan.steps.get(step);
  if (planned === undefined || walk.running !== undefined) return notOpen;
  const states = statementStates(planned, recordOf(walk.state, step));
  const opener = insides(planned.statements)[index]?.opener;
  if (opener === undefined || states[opener] !== 'passed' || states[index] !== 'waiting') return notOpen;
  const begun = beginInside(walk, planned, { index });
  if ('code' in begun) return begun;
  const { attemptId } = begun;
  // Nobody but who was there saw how it ended.
  const ended = { outcome: 'lost', durMs: 0, cwd: walk.facts.cwd, outputs: [] } as const;
  walk.record({ type: 'attempt.finished', attemptId, ...ended });
  const by = walk.options.author;
  recordWord(walk, planned, { index, attemptId, decision: 'met', by, text: 'by hand' });
  settle(walk, planned);
  return undefined;
}
