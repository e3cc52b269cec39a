import type {
  V1PodCondition,
  V1DaemonSet,
  V1Deployment,
  V1LabelSelector,
  V1ObjectMeta,
  V1Pod,
  V1PodSpec,
  V1StatefulSet,
} from '@kubernetes/client-node';
import type { PodState, Workload } from '../../core/cluster/workload.ts';

/** A Deployment as it is counted. */
export function deploymentOf({ metadata, spec, status }: V1Deployment): Workload {
  const says = (status?.conditions ?? []).find(
    ({ type, status: is }) =>
      (type === 'Progressing' && is === 'False') || (type === 'ReplicaFailure' && is === 'True'),
  );
  return {
    kind: 'Deployment',
    ...named(metadata, spec?.template.spec),
    desired: spec?.replicas ?? 1,
    ready: status?.readyReplicas ?? 0,
    updated: status?.updatedReplicas ?? 0,
    existing: status?.replicas ?? 0,
    observed: isObserved(metadata, status),
    ...(says?.reason === undefined ? {} : { says: says.reason }),
    selector: selectorOf(spec?.selector),
  };
}

/** A StatefulSet as it is counted. */
export function statefulSetOf({ metadata, spec, status }: V1StatefulSet): Workload {
  // Between two updates all of its pods are of the one revision, and some versions count none of them as updated.
  const isOne = status?.currentRevision === status?.updateRevision;
  return {
    kind: 'StatefulSet',
    ...named(metadata, spec?.template.spec),
    desired: spec?.replicas ?? 1,
    ready: status?.readyReplicas ?? 0,
    updated: (isOne ? status?.replicas : status?.updatedReplicas) ?? 0,
    existing: status?.replicas ?? 0,
    observed: isObserved(metadata, status),
    selector: selectorOf(spec?.selector),
  };
}

/** A DaemonSet as it is counted. */
export function daemonSetOf({ metadata, spec, status }: V1DaemonSet): Workload {
  return {
    kind: 'DaemonSet',
    ...named(metadata, spec?.template.spec),
    desired: status?.desiredNumberScheduled ?? 0,
    ready: status?.numberReady ?? 0,
    updated: status?.updatedNumberScheduled ?? 0,
    existing: status?.currentNumberScheduled ?? 0,
    observed: isObserved(metadata, status),
    selector: selectorOf(spec?.selector),
  };
}

/** A pod that is there to stay; undefined for one that is going or has done its work. */
export function podOf({ metadata, status }: V1Pod): PodState | undefined {
  if (metadata?.deletionTimestamp !== undefined) return undefined;
  if (status?.phase === 'Succeeded' || status?.phase === 'Failed') return undefined;
  const conditions = status?.conditions ?? [];
  if (conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True')) return { ready: true };
  const waiting = waitingOf(status) ?? unscheduled(conditions);
  return waiting === undefined ? { ready: false } : { ready: false, waiting };
}

// These two are how every pod begins.
const beginnings = new Set(['ContainerCreating', 'PodInitializing']);

function waitingOf(status: V1Pod['status']): string | undefined {
  const containers = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  const reasons = containers.flatMap(({ state }) => state?.waiting?.reason ?? []);
  const ended = containers.flatMap(({ state }) =>
    state?.terminated === undefined || state.terminated.exitCode === 0
      ? []
      : [state.terminated.reason ?? 'Error'],
  );
  return reasons.find(reason => !beginnings.has(reason)) ?? ended[0];
}

function unscheduled(conditions: readonly V1PodCondition[]): string | undefined {
  return conditions.find(({ type, status }) => type === 'PodScheduled' && status === 'False')?.reason;
}

function named(
  metadata: V1ObjectMeta | undefined,
  template: V1PodSpec | undefined,
): Pick<Workload, 'namespace' | 'name' | 'image' | 'release'> {
  const name = metadata?.name ?? '';
  const containers = template?.containers ?? [];
  const main = containers.find(container => container.name === name) ?? containers[0];
  const release = metadata?.labels?.['app.kubernetes.io/instance'];
  return {
    namespace: metadata?.namespace ?? '',
    name,
    image: main?.image ?? '',
    ...(release === undefined ? {} : { release }),
  };
}

function isObserved(
  metadata: V1ObjectMeta | undefined,
  status: { readonly observedGeneration?: number } | undefined,
): boolean {
  return (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
}

// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
function selectorOf(selector: V1LabelSelector | undefined): string {
  const labels = Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  const others = (selector?.matchExpressions ?? []).map(({ key, operator, values = [] }) => {
    switch (operator) {
      case 'In':
        return `${key} in (${values.join(',')})`;
      case 'NotIn':
        return `${key} notin (${values.join(',')})`;
      case 'DoesNotExist':
        return `!${key}`;
      default:
        return key;
    }
  });
  return [...labels, ...others].join(',');
}
