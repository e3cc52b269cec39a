import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shared } from './realFiles.ts';

const kube = join(shared, 'kube');

/** Whether a control plane for tests lies beside the project. */
export const hasRange = existsSync(join(kube, 'up'));

/** A Kubernetes of a test file's own, which goes with it. */
export class Range {
  readonly folder = mkdtempSync(join(tmpdir(), 'hr-range-'));

  constructor() {
    execFileSync(join(kube, 'up'), ['--dir', this.folder, '--owner', String(process.pid)], { stdio: 'pipe' });
  }

  get kubeconfig(): string {
    return join(this.folder, 'kubeconfig');
  }

  kubectl(...args: readonly string[]): string {
    return execFileSync('kubectl', ['--kubeconfig', this.kubeconfig, ...args], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
  }

  apply(...objects: readonly unknown[]): void {
    execFileSync('kubectl', ['--kubeconfig', this.kubeconfig, 'apply', '-f', '-'], {
      input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  }

  /** The kubeconfig as an object. */
  config(): KubeFile {
    return JSON.parse(this.kubectl('config', 'view', '--raw', '--output', 'json')) as KubeFile;
  }

  /** Another kubeconfig, made from this range's own; answers its path. */
  write(name: string, change: (config: KubeFile) => void): string {
    const config = this.config();
    change(config);
    const path = join(this.folder, name);
    writeFileSync(path, JSON.stringify(config));
    return path;
  }

  down(): void {
    execFileSync(join(kube, 'down'), ['--dir', this.folder], { stdio: 'pipe' });
    rmSync(this.folder, { recursive: true, force: true });
  }
}

interface KubeFile {
  clusters: { name: string; cluster: Record<string, unknown> }[];
  users: { name: string; user: Record<string, unknown> }[];
  contexts: { name: string; context: { cluster: string; user: string; namespace?: string } }[];
  'current-context': string;
}

interface Shape {
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  readonly name: string;
  readonly namespace: string;
  readonly image?: string;
  readonly replicas?: number;
  readonly delayMs?: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A workload to apply. */
export function workload({
  kind,
  name,
  namespace,
  image = 'app:1',
  replicas = 1,
  delayMs,
  labels,
}: Shape): unknown {
  const annotations = delayMs === undefined ? {} : { 'range/start-delay-ms': String(delayMs) };
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace, labels },
    spec: {
      ...(kind === 'DaemonSet' ? {} : { replicas }),
      ...(kind === 'StatefulSet' ? { serviceName: name } : {}),
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name }, annotations },
        spec: { containers: [{ name: 'app', image }] },
      },
    },
  };
}
