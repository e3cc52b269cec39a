import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { jobName, type SessionJob } from '../../../core/run/job.ts';
import { sessionMark } from '../shell/hook.ts';
import { shellArguments } from '../shell/shell.ts';
import { foregroundOf, isForeign } from './foreground.ts';
import { isAlive, processes, processesByPs, type Member } from './members.ts';
import { aboveUs, isAmong } from './ancestors.ts';
import { Starters } from './starters.ts';

/** ms of the clock in which the kernel counts a process's beginning (sysconf(_SC_CLK_TCK), 100 Hz on every Linux that Node runs on). */
const tick = 10;

/** Finds what commands have left running. */
export class LeftBehind {
  readonly starters = new Starters();
  readonly #wanted: string;
  /** Processes that were looked at and do not carry the mark; a process does not come by it later. */
  #strangers = new Set<string>();
  /** Processes in the shell's own group that were there while it stood at its prompt. */
  #guests = new Set<string>();
  /** The marks that this process and those above it carry: it was started by a command of the run itself. */
  #own: Promise<ReadonlySet<string>> | undefined;

  /** `mark` is the session's word in the environment of what it starts. */
  constructor(mark: string) {
    this.#wanted = `${sessionMark}=${mark}`;
  }

  /**
   * By process group: the members of the shell's session, and on Linux also those that have left it and still carry its mark. The one in the
   * foreground is none; nor is the shell's own, but on Linux what still runs in it while the shell waits for its next command. `earlier`
   * names what is found without a mark. Never what this process itself was started by.
   */
  async look({ shell, state, earlier = new Set() }: Look): Promise<readonly SessionJob[]> {
    const linux = process.platform === 'linux';
    const [all, standing] = await Promise.all([linux ? processes() : processesByPs(), foregroundOf(shell)]);
    const own = all.find(({ pid }) => pid === shell);
    const living = all.filter(isAlive);
    const inside = living.filter(
      ({ group, session }) => own !== undefined && session === own.session && group !== own.group,
    );
    const above = aboveUs(all);
    const elsewhere = living.filter(one => one.session !== own?.session && !isAmong(one, above));
    this.#own ??= this.#marksOf(above);
    const outside = linux
      ? await this.#marked(elsewhere, earlier)
      : elsewhere.filter(one => earlier.has(jobName(one)));
    const about = { shell, session: own?.session ?? '' };
    const behind = [...inside, ...outside].filter(({ group }) => group !== standing?.foreground);
    const beside = living.filter(({ pid, group }) => group === own?.group && pid !== shell);
    const guests = linux ? await this.#staying(beside, { shell, state }) : [];
    const jobs = await Promise.all([
      ...groupsIn(behind).map(members => jobOf(members, about)),
      ...guests.map(async guest => ({ ...(await jobOf([guest], about)), alone: true as const })),
    ]);
    return await Promise.all(jobs.map(job => this.#withStarter(job)));
  }

  /** What earlier shells of the same mark have left alive, where there is none yet: elsewhere than on Linux only what is named. */
  async lookBack(earlier?: ReadonlySet<string>): Promise<readonly SessionJob[]> {
    return await this.look({ shell: noShell, state: 'idle', earlier });
  }

  /** What it was started by stands in its environment; a part of the shell itself has that of the shell, which says nothing. */
  async #withStarter(job: SessionJob): Promise<SessionJob> {
    const said = (await markOf(job.pid)).split(`${this.#wanted}.`)[1];
    const attemptId = said ?? this.starters.of(job.pid);
    return attemptId === undefined ? job : { ...job, attemptId };
  }

  /**
   * What a command under way calls within the shell itself, as `$(…)` does, is there for a moment only. What reads what the shell writes,
   * as `exec > >(tee log)`, ends with the shell, and so does what that calls or feeds in turn: nobody need decide about it.
   */
  async #staying(
    members: readonly Member[],
    { shell, state }: { readonly shell: number; readonly state: 'idle' | 'busy' },
  ): Promise<readonly Member[]> {
    if (members.length === 0) return [];
    const fed = await fedBy(shell, members);
    const found = members.filter(
      one => (state === 'idle' || this.#guests.has(jobName(one))) && !isWithin(one, fed, members),
    );
    // What one of them calls in turn comes and goes with it.
    const own = found.filter(({ parent }) => !found.some(({ pid }) => pid === parent));
    if (state === 'idle') this.#guests = new Set(own.map(jobName));
    return own;
  }

  async #marked(members: readonly Member[], earlier: ReadonlySet<string>): Promise<readonly Member[]> {
    const unknown = members.filter(one => !this.#strangers.has(jobName(one)));
    const found = await Promise.all(
      unknown.map(async one => ((await this.#isOurs(one, earlier)) ? [one] : [])),
    );
    const ours = found.flat();
    this.#strangers = new Set(members.filter(one => !ours.includes(one)).map(jobName));
    return ours;
  }

  /**
   * A shell of an earlier session that has not ended yet is none of its jobs. What was started by the same command as this process may be
   * what this process lives in, also where it does not stand above it any more: an editor, a terminal's server.
   */
  async #isOurs(one: Member, earlier: ReadonlySet<string>): Promise<boolean> {
    const mark = await markOf(one.pid);
    if ((await this.#own)?.has(mark) === true) return false;
    if (earlier.has(jobName(one))) return true;
    if (!this.#isWanted(mark)) return false;
    return one.session !== String(one.pid) || !isShell(await commandOf(one.pid));
  }

  async #marksOf(members: readonly Member[]): Promise<ReadonlySet<string>> {
    const marks = await Promise.all(members.map(async ({ pid }) => await markOf(pid)));
    return new Set(marks.filter(mark => this.#isWanted(mark)));
  }

  #isWanted(mark: string): boolean {
    return mark === this.#wanted || mark.startsWith(`${this.#wanted}.`);
  }
}

interface Look {
  /** The shell's process. */
  readonly shell: number;
  readonly state: 'idle' | 'busy';
  /** Names of jobs that earlier sessions have left. */
  readonly earlier?: ReadonlySet<string> | undefined;
}

/** The number of no process. */
const noShell = -1;

/** Whether a process is a shell of a session, or a part of one that was not replaced by another program: it has that one's arguments. */
function isShell(command: string): boolean {
  return command.endsWith(shellArguments.join(' '));
}

/** The session's mark in a process's environment; another user's process is none of ours to read, and shows none. */
async function markOf(pid: number): Promise<string> {
  const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '');
  return environment.split('\0').find(one => one.startsWith(`${sessionMark}=`)) ?? '';
}

/**
 * Those that read what the shell writes. Of another user's process, as of what `sudo` runs, nobody sees what it reads: it is taken for one only
 * where the shell writes something that nobody else is seen to read.
 */
async function fedBy(shell: number, members: readonly Member[]): Promise<ReadonlySet<number>> {
  // What the shell was started with is none of its commands' doing.
  const [all, inherited] = await Promise.all([pipesWrittenBy(shell), pipesWrittenBy(process.pid)]);
  const written = new Set([...all].filter(pipe => !inherited.has(pipe)));
  const inputs = await Promise.all(members.map(({ pid }) => linkOf(`/proc/${pid}/fd/0`)));
  const unread = [...written].some(pipe => !inputs.includes(pipe));
  const fed = members.filter((_, index) => {
    const input = inputs[index] ?? '';
    return input === unreadable ? unread : written.has(input);
  });
  return new Set(fed.map(({ pid }) => pid));
}

/** Whether a process is one of these, or has one of them above it. */
function isWithin(one: Member, these: ReadonlySet<number>, members: readonly Member[]): boolean {
  // Of two looks at a machine that changes, a number may stand above itself.
  const seen = new Set<number>();
  let at: Member | undefined = one;
  while (at !== undefined && !seen.has(at.pid)) {
    const { pid, parent }: Member = at;
    if (these.has(pid)) return true;
    seen.add(pid);
    at = members.find(above => above.pid === parent);
  }
  return false;
}

const unreadable = 'unreadable';

/** The pipes that a process can write to. */
async function pipesWrittenBy(pid: number): Promise<Set<string>> {
  const names = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const links = await Promise.all(
    names.map(async name => ((await isWritten(pid, name)) ? await linkOf(`/proc/${pid}/fd/${name}`) : '')),
  );
  return new Set(links.filter(link => link.startsWith('pipe:')));
}

/** The last octal digit of `flags` holds the mode, of which 0 is for reading only (proc(5), open(2)). */
async function isWritten(pid: number, descriptor: string): Promise<boolean> {
  const about = await readFile(`/proc/${pid}/fdinfo/${descriptor}`, 'utf8').catch(() => '');
  return /^flags:\s*\d*[12]$/m.test(about);
}

/** Where a link leads; nowhere where it has gone, and `unreadable` where only another user may know. */
async function linkOf(path: string): Promise<string> {
  return await readlink(path).catch((error: unknown) =>
    ['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '') ? unreadable : '',
  );
}

function groupsIn(members: readonly Member[]): readonly (readonly Member[])[] {
  const groups = new Map<number, Member[]>();
  for (const member of members) {
    const known = groups.get(member.group);
    if (known === undefined) groups.set(member.group, [member]);
    else known.push(member);
  }
  return [...groups.values()];
}

async function jobOf(
  members: readonly Member[],
  { shell, session }: { readonly shell: number; readonly session: string },
): Promise<SessionJob> {
  const oldest = members.reduce((first, one) => (Number(one.born) < Number(first.born) ? one : first));
  const leader = members.find(({ pid, group }) => pid === group) ?? oldest;
  const [command, startedAt, ignores] = await Promise.all([
    commandOf(leader.pid),
    startOf(leader),
    ignoresHangUp(leader.pid),
  ]);
  return {
    pid: leader.pid,
    group: leader.group,
    born: leader.born,
    startedAt,
    command: isShell(command) ? '' : command,
    parents: members.map(({ parent }) => parent),
    ofShell: leader.parent === shell,
    detached: leader.session !== session || ignores,
    suspended: members.every(({ state }) => state.startsWith('T')),
    ...(isForeign(leader.pid) ? { foreign: true } : {}),
  };
}

async function commandOf(pid: number): Promise<string> {
  if (process.platform !== 'linux') return (await ps(pid, 'args=')).trim();
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return line.replace(/\0+$/, '').replaceAll('\0', ' ');
}

async function startOf({ pid, born }: Member): Promise<number> {
  // The end of the second that `ps` says: what a command starts must not look older than the command.
  if (process.platform !== 'linux') return Number(born) * 1000 + 999;
  const uptime = await readFile('/proc/uptime', 'utf8').catch(() => '');
  const up = Number(uptime.split(' ')[0]) * 1000;
  return Number.isFinite(up) && pid > 0 ? Math.round(Date.now() - up + Number(born) * tick) : Date.now();
}

/** Bit 0 of `SigIgn` in /proc/PID/status is SIGHUP (proc(5)). */
async function ignoresHangUp(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const mask = /^SigIgn:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0';
  return (BigInt(`0x${mask}`) & 1n) === 1n;
}

async function ps(pid: number, column: string): Promise<string> {
  return await new Promise(resolve => {
    execFile('ps', ['-o', column, '-p', String(pid)], (error, stdout) =>
      resolve(error === null ? stdout : ''),
    );
  });
}
