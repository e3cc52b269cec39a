// Set by the shell, the login or the system before any runbook runs; nobody is asked for them.
const ambient = new Set(
  `HOME PATH USER LOGNAME PWD OLDPWD LANG LANGUAGE SHELL TERM TZ TMPDIR EDITOR VISUAL PAGER DISPLAY HOSTNAME HOSTTYPE
  MACHTYPE OSTYPE UID EUID GROUPS PPID SHLVL SHELLOPTS BASHOPTS BASHPID BASH IFS PS0 PS1 PS2 PS3 PS4 PROMPT_COMMAND RANDOM
  SRANDOM SECONDS EPOCHSECONDS EPOCHREALTIME LINENO FUNCNAME PIPESTATUS REPLY MAPFILE OPTARG OPTIND OPTERR DIRSTACK
  COLUMNS LINES HISTFILE HISTSIZE HISTCMD MAIL MAILCHECK FCEDIT FIGNORE GLOBIGNORE INPUTRC IGNOREEOF TIMEFORMAT TMOUT
  COPROC COPROC_PID CDPATH CHILD_MAX EXECIGNORE POSIXLY_CORRECT READLINE_LINE READLINE_POINT COMP_WORDS COMP_CWORD COMP_LINE
  COMPREPLY XDG_RUNTIME_DIR XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME SSH_AUTH_SOCK SSH_TTY
  SSH_CONNECTION SSH_CLIENT SUDO_USER SUDO_UID SUDO_GID SUDO_COMMAND _`.split(/\s+/),
);

/** Whether a variable is the system's own, so that no operator is asked for it. */
export function isAmbient(name: string): boolean {
  return ambient.has(name) || /^(?:LC_|BASH_)/.test(name) || !/^[A-Za-z_]\w*$/.test(name);
}

// Parts of a name that make it a secret's: `password` in `DB_PASSWORD`, `token` in `apiToken`.
const secretWords =
  /^(?:pass(?:word|wd|phrase|code)?|pwd|secrets?|tokens?|credentials?|creds?|apikey|api_?key|privatekey|bearer|pin|otp|totp|mfa|pat|jwt|salt|signature|sifre|şifre|parola|passwort|kennwort|contraseña|clave|[a-z]*(?:password|passwd|secret|token))\d*$/iu;
// Pairs of parts that do: `ACCESS_KEY`, `CONNECTION_STRING`.
const secretPairs =
  /(?:^|_)(?:api|access|private|secret|signing|encryption|master|auth|ssh|account|storage|shared|client|service|license|webhook)_(?:key|secret)(?:_|$)|(?:^|_)(?:connection_?string|dsn|database_url|db_url|redis_url|mongo_url|amqp_url)$/i;
// What names a secret's place rather than its value, and Kubernetes' own words.
const namesOnly =
  /(?:^|_)(?:name|names|file|path|dir|id|ids|arn|type|count|length|len|url|uri|endpoint|namespace|ns|policy|ttl|expiry|expires|age|version|store|manager|provider|ref|class|field|limit|max|min)$/i;

/** Whether a name reads as one of a secret's value, as a variable or as a placeholder: `DB_PASSWORD`, `api-token`. */
export function isSecretName(name: string): boolean {
  const parts = name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .split(/[^\p{L}\d]+/u)
    .filter(part => part !== '');
  const joined = parts.join('_');
  if (secretPairs.test(joined) && !/(?:_id|_name|_file|_path|_arn)$/i.test(joined)) {
    return true;
  }
  return parts.some(part => secretWords.test(part)) && !namesOnly.test(joined);
}
