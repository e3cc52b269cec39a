// Where the variables of a run's shell come from. Whoever reads the list needs no value of a secret to know what is there.

/** One variable as the shell says it. */
export interface ShellVariable {
  readonly name: string;
  readonly value: string;
  /** True where commands inherit it. */
  readonly exported: boolean;
}

/**
 * Who gave a variable what it holds: whoever started Handrail, Handrail itself, a value of the run, the shell, an earlier session of the run,
 * or a command.
 */
export type Origin = 'inherited' | 'handrail' | 'value' | 'shell' | 'restored' | CommandOrigin;

/** A variable with who set it last; one without a value was removed. */
export interface TracedVariable {
  readonly name: string;
  readonly value?: string;
  readonly exported: boolean;
  readonly by: Origin;
}

/** The same as it may be shown: `value` is absent for secrets and for what was removed. */
export interface ShownVariable {
  readonly name: string;
  readonly value?: string;
  readonly secret?: true;
  readonly removed?: true;
  readonly exported: boolean;
  readonly by: Origin;
}

/** A command of the runbook, by its step and its line. */
export interface CommandOrigin {
  readonly step: string;
  /** In its step, from 0. */
  readonly statement: number;
  readonly line: number;
}

export type Traced = ReadonlyMap<string, TracedVariable>;

/** What an execution did to the variables: each that is another than before is the cause's, or that of a value which was given with it. */
export function trace(
  before: Traced,
  now: readonly ShellVariable[],
  { by, given }: { readonly by: Origin; readonly given?: Readonly<Record<string, string>> },
): Traced {
  const after = new Map<string, TracedVariable>();
  for (const variable of now) {
    const known = before.get(variable.name);
    const same = known?.value === variable.value && known.exported === variable.exported;
    const cause = given?.[variable.name] === variable.value ? 'value' : by;
    after.set(variable.name, same ? known : { ...variable, by: cause });
  }
  for (const [name, known] of before) {
    if (after.has(name)) continue;
    after.set(name, known.value === undefined ? known : { name, exported: false, by });
  }
  return after;
}
