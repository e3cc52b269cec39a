import { readFile } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import type { ClusterQuestion, Pointed } from '../../core/ports.ts';

/** A kubeconfig file that is no kubeconfig. */
export class BadConfig extends Error {
  override readonly name = 'BadConfig';
}

/**
 * The kubeconfig that kubectl would go by in a shell: of several files the first that says something counts, and one that is not
 * there is passed over. The package's own merging lets the last file choose the context and fails where two know one name.
 */
export async function loadConfig({
  cwd,
  environment,
}: Pick<ClusterQuestion, 'cwd' | 'environment'>): Promise<KubeConfig> {
  const merged = new KubeConfig();
  for (const file of filesOf(cwd, environment)) {
    const one = await loadFile(file);
    if (one === undefined) continue;
    merged.clusters = withNew(merged.clusters, one.clusters);
    merged.users = withNew(merged.users, one.users);
    merged.contexts = withNew(merged.contexts, one.contexts);
    // The type says that there always is one; a file may leave it out.
    if ((merged.currentContext as string | undefined) === undefined && one.currentContext !== '')
      merged.currentContext = one.currentContext;
  }
  return merged;
}

/** Where a kubeconfig points by itself. */
export function pointedBy(config: KubeConfig): Pointed {
  const context = config.getContextObject(config.getCurrentContext());
  return context === null
    ? { context: '', namespace: '' }
    : { context: context.name, namespace: namespaceOf(context.namespace) };
}

function namespaceOf(named: string | undefined): string {
  return named === undefined || named === '' ? 'default' : named;
}

function filesOf(cwd: string, environment: ClusterQuestion['environment']): readonly string[] {
  const named = environment['KUBECONFIG'] ?? '';
  if (named !== '')
    return named
      .split(delimiter)
      .filter(file => file !== '')
      .map(file => resolve(cwd, file));
  const home = environment['HOME'] ?? '';
  return home === '' ? [] : [join(home, '.kube/config')];
}

async function loadFile(file: string): Promise<KubeConfig | undefined> {
  const config = new KubeConfig();
  try {
    const text = await readFile(file, 'utf8');
    if (text.trim() === '') return undefined;
    config.loadFromString(text, { onInvalidEntry: 'filter' });
    config.makePathsAbsolute(dirname(file));
    return config;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new BadConfig(file, { cause: error });
  }
}

function withNew<T extends { readonly name: string }>(known: readonly T[], more: readonly T[]): T[] {
  return [...known, ...more.filter(({ name }) => !known.some(one => one.name === name))];
}
