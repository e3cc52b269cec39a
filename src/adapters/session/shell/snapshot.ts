import type { Execution } from '../../../core/ports.ts';
import { neutralOptions, quote } from './hook.ts';
import type { ShellState } from './state.ts';

/** Enough of a shell's state to make another like it. */
export interface Snapshot {
  /** Empty where its name holds a secret. */
  readonly cwd: string;
  /** What a new shell sources, as latin1; holds no secret. */
  readonly script: string;
  /** Variables and functions that are not in it, since they hold a secret. */
  readonly missing: readonly string[];
}

// Bash's own, the hook's, and what describes one process or one terminal.
const own =
  /^(__hr_.*|BASH|BASH_.*|BASHOPTS|BASHPID|SHELLOPTS|EUID|UID|PPID|DIRSTACK|FUNCNAME|GROUPS|HOST(NAME|TYPE)|MACHTYPE|OSTYPE|LINENO|RANDOM|SRANDOM|SECONDS|EPOCH.*|PIPESTATUS|COMP_.*|OPTERR|OPTIND|HIST.*|PS[012]|PROMPT_COMMAND|PWD|SHLVL|_|COLUMNS|LINES|TMOUT|MAILCHECK|READLINE_.*|COPROC.*|HANDRAIL_SESSION)$/;

/** Whether a variable is bash's own or the hook's, or describes one process or one terminal. */
export function isShellsOwn(name: string): boolean {
  return own.test(name);
}

/** One declared variable, or one function. */
interface Declared {
  readonly name: string;
  readonly text: string;
}

/** Makes a snapshot of a state; `holdsSecret` judges texts in which shell quoting has been undone. */
export function takeSnapshot(
  { sections }: ShellState,
  cwd: string,
  { holdsSecret, inherited }: { holdsSecret: (text: string) => boolean; inherited: readonly string[] },
): Snapshot {
  const missing: string[] = [];
  const kept = (declared: readonly Declared[]) =>
    declared.filter(({ name, text }) => {
      if (!holdsSecret(unquoted(text))) return true;
      missing.push(name);
      return false;
    });
  const place = Buffer.from(cwd).toString('latin1');
  const isOpen = !holdsSecret(place);
  if (!isOpen) missing.push('PWD');
  const section = (name: string) => {
    const text = sections[name] ?? '';
    return holdsSecret(unquoted(text)) ? '' : text;
  };
  const variables = variablesOf(sections['variables'] ?? '');
  const declared = kept(variables.filter(({ name }) => !own.test(name)));
  const script = [
    ...goneOf(inherited, variables).map(name => `unset -v ${name}`),
    ...declared.filter(({ name }) => name !== 'IFS').map(({ text }) => text),
    ...kept(functionsOf(sections['functions'] ?? '')).map(({ text }) => text),
    section('exported'),
    section('aliases'),
    section('options'),
    section('traps-kept'),
    section('umask'),
    section('arguments').trim() === '' ? '' : `set -- ${section('arguments')}`,
    isOpen ? `cd -- ${quote(place)}` : '',
    ...declared.filter(({ name }) => name === 'IFS').map(({ text }) => text),
    '',
  ];
  return { cwd: isOpen ? cwd : '', script: script.join('\n'), missing: [...new Set(missing)] };
}

/** What the shell has unset of that which a new one would inherit. A list that did not come says nothing of what is gone. */
function goneOf(inherited: readonly string[], variables: readonly Declared[]): readonly string[] {
  const names = new Set(variables.map(({ name }) => name));
  return names.size === 0 ? [] : inherited.filter(name => !own.test(name) && !names.has(name));
}

/** The options that a statement's line sets: those of its block so far; a block of its own begins with none. */
export function optionsOf(
  { run, shell }: Pick<Execution, 'run' | 'shell'>,
  shellopts: string,
  flags: string,
): string {
  if (run === 'block') return '';
  const options = optionsToSet(shellopts, flags);
  return shell === 'sh' ? `${options} -o posix`.trim() : options;
}

