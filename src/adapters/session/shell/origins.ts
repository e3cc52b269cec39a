import {
  trace,
  type Origin,
  type ShellVariable,
  type Traced,
  type TracedVariable,
} from '../../../core/run/environment.ts';
import { setByHandrail } from '../environment.ts';
import { isShellsOwn, plainValue, variablesOf } from './snapshot.ts';
import type { ShellState } from './state.ts';

/** Knows of each variable of a session who set it last. */
export class Origins {
  #traced: Traced;

  constructor(environment: Readonly<Record<string, string>>) {
    this.#traced = inheritedVariables(environment);
  }

  get all(): readonly TracedVariable[] {
    return [...this.#traced.values()];
  }

  /** Takes note of what the shell says of itself after something; a list that did not come says nothing. */
  take(state: ShellState, by: Origin, given: Readonly<Record<string, string>> = {}): void {
    const variables = shellVariables(state.sections['variables'] ?? '');
    if (variables.length > 0) this.#traced = trace(this.#traced, variables, { by, given });
  }
}

/** What a session begins with. */
export function inheritedVariables(environment: Readonly<Record<string, string>>): Traced {
  const kept = Object.entries(environment).filter(
    ([name]) => /^[A-Za-z_]\w*$/.test(name) && !isShellsOwn(name),
  );
  return new Map(
    kept.map(([name, value]) => {
      const by = setByHandrail.has(name) ? 'handrail' : 'inherited';
      return [name, { name, value, exported: true, by }];
    }),
  );
}

/** The variables among what `declare -p` prints, in latin1; bash 3.2 prints those with attributes twice. */
function shellVariables(text: string): readonly ShellVariable[] {
  const found = new Map<string, ShellVariable>();
  for (const { name, text: line } of variablesOf(text)) {
    if (isShellsOwn(name)) continue;
    const [, flags = '', raw = ''] = /^(?:declare -(\S+) )?\w+=?([\s\S]*)$/.exec(line) ?? [];
    // A copy, since a slice would hold on to the whole of what the shell said.
    const text = Buffer.from(plainValue(raw), 'latin1').toString('utf8');
    const exported = flags.includes('x') || found.get(name)?.exported === true;
    found.set(name, { name, value: text, exported });
  }
  return [...found.values()];
}
