import { contextOf } from './policy.ts';
import type { Facts } from './view.ts';

/** One thing that is declared about where commands may act. */
export interface Demand {
  /** As people call it. */
  readonly what: string;
  /** Any of these; `*` stands for anything in a name. */
  readonly allowed: readonly string[];
  /** The file of the team's policy that asks for it; absent where the runbook itself does. */
  readonly file?: string;
  readonly is: (facts: Facts) => string | undefined;
}

const demandable: Readonly<Record<string, Pick<Demand, 'what' | 'is'>>> = {
  host: { what: 'host', is: ({ host }) => host },
  user: { what: 'user', is: ({ user }) => user },
  branch: { what: 'branch', is: ({ git }) => git?.branch },
  kube: { what: 'kube context', is: ({ kube }) => kube?.context },
  namespace: { what: 'namespace', is: ({ kube }) => kube?.namespace },
  aws: { what: 'AWS profile', is: ({ cloud }) => cloud?.aws },
  gcp: { what: 'Google Cloud project', is: ({ cloud }) => cloud?.gcp },
  azure: { what: 'Azure subscription', is: ({ cloud }) => cloud?.azure },
};

/** What front matter's `context` declares: a kube context, or names and what each must be. */
export function demandsOf(declared: unknown): readonly Demand[] {
  return contextOf(declared).flatMap(known);
}

function known({ name, ...wanted }: { name: string; allowed: readonly string[] }): readonly Demand[] {
  const found = Object.hasOwn(demandable, name) ? demandable[name] : undefined;
  return found === undefined ? [] : [{ ...found, ...wanted }];
}

/** Whether where commands act has to be looked at before each of them. */
export function isBound(demands: readonly Demand[], { policy }: Facts): boolean {
  return demands.length > 0 || policy?.problem !== undefined || (policy?.context.length ?? 0) > 0;
}

/** Why nothing may be run here, in words; undefined where the runbook is where it and the team's policy want it. */
export function wrongPlace(demands: readonly Demand[], facts: Facts): string | undefined {
  const { policy } = facts;
  if (policy?.problem !== undefined) return policy.problem;
  const all = [...demands, ...(policy?.context ?? []).flatMap(known)];
  for (const { what, allowed, file, is } of all) {
    const here = is(facts);
    if (here !== undefined && allowed.some(name => matches(name, here))) continue;
    const where = here === undefined || here === '' ? `No ${what} is set` : `The ${what} is ${here}`;
    const needs = file === undefined ? 'This runbook needs' : `The policy in ${file} needs`;
    return `${where}. ${needs} ${allowed.join(' or ')}.`;
  }
  return undefined;
}

function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map(part => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 'su').test(name);
}
