import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterReader } from '../../src/adapters/cluster/reader.ts';
import type { ClusterAnswer, LiveTable } from '../../src/core/cluster/live.ts';
import type { ClusterQuestion } from '../../src/core/ports.ts';
import { Range, workload } from './range.ts';

export const namespace = 'orders';

/** A Kubernetes with a few workloads in one namespace, a crowd in another, and accounts that may little. */
export function stage(): Range {
  const range = new Range();
  for (const name of [namespace, 'crowd', 'other', 'empty']) range.kubectl('create', 'namespace', name);
  const image = 'shop.example:5000/web:1.7.4';
  range.apply(
    workload({ kind: 'Deployment', name: 'web', namespace, image, replicas: 2 }),
    workload({ kind: 'Deployment', name: 'slow', namespace, image: 'app:1.0', replicas: 2, delayMs: 50 }),
    workload({ kind: 'Deployment', name: 'torn', namespace, image: 'app:broken' }),
    workload({ kind: 'StatefulSet', name: 'db', namespace, image: 'db:12' }),
    workload({ kind: 'DaemonSet', name: 'agent', namespace }),
    workload({
      kind: 'Deployment',
      name: 'shop-api',
      namespace: 'other',
      labels: { 'app.kubernetes.io/instance': 'shop' },
    }),
    ...Array.from({ length: 104 }, (_, n) =>
      workload({
        kind: 'Deployment',
        name: `w${String(n).padStart(3, '0')}`,
        namespace: 'crowd',
        replicas: 0,
      }),
    ),
  );
  range.kubectl('-n', namespace, 'create', 'role', 'half', '--verb=list', '--resource=deployments.apps');
  range.kubectl('-n', namespace, 'create', 'rolebinding', 'half', '--role=half', '--user=half');
  range.kubectl('-n', namespace, 'rollout', 'status', 'deployment/web', '--timeout=60s');
  range.kubectl('-n', namespace, 'rollout', 'status', 'statefulset/db', '--timeout=60s');
  return range;
}

/** What can be asked of a stage. */
export interface Asking {
  /** A question for the stage's namespace, unless it says otherwise. */
  readonly ask: (more?: Partial<ClusterQuestion> & { readonly kubeconfig?: string }) => ClusterQuestion;
  /** A kubeconfig that points to a context and a namespace, as somebody. */
  readonly pointing: (context: string, at: string, user?: string) => string;
}

/** The ways to ask a range, once it is there. */
export function asking(rangeOf: () => Range): Asking {
  const pointing: Asking['pointing'] = (context, at, user) =>
    rangeOf().write(`to-${context}-${user ?? ''}-${at}`, config => {
      const admin = config.users.find(({ name }) => name === 'admin');
      if (user !== undefined) config.users.push({ name: user, user: { ...admin?.user, as: user } });
      config['current-context'] = context;
      for (const one of config.contexts)
        if (one.name === context)
          one.context = { ...one.context, namespace: at, user: user ?? one.context.user };
    });
  return {
    pointing,
    ask: ({ kubeconfig = pointing('range', namespace), ...more } = {}) => ({
      place: { context: 'range', namespace },
      named: [],
      cwd: rangeOf().folder,
      environment: { KUBECONFIG: kubeconfig, PATH: process.env['PATH'] ?? '' },
      ...more,
    }),
  };
}

/** What somebody reads who has read nothing before. */
export async function read(question: ClusterQuestion): Promise<ClusterAnswer> {
  return await new ClusterReader().read(question);
}

/** The same, where it has to be a table. */
export async function table(question: ClusterQuestion): Promise<LiveTable> {
  const answer = await read(question);
  if (answer.kind !== 'table') throw new Error(JSON.stringify(answer));
  return answer.table;
}

export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries += 1) {
    if (tries > 100) throw new Error(`never came: ${what}`);
    await sleep(200);
  }
}

type Config = Parameters<Parameters<Range['write']>[1]>[0];

/** Points at the stage's namespace, and changes the cluster. */
export function change(act: (cluster: Record<string, unknown>) => unknown): (config: Config) => void {
  return config => {
    for (const { context } of config.contexts) context.namespace = namespace;
    for (const { cluster } of config.clusters) act(cluster);
  };
}
