import type { Statement } from '../../shell/statement.ts';
import type { Planned } from '../plan.ts';
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
