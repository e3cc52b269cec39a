import type { Execution } from '../../../core/ports.ts';
import type { ShellValue } from './shell.ts';

/** The variables that executions set to stay. They are kept in memory only, for a new shell must be given them again. */
export class KeptVariables {
  readonly #values = new Map<string, string>();
  readonly #unsent = new Set<string>();

  /** What this execution's line must bring into the shell. */
  take({ variables = {}, environment }: Execution): ShellValue[] {
    for (const [name, value] of Object.entries(variables)) {
      this.#values.set(name, value);
      this.#unsent.add(name);
    }
    const kept = [...this.#unsent].map(name => ({
      kind: 'p' as const,
      name,
      value: this.#values.get(name) ?? '',
    }));
    this.#unsent.clear();
    return [
      ...kept,
      ...Object.entries(environment).map(([name, value]) => ({ kind: 'e' as const, name, value })),
    ];
  }

  /** A new shell knows none of them but what was restored, which a statement may have changed since. */
  forgotten(restored: ReadonlySet<string>): void {
    for (const name of this.#values.keys()) if (!restored.has(name)) this.#unsent.add(name);
  }
}

/** Why an execution's values cannot be given to a shell. */
export function unusable({ environment, variables = {} }: Execution): string | undefined {
  for (const [name, value] of [...Object.entries(environment), ...Object.entries(variables)]) {
    if (!/^[A-Za-z_]\w*$/.test(name)) return `${name} is no name of a variable.`;
    if (value.includes('\0')) return `The value of ${name} holds a NUL, which no environment can.`;
  }
  return undefined;
}
