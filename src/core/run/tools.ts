import type { Grammar } from '../shell/grammar.ts';
import { programsOf } from '../shell/programs/programs.ts';
import type { Plan } from './plan.ts';

/** A program that a runbook's commands call, with the steps that do. */
export interface ToolUse {
  readonly name: string;
  readonly steps: readonly string[];
}

/** The programs that the steps of a runbook call, in the order of first use; what the runbook defines itself is none. */
export function toolsOf(plan: Plan, grammar: Grammar): readonly ToolUse[] {
  const uses = new Map<string, string[]>();
  const own = new Set<string>();
  for (const { step, statements, role } of plan.steps.values()) {
    // What is only there to be looked up need not be ready.
    if (role === 'reference' || role === 'example') continue;
    for (const statement of statements) {
      const { programs, functions } = programsOf(statement, grammar);
      for (const name of functions) own.add(name);
      for (const name of programs) uses.set(name, [...(uses.get(name) ?? []), step.id]);
    }
  }
  return [...uses]
    .filter(([name]) => !own.has(name))
    .map(([name, steps]) => ({ name, steps: [...new Set(steps)] }));
}
