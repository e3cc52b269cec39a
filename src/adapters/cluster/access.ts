import {
  AppsV1Api,
  CoreV1Api,
  createConfiguration,
  ServerConfiguration,
  type KubeConfig,
  type RequestContext,
} from '@kubernetes/client-node';
import type { PodState, Workload, WorkloadKind } from '../../core/cluster/workload.ts';
import { daemonSetOf, deploymentOf, podOf, statefulSetOf } from './workloads.ts';

/** Milliseconds that a server gets for one answer. */
const patience = 8000;

/** What is listed, and of it what. */
export interface Query {
  readonly namespace: string;
  readonly limit: number;
  readonly fieldSelector?: string;
  readonly labelSelector?: string;
}

export interface Listed {
  readonly items: readonly Workload[];
  /** How many the server kept back; undefined if it keeps some and does not say how many. */
  readonly kept: number | undefined;
}

/** The few requests that a reading makes; each of them lists. */
export interface Access {
  readonly server: string;
  list(kind: WorkloadKind, query: Query): Promise<Listed>;
  pods(query: Query): Promise<readonly PodState[]>;
}

/** Access to the cluster of a kubeconfig's current context. Throws where there is none. */
export function accessTo(config: KubeConfig): Access {
  const server = config.getCurrentCluster()?.server ?? '';
  const configuration = createConfiguration({
    baseServer: new ServerConfiguration(server, {}),
    authMethods: { default: config },
    promiseMiddleware: [oneConnection()],
  });
  const apps = new AppsV1Api(configuration);
  const core = new CoreV1Api(configuration);
  return {
    server,
    list: async (kind, query) => {
      switch (kind) {
        case 'Deployment':
          return listed(await apps.listNamespacedDeployment(query), deploymentOf);
        case 'StatefulSet':
          return listed(await apps.listNamespacedStatefulSet(query), statefulSetOf);
        case 'DaemonSet':
          return listed(await apps.listNamespacedDaemonSet(query), daemonSetOf);
      }
    },
    pods: async query => (await core.listNamespacedPod(query)).items.flatMap(pod => podOf(pod) ?? []),
  };
}

interface List<T> {
  readonly items: readonly T[];
  readonly metadata?: { readonly _continue?: string; readonly remainingItemCount?: number };
}

function listed<T>({ items, metadata }: List<T>, read: (item: T) => Workload): Listed {
  const isCut = (metadata?._continue ?? '') !== '';
  return { items: items.map(read), kept: isCut ? metadata?.remainingItemCount : 0 };
}

type Middleware = NonNullable<
  NonNullable<Parameters<typeof createConfiguration>[0]>['promiseMiddleware']
>[number];

/** The package makes a pool of connections for each request; here all go by the first one's, and none takes for ever. */
function oneConnection(): Middleware {
  let pool: ReturnType<RequestContext['getDispatcher']>;
  return {
    pre: context => {
      pool ??= context.getDispatcher();
      if (pool !== undefined) context.setDispatcher(pool);
      context.setSignal(AbortSignal.timeout(patience));
      return Promise.resolve(context);
    },
    post: response => Promise.resolve(response),
  };
}
