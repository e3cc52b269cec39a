import type { Invocation } from '../shell/programs/invocation.ts';
import type { WorkloadKind } from './workload.ts';

/** A workload that a command of the runbook names. */
export interface Named {
  /** `release` is all that a Helm release has put there. */
  readonly what: WorkloadKind | 'release';
  readonly name: string;
  /** Absent if the command goes by the run's own. */
  readonly namespace?: string;
}

/** What is known where the commands will run. */
export interface Known {
  /** The kube context of the run: what another one holds is not what is shown. */
  readonly context: string;
  /** A variable of the shell. */
  readonly variable: (name: string) => string | undefined;
}

const programs = new Set(['kubectl', 'oc', 'k', 'helm']);

/** Whether a command contacts a cluster from this machine; commands on other machines do not count. */
export function callsCluster({ program, isNested }: Invocation): boolean {
  return programs.has(program) && !isNested;
}

/** The workloads that commands name, each once, in the order of the text. */
export function namedBy(calls: readonly Invocation[], known: Known): readonly Named[] {
  const found = new Map<string, Named>();
  for (const call of calls) {
    if (!programs.has(call.program)) continue;
    for (const named of namedIn(call, known)) {
      const key = `${named.namespace ?? ''}/${named.what}/${named.name}`;
      if (!found.has(key)) found.set(key, named);
    }
  }
  return [...found.values()];
}

function namedIn({ program, args }: Invocation, known: Known): readonly Named[] {
  const { rest, options } = withoutPlace(args, word => expand(word, known));
  const context = options.get('--context') ?? options.get('--kube-context');
  if (context !== undefined && context !== known.context) return [];
  if (options.has('--kubeconfig') || options.has('--server')) return [];
  const namespace = options.get('--namespace');
  if (namespace !== undefined && !isName(namespace)) return [];
  const where = namespace === undefined ? {} : { namespace };
  const named = program === 'helm' ? releasesIn(rest) : resourcesIn(rest);
  return named.filter(({ name }) => isName(name)).map(one => ({ ...one, ...where }));
}

/** Options that say where a command acts, by their long names; each takes a value. */
const placeOptions: ReadonlyMap<string, string> = new Map([
  ['-n', '--namespace'],
  ['--namespace', '--namespace'],
  ['--context', '--context'],
  ['--kube-context', '--kube-context'],
  ['--kubeconfig', '--kubeconfig'],
  ['-s', '--server'],
  ['--server', '--server'],
]);

/** The words of a command up to a `--`, and where they say it acts. */
function withoutPlace(
  args: readonly string[],
  read: (word: string) => string,
): { readonly rest: readonly string[]; readonly options: ReadonlyMap<string, string> } {
  const end = args.indexOf('--');
  const words = (end < 0 ? args : args.slice(0, end)).map(read);
  const options = new Map<string, string>();
  const rest: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const [name, value] = cut(words[at] ?? '');
    const option = placeOptions.get(name);
    if (option === undefined) rest.push(words[at] ?? '');
    else if (value === undefined) options.set(option, words[(at += 1)] ?? '');
    else options.set(option, value);
  }
  return { rest, options };
}

function cut(word: string): readonly [name: string, value?: string] {
  const at = word.indexOf('=');
  return at < 0 || !word.startsWith('-') ? [word] : [word.slice(0, at), word.slice(at + 1)];
}

const kinds: ReadonlyMap<string, WorkloadKind> = new Map([
  ['deployment', 'Deployment'],
  ['deployments', 'Deployment'],
  ['deploy', 'Deployment'],
  ['statefulset', 'StatefulSet'],
  ['statefulsets', 'StatefulSet'],
  ['sts', 'StatefulSet'],
  ['daemonset', 'DaemonSet'],
  ['daemonsets', 'DaemonSet'],
  ['ds', 'DaemonSet'],
]);

/** `deployment/web`, `deploy web api`, `deployments.v1.apps web`. */
function resourcesIn(words: readonly string[]): readonly Named[] {
  const found: Named[] = [];
  let kind: WorkloadKind | undefined;
  for (const word of words) {
    const [type = '', name] = word.split('/');
    const next = kinds.get(type.toLowerCase().replace(/\.(?:v1\.)?apps$/, ''));
    if (next !== undefined && name !== undefined) found.push({ what: next, name });
    // Names stand right behind their kind: what follows an option may be its value.
    else if (kind !== undefined && next === undefined && !word.startsWith('-'))
      found.push({ what: kind, name: word });
    kind = name === undefined && !word.startsWith('-') ? (next ?? kind) : undefined;
  }
  return found;
}

const releaseVerbs = new Set(['install', 'upgrade', 'rollback', 'status', 'history', 'test', 'uninstall']);
// Flags of helm that take no value, so that the next word is an argument: `--install web`.
const switches =
  /^(?:-i|-[a-z]*|--(?:install|atomic|wait|wait-for-jobs|dry-run|create-namespace|force|debug|devel|reuse-values|reset-values|cleanup-on-fail))$/;

/** `helm upgrade --install web ./chart`, `helm get values web`. */
function releasesIn(words: readonly string[]): readonly Named[] {
  const operands: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('-')) operands.push(word);
    else if (!word.includes('=') && !switches.test(word)) at += 1;
  }
  const [verb = '', ...behind] = operands;
  const name = verb === 'get' ? behind[1] : releaseVerbs.has(verb) ? behind[0] : undefined;
  return name === undefined ? [] : [{ what: 'release', name }];
}

/** A word with the shell's variables in it, where all of them are known; else as it is, which is no name. */
function expand(word: string, { variable }: Known): string {
  if (!word.includes('$') && !/["'\\]/.test(word)) return word;
  return word
    .replace(/^"(.*)"$/s, '$1')
    .replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced?: string, bare?: string) => {
      return variable(braced ?? bare ?? '') ?? whole;
    });
}

function isName(name: string): boolean {
  return name.length <= 253 && /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(name);
}
