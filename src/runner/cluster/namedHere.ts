import { callsCluster, namedBy, type Named } from '../../core/cluster/named.ts';
import type { Plan } from '../../core/run/plan.ts';
import type { Facts } from '../../core/run/view/view.ts';
import { readCalls } from '../../core/shell/programs/command.ts';
import type { Grammar } from '../../core/shell/grammar.ts';
import type { Invocation } from '../../core/shell/programs/invocation.ts';
import { readInvocations } from '../../core/shell/programs/invocationReader.ts';
import type { Statement } from '../../core/shell/statement.ts';
import { flatten } from '../../core/shell/tree.ts';
import type { Stage } from '../session/stage.ts';
import type { Values } from '../steps/values.ts';

/** Commands of one runbook that are looked at; a text of nothing else is longer than anybody walks. */
const mostCommands = 500;

/** Where commands of a walk act, and with what. */
export interface Place {
  readonly options: { readonly stage: Stage; readonly grammar: Grammar };
  readonly text: { readonly plan: Plan };
  readonly values: Values;
  readonly facts: Facts;
  shown(statement: Statement): string;
}

/** What a walk's commands name in a cluster, as they would run now. */
export class NamedHere {
  readonly #place: Place;
  #plan: Plan | undefined;
  /** Those of the plan that may ask a cluster. */
  #statements: readonly Statement[] = [];
  #calls = false;
  readonly #read = new Map<string, readonly Invocation[]>();

  constructor(place: Place) {
    this.#place = place;
  }

  /** Whether any command of the runbook asks a cluster. */
  callsCluster(): boolean {
    this.#look();
    return this.#calls;
  }

  /** The workloads that commands name, with what is filled in by now. */
  named(context: string): readonly Named[] {
    this.#look();
    const calls = this.#statements.flatMap(statement => this.#callsIn(this.#place.shown(statement)));
    const variables = calls.some(({ args }) => args.some(arg => arg.includes('$'))) ? this.#variables() : {};
    const { values } = this.#place;
    return namedBy(calls, { context, variable: name => variables[name] ?? values.get(name) });
  }

  /** What a command would inherit now. */
  environment(): Readonly<Record<string, string>> {
    const { stage } = this.#place.options;
    return stage.environment() ?? textsOf(stage.variables().filter(({ exported }) => exported));
  }

  /** A name that is shown is no place for a secret. */
  #variables(): Readonly<Record<string, string>> {
    return this.#place.values.harmless(textsOf(this.#place.options.stage.variables()));
  }

  #look(): void {
    const { plan } = this.#place.text;
    if (plan === this.#plan) return;
    this.#plan = plan;
    this.#read.clear();
    this.#statements = [...plan.steps.values()]
      .flatMap(({ statements }) => statements)
      .filter(({ text }) => /(?:^|[^\w-])(?:kubectl|oc|k|helm)\s/m.test(text))
      .slice(0, mostCommands);
    this.#calls = this.#statements.some(({ text }) => this.#callsIn(text).some(callsCluster));
  }

  #callsIn(source: string): readonly Invocation[] {
    const known = this.#read.get(source);
    if (known !== undefined) return known;
    const nodes = flatten([this.#place.options.grammar.parse(source)]);
    const calls = readInvocations(source, nodes, readCalls(source, nodes));
    // Every value that was ever filled in makes another text.
    if (this.#read.size >= 2 * mostCommands) this.#read.clear();
    this.#read.set(source, calls);
    return calls;
  }
}

function textsOf(
  variables: readonly { readonly name: string; readonly value?: string }[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    variables.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
  );
}
