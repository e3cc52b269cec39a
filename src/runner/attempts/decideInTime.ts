import { createContext, runInContext } from 'node:vm';
import type { Decision, Printed } from '../../core/run/expectation/decision.ts';
import { decideAll } from '../../core/run/expectation/expectation.ts';
import type { Statement } from '../../core/shell/statement.ts';

/** ms that a rule may think: an author's regular expression can take for ever on an output that nearly matches. */
const patience = 1000;

/** As `decideAll`, but a rule that takes too long leaves it to a person. */
export function decideInTime(statement: Statement, printed: Printed): Decision {
  if (statement.matches === undefined) return decideAll(statement, printed);
  let decision: Decision = 'ask';
  const decide = (): void => {
    decision = decideAll(statement, printed);
  };
  try {
    // The one way to interrupt a regular expression; nothing but our own function is called in there.
    runInContext('decide()', createContext({ decide }), { timeout: patience });
  } catch (error) {
    // It may come from the other side of the context, where `Error` is another class.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
  }
  return decision;
}
