import type { Statement } from '../statement.ts';
import { isAmbient, isSecretName } from './variableNames.ts';

/** A variable that some statement needs before it sets it itself. */
export interface NeededVariable {
  readonly name: string;
  /** 1-based source line of the first statement that needs it. */
  readonly line: number;
  readonly secret: boolean;
  /** `maybe`: a file read by `source`, or an `eval`, came before and could set it. */
  readonly set: 'earlier' | 'later' | 'maybe' | 'never';
}

type Uses = Pick<Statement, 'text' | 'line' | 'reads' | 'writes'>;

/** The variables that statements need, in the runbook's order; the system's own are left out. */
export function collectVariables(statements: readonly Uses[]): readonly NeededVariable[] {
  const everSet = new Set(statements.flatMap(statement => statement.writes));
  const setSoFar = new Set<string>();
  const needed = new Map<string, NeededVariable>();
  let sourced = false;
  for (const statement of statements) {
    sourced ||= /(?:^|[;&|(]|\n)[ \t]*(?:source|\.|eval)[ \t]+\S/.test(statement.text);
    for (const name of statement.reads) {
      const set = setSoFar.has(name) ? 'earlier' : sourced ? 'maybe' : everSet.has(name) ? 'later' : 'never';
      const before = needed.get(name);
      // A branch may need first what another one sets: the first need that nothing met is the one to report.
      if (!isAmbient(name) && (before === undefined || (before.set === 'earlier' && set !== 'earlier'))) {
        needed.set(name, { name, line: statement.line, secret: isSecretName(name), set });
      }
    }
    for (const name of statement.writes) {
      setSoFar.add(name);
    }
  }
  return [...needed.values()];
}
