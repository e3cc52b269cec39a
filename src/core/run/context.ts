import type { Facts } from './view.ts';

/** One thing that a runbook declares about where it may act. */
export interface Demand {
  /** As people call it. */
  readonly what: string;
  /** Any of these; `*` stands for anything in a name. */
  readonly allowed: readonly string[];
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
  if (typeof declared === 'string') return demand('kube', declared);
  if (typeof declared !== 'object' || declared === null || Array.isArray(declared)) return [];
  return Object.entries(declared as Record<string, unknown>).flatMap(([name, wanted]) => {
    const isPart = name === 'kube' && typeof wanted === 'object' && wanted !== null && !Array.isArray(wanted);
    if (!isPart) return demand(name, wanted);
    const { context, namespace } = wanted as { context?: unknown; namespace?: unknown };
    return [...demand('kube', context), ...demand('namespace', namespace)];
  });
}

function demand(name: string, wanted: unknown): readonly Demand[] {
  const known = Object.hasOwn(demandable, name) ? demandable[name] : undefined;
  const allowed = (Array.isArray(wanted) ? wanted : [wanted]).flatMap((each: unknown) =>
    typeof each === 'string' || typeof each === 'number' ? [String(each)] : [],
  );
  return known === undefined || allowed.length === 0 ? [] : [{ ...known, allowed }];
}

/** Why nothing may be run here, as one sentence; undefined where the runbook is where it belongs. */
export function wrongPlace(demands: readonly Demand[], facts: Facts): string | undefined {
  for (const { what, allowed, is } of demands) {
    const here = is(facts);
    if (here !== undefined && allowed.some(name => matches(name, here))) continue;
    const where = here === undefined || here === '' ? `No ${what} is set` : `The ${what} is ${here}`;
    return `${where}. This runbook needs ${allowed.join(' or ')}.`;
  }
  return undefined;
}

function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map(part => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 'su').test(name);
}
