import type { KubeConfig } from '@kubernetes/client-node';
import type { ClusterAnswer } from '../../core/cluster/live.ts';
import type { Named } from '../../core/cluster/named.ts';
import { choose, tableOf, type Chosen, type Listing } from '../../core/cluster/rows.ts';
import { isSettled, workloadKinds, type Workload, type WorkloadKind } from '../../core/cluster/workload.ts';
import type { ClusterQuestion, Pointed } from '../../core/ports.ts';
import { accessTo, type Access, type Query } from './access.ts';
import { isForbidden, isUnauthorized, troubleOf } from './fault.ts';
import { loadConfig, pointedBy } from './kubeconfig.ts';
import { pluginOf, providerOf, signedIn, signIn, signInOf, type Credential, type Plugin } from './signIn.ts';

/** Workloads of one kind that are read of a namespace. */
const mostWorkloads = 100;

/** Pods that are looked at for one workload. */
const mostPods = 50;

/** What changes with every command and says nothing of who somebody is. */
const restless = new Set(['PWD', 'OLDPWD', 'SHLVL', '_']);

/** Names that are asked for one by one. */
const mostNames = 12;

/** Reads clusters, with what it holds of the last one: its connections and what was signed in with. */
export class ClusterReader {
  #access: { readonly key: string; readonly access: Access } | undefined;
  readonly #credentials = new Map<string, Credential>();

  /** Reads once; never rejects. */
  async read(question: ClusterQuestion): Promise<ClusterAnswer> {
    let server = '';
    try {
      const config = await loadConfig(question);
      const pointed = pointedBy(config);
      const { place, besides } = question;
      if (!isSame(pointed, place) && !isSame(pointed, besides)) return { kind: 'moved', ...pointed };
      const { context } = place;
      config.setCurrentContext(context);
      server = config.getCurrentCluster()?.server ?? '';
      if (server === '') return { kind: 'trouble', trouble: { code: 'config', detail: context } };
      const refused = await this.#enter(config, question);
      if (refused !== undefined) return refused;
      return await readTable(this.#accessTo(config), question);
    } catch (error) {
      // What was signed in with may be over before its time.
      if (isUnauthorized(error)) this.#credentials.clear();
      return { kind: 'trouble', trouble: troubleOf(error, server) };
    }
  }

  /** Puts what signs in into the configuration; answers why nobody can. */
  async #enter(config: KubeConfig, question: ClusterQuestion): Promise<ClusterAnswer | undefined> {
    const user = config.getCurrentUser();
    if (user === null) return undefined;
    const program = pluginOf(user);
    if (program === undefined) {
      const provider = providerOf(user);
      if (provider === undefined) return undefined;
      return { kind: 'trouble', trouble: { code: 'sign-in-way', detail: provider } };
    }
    const asked = signInOf(program);
    if (program.interactiveMode === 'Always')
      return { kind: 'trouble', trouble: { code: 'sign-in-way', detail: asked.program } };
    if (question.signIn !== asked.digest) return { kind: 'sign-in', signIn: asked };
    const given = await this.#credential(program, asked.digest, question);
    config.users = config.users.map(one => (one.name === user.name ? signedIn(one, given) : one));
    return undefined;
  }

  async #credential(program: Plugin, digest: string, question: ClusterQuestion): Promise<Credential> {
    // Another profile in the environment is another account.
    const environment = Object.entries(question.environment).filter(([name]) => !restless.has(name));
    const key = JSON.stringify([digest, environment]);
    const known = this.#credentials.get(key);
    if (known !== undefined && !isOver(known)) return known;
    this.#credentials.clear();
    const given = await signIn(program, question);
    this.#credentials.set(key, given);
    return given;
  }

  #accessTo(config: KubeConfig): Access {
    const user = config.getCurrentUser();
    const key = JSON.stringify([config.getCurrentCluster(), user]);
    if (this.#access?.key !== key) this.#access = { key, access: accessTo(config) };
    return this.#access.access;
  }
}

function isSame(pointed: Pointed, other: Pointed | undefined): boolean {
  return pointed.context === other?.context && pointed.namespace === other.namespace;
}

function isOver({ expirationTimestamp }: Credential): boolean {
  return expirationTimestamp !== undefined && !(Date.parse(expirationTimestamp) > Date.now());
}

