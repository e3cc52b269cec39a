// What the session types and sources. It needs nothing newer than bash 3.2, defines no function, and leaves no variable behind:
// its parts are files that are sourced, since files survive `unset -f`, redirections, `exec` of descriptors and aliases.
import { join } from 'node:path';

/** The private folder of one shell, and the tag of its markers. */
export interface HookFolder {
  readonly path: string;
  /** A statement can learn it, so a marker is believed for its nonce and never for the tag alone. */
  readonly tag: string;
  /** The nonce of what the shell says of itself as it ends. A statement can learn it: whoever lies there could have set what it says. */
  readonly last: string;
}

/** What a typed line says about the statement it runs. */
export interface Typed {
  /** Of the beginning and of the end; the statement cannot know the second. */
  readonly nonces: readonly [begin: string, end: string];
  /** `$?` as the statement finds it. */
  readonly status: number;
  /** Values wait in the pipe. */
  readonly values: boolean;
  /** `-o errexit +o braceexpand`: what the block has set so far. */
  readonly options: string;
  readonly file: string;
  /** The value of the variable by which what it starts is known again. */
  readonly mark: string;
  /** `none` gives it no keyboard to wait for. */
  readonly input: 'terminal' | 'none';
}

/** The environment variable by which a process is known again that has left the session: the session's own word, `.` and the attempt. */
export const sessionMark = 'HANDRAIL_SESSION';

/** Between statements the shell is neutral: these options are on, every other is off, and no trap runs on the hook. */
export const neutralOptions: readonly string[] = [
  'braceexpand',
  'hashall',
  'interactive-comments',
  'monitor',
];

// Of a list with `&&` bash takes only the last failure as one for `-e` and a trap on ERR. Files that `\builtin .` reads keep both, so the
// statement's own failures count, and the status that a file ends with does not count a second time: under `-e` that would end the
// shell before the statement has begun, or after one whose last failure is allowed. The group keeps a trap on DEBUG from being heard.
const heeded = '&& { \\builtin :; } >/dev/null 2>&1';

/** The line that runs a statement; shorter than the 1,024 bytes that a terminal's line may have on macOS. */
export function statementLine(hook: HookFolder, typed: Typed): string {
  const begin = `\\builtin . ${part(hook, 'a')} ${typed.status} ${typed.nonces[0]} ${typed.values ? 'v' : '-'} '${typed.options}' ${quote(typed.mark)}`;
  const input = typed.input === 'none' ? ' </dev/null' : '';
  return ` ${begin} && \\builtin :;\\builtin . ${quote(typed.file)}${input} ${heeded};${closing(hook, typed.nonces[1])}\n`;
}

/**
 * The line that ends a statement whose own line bash gave up: an interrupt, or an error that unwinds to the prompt. Where that line has come as far
 * as to keep the status, the nonce `first` of its own stands behind it, which no statement knows.
 */
export function closingLine(hook: HookFolder, nonce: string, first: string): string {
  const status = `case \${__hr_s-} in *:${first}) ;; *) __hr_s=$?:$-:${first} ;; esac`;
  return ` ${closing(hook, nonce, status)}\n`;
}

/** The first line a new shell is given; `restore` is sourced when there is something to restore. */
export function startLine(hook: HookFolder, nonce: string, restore: string | undefined): string {
  const restored = restore === undefined ? '' : `\\builtin . ${quote(restore)} >/dev/null 2>&1;`;
  return ` \\builtin . ${part(hook, 'start')};${restored}${closing(hook, nonce)}\n`;
}

/** By what the echo of such a line is known, wherever an editor of lines breaks it. */
export const probeBegins = ' (e=$?;';

/** The line that asks a shell within this one, perhaps of another machine, how its last command ended: `$?` stays what it was. */
export function probeLine({ tag }: HookFolder, nonce: string): string {
  return `${probeBegins}t=${tag};printf "\\33]hr;$t;R;${nonce};$e;$t\\a";exit $e)`;
}

/** The line that asks a shell at its prompt how jobs of its own have ended that are no more; `wait` then answers at once. */
export function exitsLine({ path }: HookFolder, nonce: string, pids: readonly number[]): string {
  const asked = pids.map(pid => `\\builtin wait ${pid};\\builtin printf '%s %s\\n' ${pid} $?`).join(';');
  const say = (name: string): string => `\\builtin printf '\\n%s %s\\n' ${nonce} ${name}`;
  return ` { ${say('exits')};${asked};${say('end')}; } >${quote(join(path, 'state'))} 2>/dev/null\n`;
}

// `set -T` lets the sourced file see and clear a DEBUG trap; the redirection swallows what traps and `set -x` print meanwhile. A file that
// has gone is an error by which `-e` ends the shell wherever it stands, and the line that is typed once it is there again must still know the status.
function closing(hook: HookFolder, nonce: string, status = `__hr_s=$?:$-:${nonce}`): string {
  return `{ ${status};\\builtin set -T +e;\\builtin . ${part(hook, 'z')} ${nonce} \${1+"$@"}; } >/dev/null 2>&1 || \\builtin :`;
}

