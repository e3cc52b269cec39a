import type { Action } from '../../core/audit/entry.ts';
import type { RunState } from '../../core/run/state.ts';
import { faultOfValue, inputSet } from '../../core/run/value.ts';
import type { Input } from '../../core/runbook/runbook.ts';
import type { Walk } from '../walk.ts';

/** Takes for values of the run what the environment has under their names; the session inherits it anyway. Nothing is recorded. */
export function holdInherited(walk: Walk, environment: NodeJS.ProcessEnv): void {
  // Secrets first, so that they are known where another value holds one.
  const inputs = [...walk.text.plan.inputs.values()].sort((a, b) => Number(b.secret) - Number(a.secret));
  for (const input of inputs) {
    const value = inheritedOf(input, environment);
    if (value === undefined || walk.values.has(input.name)) continue;
    if (input.secret || !walk.values.holdsSecret(value)) walk.values.restore(input, value);
  }
}

/** What the log is to say of such values, once it is open. */
export function inheritedActions(
  walk: Walk,
  environment: NodeJS.ProcessEnv,
  state: RunState,
): readonly Action[] {
  return [...walk.text.plan.inputs.values()].flatMap((input): readonly Action[] => {
    const { name, secret } = input;
    const value = inheritedOf(input, environment);
    const known = state.values.get(name);
    // A secret was not written down, so what it is now comes from here, whoever gave it before.
    if (value === undefined || !walk.values.has(name)) return [];
    if (known !== undefined && (!secret || known.source === 'environment')) return [];
    if (!secret && walk.values.get(name) !== value) return [];
    return [inputSet(input, value, 'environment')];
  });
}

function inheritedOf(input: Input, environment: NodeJS.ProcessEnv): string | undefined {
  const value = input.kind === 'variable' ? environment[input.name] : undefined;
  return value === undefined || faultOfValue(input, value) !== undefined ? undefined : value;
}
