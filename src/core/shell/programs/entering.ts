import type { Invocation } from './invocation.ts';
import { matchAny, parseTable } from '../risks/rule.ts';

type Call = Pick<Invocation, 'program' | 'args' | 'hasInput'>;

// Commands that open a shell, or a client with a prompt of its own.
const entering = parseTable(`
  oc rsh
  kubectl|oc|docker|podman|nerdctl attach -i
  gcloud ssh !--command
  aws start-session
  az ssh vm
  vagrant|minikube|multipass|cf|heroku ssh|shell|ps:exec !-c !--command
  fly|flyctl ssh console !-C !--command
  heroku run bash|sh
  pipenv|poetry|nix|devbox shell
  nix-shell !--run !--command
  machinectl shell|login
  tsh ssh
  toolbox|distrobox enter
  busybox sh|ash|hush !-c
  chroot|nsenter bash|sh|/bin/bash|/bin/sh !-c
  rails|rake console|c|dbconsole|db
  gitlab-rails|gitlab-psql console|dbconsole
  screen !-d !-ls !-dmS !-X !-S
  tmux new|new-session !-d
  tmux attach|attach-session|at|a
  psql|mysql|mariadb !-c !-f !-l !-e !--command !--file !--list !--execute !--version !-V
  mongo|mongosh|influx|clickhouse-client|cqlsh !--eval !--execute !-e !-f !--query !-q !--version
  sqlplus|ftp|sftp|telnet|bconsole|iex|irb|ipython|gdb !-b !--version !-batch`);

// With nothing but options they read what is typed.
const byName = new Set(['bash', 'sh', 'zsh', 'ash', 'dash', 'fish', 'ksh', 'bc']);

/** Whether a program leaves the session for another shell or prompt, so that what follows is typed there. */
export function entersShell(call: Call): boolean {
  const { program, args, hasInput } = call;
  if (byName.has(program)) {
    return !hasInput && hasOnlyOptions(args) && !args.some(arg => /^-[a-z]*[cns]$|^--version$/.test(arg));
  }
  switch (program) {
    case 'kubectl':
    case 'oc':
    case 'docker':
    case 'podman':
    case 'nerdctl':
    case 'lxc':
    case 'docker-compose':
      return entersContainer(call) || (!hasInput && matchAny(entering, call) !== undefined);
    case 'ssh':
    case 'mosh':
      return !hasInput && entersHost(args);
    case 'su':
      return !hasInput && !args.some(arg => /^-[a-z]*c$|^--command/.test(arg));
    case 'sudo':
    case 'doas':
      return args.some(arg => /^-[a-z]*[is]$|^--(?:login|shell)$/.test(arg)) && hasOnlyOptions(args);
    case 'python':
    case 'python3':
      return !hasInput && args.every(arg => /^-[BEIOPqsuibd]+$/.test(arg));
    case 'node':
      return !hasInput && args.length === 0;
    case 'tmux':
      return !hasInput && (args.length === 0 || matchAny(entering, call) !== undefined);
    case 'redis-cli':
    case 'sqlite3':
      return !hasInput && opensClient(program, args);
    default:
      return !hasInput && (matchAny(entering, call) !== undefined || (program === 'chroot' && !args[1]));
  }
}

function hasOnlyOptions(args: readonly string[]): boolean {
  return args.every(arg => arg.startsWith('-'));
}