/**
 * What a shell says of its traps where nobody has set one on EXIT: by this one it says what it holds when a statement ends it. In such a
 * list `-e` does not act on a file that has gone.
 */
export function ownTrap(hook: HookFolder): string {
  return `trap -- ${quote(lastTrap(hook))} EXIT\n`;
}

function lastTrap(hook: HookFolder): string {
  return `{ \\builtin . ${part(hook, 'x')} ${hook.last} \${1+"$@"}; } >/dev/null 2>&1 || \\builtin :`;
}

type Part = 'a' | 'd' | 'z' | 'x' | 'start';

function part({ path }: HookFolder, name: Part): string {
  return quote(join(path, name));
}

/**
 * Files of the private folder: `a` begins a statement, `z` ends it, `x` ends the shell, `d` throws away what was typed and not read; `values`
 * and `state` beside them are pipes, `typed` and `over` signs.
 */
export function hookFiles(hook: HookFolder): Readonly<Record<Part, string>> {
  return {
    a: beginning(hook),
    d: discarding(hook),
    z: ending(hook),
    x: leaving(hook),
    start: starting(hook),
  };
}

/** The session makes it before it passes on the first key of a statement, and removes it before the next one. */
export function typedSign({ path }: HookFolder): string {
  return join(path, 'typed');
}

/** The hook makes it once a statement is over; the session passes no key on where it stands. */
export function overSign({ path }: HookFolder): string {
  return join(path, 'over');
}

/**
 * The last line that is thrown away; should the shell read it after all, it does nothing. It has a line of its own: a terminal takes no more of
 * a line of 4,095 characters than its end.
 */
export function lastTyped({ tag }: HookFolder): string {
  return `\n : ${tag}\n`;
}

// What was typed and not read would be the shell's next command, unseen by anybody, or the beginning of the next line that is typed.
// Each side makes its sign before it looks for the other's, so that no key comes between: it is thrown away here, or not passed on.
// An end of input (Ctrl-D) ends a `read` as a terminal does that has gone, so failures are counted: 8 in which nothing came for 2 s, or 1,000
// ends, as a key that is held down makes many. Bash 3.2 answers both with 1, and is known by the time that has passed.
// A statement may have set what forbids to write over a file (-C), unset variables (-u) and failures (-e).
function discarding(hook: HookFolder): string {
  return String.raw`\builtin : >|${quote(overSign(hook))}
if [[ -e ${quote(typedSign(hook))} ]]; then
\builtin printf '\033]hr;${hook.tag};D;;${hook.tag}\007' >/dev/tty
__hr_k=0
while case $__hr_k in ????*) \builtin break ;; esac; do
__hr_n= __hr_t=${'$'}{SECONDS-}
IFS= \builtin read -r -t 2 __hr_n </dev/tty || case $?:${'$'}{BASH_VERSION-}:${'$'}{SECONDS-} in
1:3.*:"$__hr_t" | 1:[!3]*) __hr_k=$((__hr_k+1)) ;;
*) __hr_k=$((__hr_k+125)) ;;
esac
case $__hr_n in *${quote(lastTyped(hook).trim())}) \builtin break ;; esac
done
\builtin unset __hr_k __hr_n __hr_t
fi
`;
}

// $1 `$?` of the statement before, $2 nonce, $3 `v` where values wait, $4 options, $5 the mark. Values are name and text, ended by NUL, so
// they need no quoting; `e` lasts for one statement, `p` persists, `.` ends the list.
function beginning({ path, tag }: HookFolder): string {
  return String.raw`__hr_t=n
if [[ -t 1 && -t 2 ]]; then __hr_t=t; fi
\builtin printf '\033]hr;${tag};A;%s;%s;${tag}\007' "$2" "$__hr_t" >/dev/tty
case $3 in v)
while IFS= \builtin read -r -d '' __hr_k && IFS= \builtin read -r -d '' __hr_n && IFS= \builtin read -r -d '' __hr_v; do
case $__hr_k in .) \builtin break ;; e)
\builtin eval "case \${$__hr_n+x} in x) __hr_o_$__hr_n=\$$__hr_n ;; esac"
__hr_e=$__hr_e$__hr_n: ;;
esac
\builtin export "$__hr_n=$__hr_v"
done <${quote(join(path, 'values'))}
\builtin unset __hr_k __hr_n __hr_v ;;
esac
\builtin unset __hr_t 2>/dev/null
\builtin export "${sessionMark}=$5" 2>/dev/null
case $4 in ?*) \builtin eval "\builtin set $4" ;; esac
\builtin return "$1"
`;
}

