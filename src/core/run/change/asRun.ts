import type { Statement } from '../../shell/statement.ts';
import type { Edit, Guard } from './edit.ts';
import { guardOf, type Planned } from '../plan.ts';
import type { StepRecord } from '../state.ts';

/** A step's statements with what ran in the place of some of them: the author's expectation stays, the rest is the edit's. */
export function statementsAsRun(planned: Planned, record: StepRecord): readonly Statement[] {
  return planned.statements.map((statement, index) => {
    const edit = record.attempts[index]?.edit;
    if (edit === undefined) return statement;
    const { text, endless, normalExit } = edit;
    return { ...statement, text, endless, normalExit };
  });
}

/** The name that has to be typed before an edited text runs: the author's, or the words of a risk that the edit brings. */
export function guardOfEdit(planned: Planned, index: number, edited: Statement): Guard | undefined {
  const known = planned.statements[index]?.risks ?? [];
  const fresh = edited.risks.find(risk => !known.some(({ words }) => words === risk.words));
  const own = guardOf(planned);
  if (own !== undefined) return { name: own.name, words: fresh?.words ?? own.words };
  return fresh === undefined ? undefined : { name: fresh.words, words: fresh.words };
}

/** The name that a recorded edit asks for when it is run again. */
export function guardOfRecorded(planned: Planned, { confirmed }: Edit): Guard | undefined {
  return guardOf(planned) ?? (confirmed === undefined ? undefined : { name: confirmed, words: confirmed });
}