// `kubectl exec -it POD -- COMMAND`, `docker run -it IMAGE COMMAND`: as the command inside does.
function entersContainer({ program, args, hasInput }: Call): boolean {
  const at = args.findIndex(arg => /^(?:exec|run|debug)$/.test(arg));
  const verb = args[at];
  if (verb === undefined || at > 6) {
    return false;
  }
  const inside = innerCommand(args.slice(at + 1));
  const before = args.slice(0, args.length - inside.length);
  const composed = (program === 'docker-compose' || args[0] === 'compose') && !before.includes('-T');
  const attached =
    composed ||
    (program === 'oc' && verb === 'debug') ||
    program === 'lxc' ||
    before.some(arg => /^-[a-z]*[it]+[a-z]*$|^--(?:stdin|tty|interactive)$/.test(arg));
  if (!attached || hasInput || isDetached({ program, args: before })) {
    return false;
  }
  const [inner, ...rest] = inside;
  if (inner === undefined) {
    return verb !== 'exec';
  }
  return entersShell({ program: inner.replace(/^.*\//, ''), args: rest, hasInput: false });
}

/** Whether a container tool leaves what it starts to itself: `-d`, also behind other flags; kubectl and lxc cannot. */
export function isDetached(call: Pick<Call, 'program' | 'args'>): boolean {
  // Behind `-u` and the like stands a value: `-unobody` has no `d` of its own.
  return (
    /^(?:docker|podman|nerdctl)/.test(call.program) &&
    argsOutside(call).some(arg => /^(?:-[itP]*d.*|--detach(?:=true)?)$/.test(arg))
  );
}

// Options of exec and run that take the next word.
const takesValue =
  /^-[ncuwepvhfl]$|^--(?:namespace|container|user|workdir|env|name|image|context|kubeconfig|network|volume|publish|hostname|entrypoint|env-file|file|mount|label|platform|memory|cpus|pod-running-timeout)$/;

/** The command that a container tool runs inside, `kubectl exec POD -- COMMAND`; empty where there is none. */
export function commandInside({ program, args }: Pick<Call, 'program' | 'args'>): readonly string[] {
  if (!containerTools.has(program)) {
    return [];
  }
  const at = args.findIndex(arg => arg === 'exec' || arg === 'run' || arg === 'debug');
  return at >= 0 && at <= 6 ? innerCommand(args.slice(at + 1)) : [];
}

/** The words of a call up to the command inside: in `docker exec web nginx -t` the option is nginx's. */
export function argsOutside(call: Pick<Call, 'program' | 'args'>): readonly string[] {
  return call.args.slice(0, call.args.length - commandInside(call).length);
}

/** What runs a command inside a container. */
export const containerTools: ReadonlySet<string> = new Set(
  'kubectl k oc docker podman nerdctl lxc docker-compose'.split(' '),
);

function innerCommand(args: readonly string[]): readonly string[] {
  const dashes = args.indexOf('--');
  if (dashes >= 0) {
    return args.slice(dashes + 1);
  }
  let at = 0;
  while (args[at]?.startsWith('-') === true) {
    at += takesValue.test(args[at] ?? '') ? 2 : 1;
  }
  // The pod, container or image; kubectl allows options behind it.
  at += 1;
  while (args[at]?.startsWith('-') === true) {
    at += takesValue.test(args[at] ?? '') ? 2 : 1;
  }
  return args.slice(at);
}

// Behind its options ssh has one word, the host, when it opens a shell there.
function entersHost(args: readonly string[]): boolean {
  const withValue = /^-[BbcDEeFIiJLlmOopQRSWw]$/;
  let operands = 0;
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (withValue.test(arg)) {
      index += 1;
    } else if (/^-[A-Za-z]*[NfTGV]/.test(arg)) {
      return false;
    } else if (!arg.startsWith('-')) {
      operands += 1;
    }
  }
  return operands === 1 || (operands === 2 && /^(?:.*\/)?(?:ba|z|a)?sh$/.test(args.at(-1) ?? ''));
}

function opensClient(program: string, args: readonly string[]): boolean {
  if (program === 'sqlite3') {
    return args.filter(arg => !arg.startsWith('-')).length <= 1;
  }
  const withoutOptions = args.join(' ').replaceAll(/(?:^|\s)-(?:[hpaunsd]|-user|-pass)\s+\S+/g, ' ');
  return (
    withoutOptions.split(/\s+/).every(arg => arg === '' || arg.startsWith('-')) && !args.includes('--version')
  );
}