/** `-o errexit +o braceexpand`: what makes a neutral shell have these options; trace and echo of lines stay apart. */
function optionsToSet(shellopts: string, flags: string): string {
  const set = new Set(shellopts.split(':').filter(name => name !== ''));
  // The hook has changed these two by the time it names them.
  if (!flags.includes('T')) set.delete('functrace');
  if (flags.includes('e')) set.add('errexit');
  const added = [...set].filter(name => !neutralOptions.includes(name) && !apart.includes(name));
  const removed = neutralOptions.filter(name => !set.has(name));
  return [...added.map(name => `-o ${name}`), ...removed.map(name => `+o ${name}`)].join(' ');
}

// The two that would show the hook's own lines; `history` and `histexpand` are never a statement's.
const apart = ['xtrace', 'verbose', 'history', 'histexpand'];

/** What a statement's file sets itself, right before its text. */
export function prologueOf(shellopts: string, traps: string, status: number): string {
  const set = shellopts.split(':');
  const traced = ['verbose', 'xtrace'].filter(name => set.includes(name)).map(name => `-o ${name}`);
  const lines = traps
    .trim()
    .split('\n')
    .filter(line => line !== '');
  if (traced.length > 0) lines.push(`set ${traced.join(' ')}`);
  if (lines.length === 0) return '';
  // A subshell is the one way to a status that leaves no trace of itself; in such a list ERR and `-e` do not act on it.
  return (
    lines.join('; ') +
    (status === 0 ? '' : `; { (\\builtin exit ${status}); } >/dev/null 2>&1 && \\builtin :`)
  );
}

/** Divides what `declare -p` prints, in bash 3.2 as `name=value`; quoted texts may hold line ends and even look like declarations. */
export function variablesOf(text: string): Declared[] {
  const found: Declared[] = [];
  let start = 0;
  while (start < text.length) {
    const end = endOfLine(text, start);
    const line = text.slice(start, end);
    const name = /^(?:declare -\S+ (?=\w+(?:=|$)))?([A-Za-z_]\w*)(?==|$)/.exec(line)?.[1];
    if (name !== undefined) found.push({ name, text: line });
    start = end + 1;
  }
  return found;
}

/** The first line end outside quotes. */
function endOfLine(text: string, start: number): number {
  const token = /\\[\s\S]|\$'(?:[^'\\]|\\[\s\S])*'|'[^']*'|"(?:[^"\\]|\\[\s\S])*"|\n/g;
  token.lastIndex = start;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (match[0] === '\n') return match.index;
  }
  return text.length;
}

/** Divides what `declare -f` prints: every function begins `name () ` at a line's start and ends with `}` on its own. */
function functionsOf(text: string): Declared[] {
  return text
    .split(/(?<=^\}\n)(?=\S+ \(\) *\n)/m)
    .map(text => ({ name: /^\S+/.exec(text)?.[0] ?? '', text }))
    .filter(({ name }) => name !== '');
}

const ansi: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  E: '\u001b',
  f: '\f',
  v: '\v',
};

/** A text with the shell's quoting undone, only to look for secrets in. */
function unquoted(text: string): string {
  const decoded = text.replaceAll(/\$'((?:[^'\\]|\\[\s\S])*)'/g, (_, inner: string) => unescaped(inner));
  return decoded.replaceAll(/\\([\s\S])/g, '$1');
}

function unescaped(inner: string): string {
  return inner.replaceAll(/\\([0-7]{1,3}|[\s\S])/g, (_, escape: string) =>
    /^[0-7]/.test(escape) ? String.fromCharCode(Number.parseInt(escape, 8)) : (ansi[escape] ?? escape),
  );
}

/** What a variable holds, by how `declare -p` writes it; a list stays as the shell writes it. */
export function plainValue(written: string): string {
  const [, quoted, escaped] = /^(?:"((?:[^"\\]|\\[\s\S])*)"|\$'((?:[^'\\]|\\[\s\S])*)')$/.exec(written) ?? [];
  if (escaped !== undefined) return unescaped(escaped);
  return quoted === undefined ? written : quoted.replaceAll(/\\(["\\$`])/g, '$1');
}

/** What later statements of the block begin with; POSIX mode is that of one statement. */
export function carriedOn<L extends { readonly shellopts: string }>(
  { shell }: Pick<Execution, 'shell'>,
  left: L,
): L {
  return shell === 'sh' ? { ...left, shellopts: left.shellopts.replace(/(^|:)posix(?=:|$)/, '') } : left;
}
