// What a cluster says of what runs in it, as far as a person who walks a runbook looks at it.

export const workloadKinds = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;

export type WorkloadKind = (typeof workloadKinds)[number];

/** One of them as its controller counts it. */
export interface Workload {
  readonly kind: WorkloadKind;
  readonly namespace: string;
  readonly name: string;
  /** Of the container that gives it its name, else of the first: what its newest pods run. */
  readonly image: string;
  readonly desired: number;
  readonly ready: number;
  /** Pods of the newest template. */
  readonly updated: number;
  /** Pods that exist; more than desired while a rollout goes on. */
  readonly existing: number;
  /** False while its controller has not seen yet what was asked last. */
  readonly observed: boolean;
  /** What its controller itself says stands in the way, such as `ProgressDeadlineExceeded`. */
  readonly says?: string;
  /** The Helm release that it belongs to. */
  readonly release?: string;
  /** Finds its pods. */
  readonly selector: string;
  /** Absent if nobody asked for them: they are read only while something is not as it should be. */
  readonly pods?: readonly PodState[];
}

export interface PodState {
  readonly ready: boolean;
  /** What it waits for, such as `ImagePullBackOff`; absent if it only starts. */
  readonly waiting?: string;
}

/** True if all that was asked for is there, and nothing else. */
export function isSettled({ desired, ready, updated, existing, observed, says }: Workload): boolean {
  return observed && says === undefined && existing === desired && ready >= desired && updated >= desired;
}

/** The part of an image by which people tell two rollouts apart. */
export function tagOf(image: string): string {
  const [name = '', digest] = image.split('@');
  const tag = /:([^/:]+)$/.exec(name)?.[1];
  if (tag !== undefined) return tag;
  if (digest !== undefined) return digest.slice(0, digest.indexOf(':') + 13);
  // What a registry is asked for where nothing is said.
  return image === '' ? '' : 'latest';
}
