import { contextOf } from './policy.ts';
import type { Facts } from './preflight.ts';

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

/** The parts of a context that can be demanded. */
export type PlaceName = keyof typeof places;

/** One demand on where commands may act. */
export interface Demand {
  readonly name: PlaceName;
  /** Any of these is allowed; `*` matches any part of a name. */
  readonly allowed: readonly string[];
  /** The policy file that demands it; absent if the runbook does. */
  readonly file?: string;
}

/** A demand, and whether it is met. */
export interface Met extends Demand {
  /** The actual name; absent if none is set. */
  readonly here?: string;
  readonly met: boolean;
}

/** Reads `context` of front matter: a kube context, or a map of names to allowed values. */
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

/** Whether the context has to be checked before each command. */
export function isBound(demands: readonly Demand[], { policy }: Facts): boolean {
  return demands.length > 0 || policy?.problem !== undefined || (policy?.context.length ?? 0) > 0;
}

/** The demands of the runbook and the team's policy, each with whether it is met. */
export function metDemands(demands: readonly Demand[], facts: Facts): readonly Met[] {
  return [...demands, ...(facts.policy?.context ?? []).flatMap(known)].map(demand => {
    const here = places[demand.name].is(facts);
    const met = here !== undefined && demand.allowed.some(name => matches(name, here));
    // A detached HEAD has an empty branch name.
    return { ...demand, ...(here === undefined || here === '' ? {} : { here }), met };
  });
}

/** Why nothing may run here, as a sentence; undefined if all demands are met. */
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
