import type { Statement } from '../shell/statement.ts';
import type { StepRecord } from './state.ts';

/** The nested shell that a statement is meant for. */
export interface Inside {
  /** Index of the statement that opens the outermost nested shell; its attempt runs as long as that shell is open. */
  readonly opener: number;
  /** Index of the statement that opens the innermost shell, which reads the input. */
  readonly shell: number;
}

/**
 * The nested shell that each statement of a block is meant for: what follows `ssh host` up to its `exit` is sent there. Undefined for
 * the session's own shell. Commands written for another machine must never run in this one.
 */
export function insides(statements: readonly Statement[]): readonly (Inside | undefined)[] {
  const open: number[] = [];
  return statements.map((statement, index) => {
    if (open.length > 0 && opensOneByOne(statements, open[0] ?? 0)) open.length = 0;
    const [opener] = open;
    const shell = open.at(-1);
    const found = opener === undefined || shell === undefined ? undefined : { opener, shell };
    if (found !== undefined && leavesShell(statement)) open.pop();
    else if (statement.entersShell) open.push(index);
    return found;
  });
}

/** True for a command that does nothing but leave its shell, such as `exit`. */
export function leavesShell({ text }: Pick<Statement, 'text'>): boolean {
  return /^\s*(?:exit|logout|\\q|quit|exit\(\)|quit\(\)|\.quit|\.exit)\s*(?:\d+\s*)?;?\s*(?:#.*)?$/.test(
    text,
  );
}

// `ssh a`, `ssh b`: both run in the session's own shell; the second is not meant for machine `a`.
function opensOneByOne(statements: readonly Statement[], opener: number): boolean {
  const rest = statements.slice(opener + 1);
  const program = programOf(statements[opener]);
  return rest.every(next => next.entersShell && programOf(next) === program);
}

function programOf(statement: Statement | undefined): string {
  return /^\s*(?:sudo\s+)?(\S*)/.exec(statement?.text ?? '')?.[1] ?? '';
}

/** Whether a statement opens a POSIX shell, which can be asked for exit codes, rather than a client such as `psql`. */
export function opensPosixShell({ text }: Pick<Statement, 'text'>): boolean {
  const line = text.trim();
  return (
    /\b(?:ba|z|da|a|k)?sh(?:\s+-\w+|\s+--login)*\s*$/.test(line) ||
    /^(?:sudo\s+)?(?:ssh|mosh|su|rsh)\b/.test(line) ||
    /^(?:sudo|doas)\s+(?:\S+\s+)*(?:-\w*[is]|--login|--shell)\b/.test(line) ||
    /\b(?:oc\s+rsh|(?:vagrant|gcloud\s.*|fly(?:ctl)?|minikube|multipass)\s+(?:ssh|shell))\b/.test(line)
  );
}

/**
 * Whether the last line of an output is the prompt of a shell that answers: what `docker run -it IMAGE`, `tmux` or `attach` open is seen
 * only there. `postgres=# ` is none, and neither is anything while a command still runs.
 */
export function showsShellPrompt(output: string): boolean {
  const last = output.slice(output.lastIndexOf('\n') + 1);
  return last.length <= 200 && /(?:^|[\w~/\]:)\s])[#$%] ?$/.test(last) && !/\S[=(*'"!^-][#$%] ?$/.test(last);
}

/** Whether the exit code of a nested shell is that of its last command, rather than an error of opening it. */
export function isLeftWith(exit: number): boolean {
  return exit !== 255 && !(exit >= 125 && exit <= 127);
}

/** What can be done with a statement while its nested shell is open; see `insideTurns`. */
export type InsideTurn = 'later' | 'send' | 'judge';

/**
 * `send` for the next statement of the open shell, `judge` for the one that was sent and nobody has judged, `later` for the rest.
 * `running` is the attempt that holds the terminal.
 */
export function insideTurns(
  statements: readonly Statement[],
  record: StepRecord,
  running: string | undefined,
): readonly (InsideTurn | undefined)[] {
  const places = insides(statements);
  const opener = openerOf(record, running);
  if (opener === undefined) return places.map(() => undefined);
  const mine = places.flatMap((place, index) => (place?.opener === opener ? [index] : []));
  const pending = mine.find(index => isSent(record, index, running));
  const next = mine.find(index => !isDone(record, index));
  return places.map((_, index) => {
    if (!mine.includes(index)) return undefined;
    if (index === pending) return 'judge';
    if (isDone(record, index)) return undefined;
    return pending === undefined && index === next ? 'send' : 'later';
  });
}

/** Whether a statement was sent to the running attempt's shell and has no outcome yet. */
export function isSent(record: StepRecord, index: number, running: string | undefined): boolean {
  const attempt = record.attempts[index];
  const opener = openerOf(record, running);
  if (attempt === undefined || opener === undefined || opener >= index) return false;
  const since = record.attempts[opener]?.startedAt ?? Infinity;
  return attempt.outcome === undefined && attempt.judged === undefined && attempt.startedAt >= since;
}

function openerOf(record: StepRecord, running: string | undefined): number | undefined {
  return Object.values(record.attempts).find(({ id }) => id === running)?.statement;
}

function isDone(record: StepRecord, index: number): boolean {
  const { judged, outcome } = record.attempts[index] ?? {};
  return judged === undefined
    ? outcome?.kind === 'exited' && outcome.exit === 0
    : judged === 'met' || judged === 'finished';
}