async function readTable(
  access: Access,
  { place: { namespace }, named }: Pick<ClusterQuestion, 'place' | 'named'>,
): Promise<ClusterAnswer> {
  const listing = await readNamespace(access, namespace);
  if (listing.refused.length === workloadKinds.length)
    return { kind: 'trouble', trouble: { code: 'forbidden', detail: namespace } };
  const { found, names } = await readNamed(access, named, { listing, namespace });
  // What was asked for by its name is kept back no more.
  const came = found.filter(workload => workload.namespace === namespace).length;
  const kept = Math.max(0, listing.kept - came);
  const all = { ...listing, kept, workloads: [...listing.workloads, ...found] };
  const chosen = choose(all, names, namespace);
  return { kind: 'table', table: tableOf(await withPods(access, chosen), all, namespace) };
}

interface Namespaced extends Listing {
  /** Kinds of which the server kept some back. */
  readonly cut: readonly WorkloadKind[];
}

async function readNamespace(access: Access, namespace: string): Promise<Namespaced> {
  const lists = await Promise.all(
    workloadKinds.map(async kind => ({
      kind,
      list: await allowed(access.list(kind, { namespace, limit: mostWorkloads })),
    })),
  );
  const cut = lists.filter(({ list }) => list !== undefined && list.kept !== 0);
  return {
    workloads: lists.flatMap(({ list }) => list?.items ?? []),
    kept: cut.reduce((sum, { list }) => sum + (list?.kept ?? 1), 0),
    keptAtLeast: cut.some(({ list }) => list?.kept === undefined),
    refused: lists.filter(({ list }) => list === undefined).map(({ kind }) => kind),
    cut: cut.map(({ kind }) => kind),
  };
}

interface AskedFor {
  readonly found: readonly Workload[];
  /** Those that were answered, if only by their absence. */
  readonly names: readonly Named[];
}

/** What the runbook names outside of what was read: in another namespace, or behind the end of a long list. */
async function readNamed(
  access: Access,
  named: readonly Named[],
  { listing, namespace }: { readonly listing: Namespaced; readonly namespace: string },
): Promise<AskedFor> {
  const isRead = ({ what, name, namespace: other }: Named): boolean =>
    (other ?? namespace) === namespace &&
    (what === 'release'
      ? listing.cut.length === 0
      : !listing.cut.includes(what) ||
        listing.workloads.some(workload => workload.kind === what && workload.name === name));
  const missing = named.filter(one => !isRead(one)).slice(0, mostNames);
  const answers = await Promise.all(
    missing.map(async one => ({ one, items: await allowed(readOne(access, one, namespace)) })),
  );
  const answered = answers.filter(({ items }) => items !== undefined).map(({ one }) => one);
  return {
    found: answers.flatMap(({ items }) => items ?? []).filter(item => !isIn(item, listing.workloads)),
    names: named.filter(one => isRead(one) || answered.includes(one)),
  };
}

function isIn({ kind, namespace, name }: Workload, workloads: readonly Workload[]): boolean {
  return workloads.some(one => one.kind === kind && one.namespace === namespace && one.name === name);
}

async function readOne(
  access: Access,
  { what, name, namespace: other }: Named,
  own: string,
): Promise<readonly Workload[]> {
  const namespace = other ?? own;
  const query: Query =
    what === 'release'
      ? { namespace, limit: 5, labelSelector: `app.kubernetes.io/instance=${name}` }
      : { namespace, limit: 1, fieldSelector: `metadata.name=${name}` };
  const lists = await Promise.all(
    (what === 'release' ? workloadKinds : [what]).map(kind => access.list(kind, query)),
  );
  return lists.flatMap(({ items }) => items);
}

/** Pods are read only of what is shown and not as it should be: while nothing goes on, nothing more is asked. */
async function withPods(access: Access, chosen: Chosen): Promise<Chosen> {
  const shown = await Promise.all(
    chosen.shown.map(async one => {
      if (!('kind' in one) || isSettled(one) || one.selector === '') return one;
      const { namespace, selector: labelSelector } = one;
      const pods = await allowed(access.pods({ namespace, labelSelector, limit: mostPods }));
      return pods === undefined ? one : { ...one, pods };
    }),
  );
  return { ...chosen, shown };
}

/** What a request gives; undefined if the account may not make it. */
async function allowed<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (isForbidden(error)) return undefined;
    throw error;
  }
}
