import type { LiveRow, LiveTable, PodMark } from './live.ts';
import type { Named } from './named.ts';
import { isSettled, tagOf, type Workload } from './workload.ts';

/** What fits beside the steps, and is taken in at a look. */
const mostRows = 8;

/** Squares that can be counted at a look. */
const mostMarks = 8;

/** Of all that was read in a namespace. */
export interface Listing {
  readonly workloads: readonly Workload[];
  /** How many the server kept back, and whether it said so itself. */
  readonly kept: number;
  readonly keptAtLeast: boolean;
  readonly refused: readonly string[];
}

/** What is shown: an answer to each name, then others of the run's namespace. */
export interface Chosen {
  readonly shown: readonly (Workload | Named)[];
  readonly others: readonly Workload[];
}

/**
 * Selects the rows to show: the workloads the runbook names, in its order and the run's namespace first, then those that are not healthy,
 * then others.
 */
export function choose(
  { workloads, refused }: Pick<Listing, 'workloads' | 'refused'>,
  named: readonly Named[],
  namespace: string,
): Chosen {
  const here = [...named].sort(
    (a, b) => Number(isElsewhere(a, namespace)) - Number(isElsewhere(b, namespace)),
  );
  const answers = here.flatMap((one): readonly (Workload | Named)[] => {
    const found = workloads.filter(workload => isMeant(workload, one, namespace));
    // Of a release nobody knows what it puts there, and a list that was refused tells of nothing.
    const unknown = one.what === 'release' || refused.includes(one.what);
    return found.length > 0 || unknown ? found : [one];
  });
  const first = [...new Set(answers)].slice(0, mostRows);
  const rest = workloads.filter(workload => workload.namespace === namespace && !first.includes(workload));
  const urgent = [...rest].sort((a, b) => Number(isSettled(a)) - Number(isSettled(b)) || byName(a, b));
  const filling = urgent.slice(0, mostRows - first.length);
  return {
    shown: [...first, ...filling.sort(byName)],
    others: urgent.slice(mostRows - first.length),
  };
}

/** The table of what was chosen, once the pods of what is not settled have been read. */
export function tableOf(
  chosen: Chosen,
  { kept, keptAtLeast, refused }: Listing,
  namespace: string,
): LiveTable {
  return {
    rows: chosen.shown.map(one => ('kind' in one ? rowOf(one, namespace) : missing(one, namespace))),
    more: chosen.others.length + kept,
    moreUnready: chosen.others.filter(workload => !isSettled(workload)).length,
    ...(keptAtLeast ? { moreAtLeast: true } : {}),
    refused,
  };
}

function byName(a: Workload, b: Workload): number {
  return a.name < b.name ? -1 : Number(a.name > b.name);
}

function isElsewhere(named: Named, namespace: string): boolean {
  return (named.namespace ?? namespace) !== namespace;
}

function isMeant(workload: Workload, { what, name, namespace: other }: Named, namespace: string): boolean {
  if (workload.namespace !== (other ?? namespace)) return false;
  return what === 'release' ? workload.release === name : workload.kind === what && workload.name === name;
}

function missing({ name, namespace: other }: Named, namespace: string): LiveRow {
  const where = other === undefined || other === namespace ? {} : { namespace: other };
  return { name, ...where, tag: '', state: 'missing', ready: 0, desired: 0, pods: [] };
}

function rowOf(workload: Workload, namespace: string): LiveRow {
  const { name, desired, ready, updated, image } = workload;
  const waiting = waitingOf(workload);
  return {
    name,
    ...(workload.namespace === namespace ? {} : { namespace: workload.namespace }),
    tag: tagOf(image),
    state: waiting !== undefined ? 'waiting' : isSettled(workload) ? 'ready' : 'moving',
    ready,
    desired,
    pods: marksOf(workload),
    ...(updated < desired ? { updated } : {}),
    ...(waiting === undefined ? {} : { waiting }),
  };
}

function marksOf({ desired, ready, existing }: Workload): readonly PodMark[] {
  const count = Math.max(desired, existing);
  if (count > mostMarks) return [];
  return Array.from({ length: count }, (_, at) => (at < ready ? 'on' : at < existing ? 'half' : 'off'));
}

/** What most of the pods wait for; what the controller says counts where no pod says more. */
function waitingOf({ pods = [], says }: Workload): LiveRow['waiting'] {
  const counts = new Map<string, number>();
  for (const { waiting } of pods)
    if (waiting !== undefined) counts.set(waiting, (counts.get(waiting) ?? 0) + 1);
  const [most] = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  if (most !== undefined) return { reason: most[0], pods: most[1] };
  return says === undefined ? undefined : { reason: says, pods: 0 };
}
