/** A set of environment variables, as Node gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;

// What would change how a shell behaves, or what only the editor that started us needs.
const removed =
  /^(PROMPT_COMMAND|PS\d|BASH_ENV|ENV|SHELLOPTS|BASHOPTS|BASH_XTRACEFD|BASH_FUNC_.*|POSIXLY_CORRECT|TMOUT|HISTFILE|IFS|CDPATH|GLOBIGNORE|PROMPT_DIRTRIM|COLUMNS|LINES|ELECTRON_.*|VSCODE_.*|NODE_OPTIONS|NODE_CHANNEL_FD|NODE_UNIQUE_ID|NODE_ENV_FILE|_)$/;

// A pager waits for a key that nobody presses.
const set = {
  TERM: 'xterm-256color',
  PAGER: 'cat',
  GIT_PAGER: 'cat',
  MANPAGER: 'cat',
  SYSTEMD_PAGER: 'cat',
  GH_PAGER: 'cat',
  BAT_PAGER: '',
  AWS_PAGER: '',
} as const;

/** The names of what a session is given, whatever is inherited. */
export const setByHandrail: ReadonlySet<string> = new Set(Object.keys(set));

/** What a session inherits: the given environment without what would bend the shell, and with pagers off. */
export function cleanEnvironment(environment: Environment): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && !removed.test(name)) kept[name] = value;
  }
  return { ...kept, ...set };
}
