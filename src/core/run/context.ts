import { contextOf } from './policy.ts';
import type { Facts } from './surroundings.ts';

const places = {
  kube: { what: 'kube context', is: ({ kube }) => kube?.context },
  namespace: { what: 'namespace', is: ({ kube }) => kube?.namespace },
  host: { what: 'host', is: ({ host }) => host },
  user: { what: 'user', is: ({ user }) => user },
  branch: { what: 'branch', is: ({ git }) => git?.branch },
  aws: { what: 'AWS profile', is: ({ cloud }) => cloud?.aws },
  gcp: { what: 'Google Cloud project', is: ({ cloud }) => cloud?.gcp },
  azure: { what: 'Azure subscription', is: ({ cloud }) => cloud?.azure },
} satisfies Readonly<
  Record<string, { readonly what: string; readonly is: (facts: Facts) => string | undefined }>
>;

/** What can be asked about where commands may act. */
export type PlaceName = keyof typeof places;

/** One thing that is declared about where commands may act. */
export interface Demand {
  readonly name: PlaceName;
  /** Any of these; `*` stands for anything in a name. */
  readonly allowed: readonly string[];
  /** The file of the team's policy that asks for it; absent where the runbook itself does. */
  readonly file?: string;
}

/** A demand beside what is. */
export interface Met extends Demand {
  /** Absent where nothing is set. */
  readonly here?: string;
  readonly met: boolean;
}

/** What front matter's `context` declares: a kube context, or names and what each must be. */
export function demandsOf(declared: unknown): readonly Demand[] {
  return contextOf(declared).flatMap(known);
}

function known({
  name,
  ...wanted
}: {
  readonly name: string;
  readonly allowed: readonly string[];
}): readonly Demand[] {
  return isPlace(name) ? [{ name, ...wanted }] : [];
}

function isPlace(name: string): name is PlaceName {
  return Object.hasOwn(places, name);
}

/** Whether where commands act has to be looked at before each of them. */
export function isBound(demands: readonly Demand[], { policy }: Facts): boolean {
  return demands.length > 0 || policy?.problem !== undefined || (policy?.context.length ?? 0) > 0;
}

/** What the runbook and the team's policy ask, and whether it is so. */
export function metDemands(demands: readonly Demand[], facts: Facts): readonly Met[] {
  return [...demands, ...(facts.policy?.context ?? []).flatMap(known)].map(demand => {
    const here = places[demand.name].is(facts);
    const met = here !== undefined && demand.allowed.some(name => matches(name, here));
    // A branch that nobody is on has an empty name.
    return { ...demand, ...(here === undefined || here === '' ? {} : { here }), met };
  });
}

/** Why nothing may be run here, in words; undefined where the runbook is where it and the team's policy want it. */
export function wrongPlace(demands: readonly Demand[], facts: Facts): string | undefined {
  const { policy } = facts;
  if (policy?.problem !== undefined) return policy.problem.message;
  const wrong = metDemands(demands, facts).find(({ met }) => !met);
  return wrong === undefined ? undefined : placeSentence(wrong);
}

function placeSentence({ name, allowed, file, here }: Met): string {
  const { what } = places[name];
  const where = here === undefined ? `No ${what} is set` : `The ${what} is ${here}`;
  const needs = file === undefined ? 'This runbook needs' : `The policy in ${file} needs`;
  return `${where}. ${needs} ${allowed.join(' or ')}.`;
}

function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map(part => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 'su').test(name);
}