// $1 nonce, then the positional parameters. The marker comes first: what follows may fail, and must not take the outcome with it.
// Its line end, by which a raw terminal is known, stands last: at each line end bash writes what it has to a terminal, and what a
// background process writes must not come between two halves of a marker.
// Assignments that a `readonly` forbids unwind to the prompt, so they come last.
function ending(hook: HookFolder): string {
  const { path, tag } = hook;
  return String.raw`\builtin . ${part(hook, 'd')}
\builtin printf '\033]hr;${tag};Z;%s;%s;%s;%s;${tag}\007\n' "$1" "${'$'}{__hr_s%:*}" "$SHELLOPTS" "${'$'}{PWD-}" >/dev/tty
${telling(path)}PS0= PS2= PS1='\[\e]hr;${tag};Q;${tag}\a\]'
\builtin unset PROMPT_COMMAND
PROMPT_COMMAND="{ [[ -e ${overSign(hook)} || ! -e ${typedSign(hook)} ]] || \\builtin . ${part(hook, 'd')}; \\builtin printf '\\033]hr;${tag};P;${tag}\\007' >/dev/tty; } >/dev/null 2>&1"
`;
}

// $1 and what follows it as above. The marker comes last: behind it all has been said. A function that is left by `exit` is still under way then, and
// what it calls its own would be the shell's; `local` fails where there is none. One that fails under `-e` has left no more than its arguments.
// Bash 3.2 ends with the status before it where `exec` has failed beside a trap on EXIT. Where this process has gone, nobody reads the pipe: the
// shell would wait for ever, and what is in its foreground would live on. One that is being taken apart still has its number, and no terminal.
function leaving({ path, tag }: HookFolder): string {
  return String.raw`{ \builtin kill -0 ${process.pid}; } </dev/tty || \builtin return
\builtin local __hr_n && \builtin return
\builtin printf '\n%s calls\n%s\n' "$1" "${'$'}{FUNCNAME[*]-}" >${quote(join(path, 'state'))}
${telling(path)}\builtin printf '\033]hr;${tag};X;%s;%s;${tag}\007' "$1" "${'$'}{PWD-}" >/dev/tty
case $BASH_VERSION:$BASH_COMMAND in 3.*:*exec\ *) \builtin exit 127 ;; esac
`;
}

// What the shell says of itself, and how it is made neutral. Bash 3.2 lists all variables without their attributes, so it is asked for those
// apart.
function telling(path: string): string {
  const state = quote(join(path, 'state'));
  return String.raw`\builtin trap -p DEBUG ERR RETURN >${state}
\builtin trap - DEBUG ERR RETURN
\builtin set +abefkntuvxCEHPT -hBm
\builtin set +o pipefail +o posix +o history -o interactive-comments
\builtin printf '\n%s traps\n' "$1" >${state}
while case $__hr_e in ?*) \builtin : ;; *) \builtin break ;; esac; do
__hr_n=${'$'}{__hr_e%%:*}
__hr_e=${'$'}{__hr_e#*:}
\builtin eval "case \${__hr_o_$__hr_n+x} in x) \builtin export \"$__hr_n=\$__hr_o_$__hr_n\"; \builtin unset __hr_o_$__hr_n ;; *) \builtin unset $__hr_n ;; esac"
done
\builtin unset __hr_s __hr_e __hr_n TMOUT
{
\builtin printf '\n%s variables\n' "$1"; \builtin declare -p
case $BASH_VERSION in 3.*) \builtin declare -x; \builtin declare -i; \builtin declare -r ;; esac
\builtin printf '\n%s functions\n' "$1"; \builtin declare -f
\builtin printf '\n%s exported\n' "$1"; \builtin declare -Fx
\builtin printf '\n%s aliases\n' "$1"; \builtin alias -p
\builtin printf '\n%s options\n' "$1"; \builtin shopt -p
\builtin printf '\n%s traps-kept\n' "$1"; \builtin trap -p
\builtin printf '\n%s umask\n' "$1"; \builtin umask -p
\builtin printf '\n%s arguments\n' "$1"; case $# in 1) ;; *) \builtin printf '%q ' "${'$'}{@:2}" ;; esac
\builtin printf '\n%s jobs\n' "$1"; \builtin jobs -p
while \builtin read -r __hr_n </proc/loadavg; do \builtin printf 'newest %s\n' "${'$'}{__hr_n##* }"; \builtin break; done
\builtin printf '\n%s end\n' "$1"
} >${state}
\builtin unset __hr_n
`;
}

// The typed line itself has gone into the history that is cleared. Ctrl-S, a habit of whoever sits in an editor, would hold all output back
// until another key comes: it is a key like others.
function starting(hook: HookFolder): string {
  return `\\builtin command -p stty -ixon </dev/tty >/dev/null 2>&1
\\builtin unset HISTFILE TMOUT MAILCHECK
\\builtin history -c
\\builtin set +o history +H
\\builtin trap ${quote(lastTrap(hook))} EXIT
`;
}

/** What the session sources for a statement: the text begins on its own line of the runbook. */
export function statementFile(text: string, line: number, prologue: string): string {
  const padding = Math.max(0, line - 1 - (prologue === '' ? 0 : 1));
  return `${'\n'.repeat(padding)}${prologue === '' ? '' : `${prologue}\n`}${text}\n`;
}

/** Quoted for the shell as one word that means itself. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
