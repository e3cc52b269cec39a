import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

/** A process of a session. */
export interface Member {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** The leader's number; on systems without /proc the terminal's name, which says the same. */
  readonly session: string;
  /** One letter, as `ps` says it: R running, S waiting, D on the disk, T stopped, Z ended. */
  readonly state: string;
  /** When it began, as the system says it. */
  readonly born: string;
}

/** False for one that has ended and that nobody has asked about yet. */
export function isAlive({ state }: Member): boolean {
  return !state.startsWith('Z') && state !== 'X';
}

/** The processes of a session (its leader's number); Linux only, empty elsewhere. The number is not given away while it has any. */
export async function membersOf(session: number): Promise<readonly Member[]> {
  return (await processes()).filter(member => member.session === String(session));
}

/** True while a process of the session, its leader aside, has something to do: what was written to it is not yet through. */
export async function isBusy(session: number): Promise<boolean> {
  return (await membersOf(session)).some(
    ({ pid, state }) => pid !== session && (state === 'R' || state === 'D'),
  );
}

/** Every process that /proc shows; empty where there is none. */
export async function processes(): Promise<readonly Member[]> {
  const names = (await readdir('/proc').catch(() => [])).filter(name => /^\d+$/.test(name));
  return (await Promise.all(names.map(memberOf))).filter(({ state }) => state !== 'gone');
}

/** The same as `ps` shows it, where there is no /proc; `born` is the second of the clock in which it began. */
export async function processesByPs(): Promise<readonly Member[]> {
  const columns = 'pid=,ppid=,pgid=,tty=,stat=,lstart=';
  // Its months have names, in the language of whoever asks.
  const env = { ...process.env, LC_ALL: 'C' };
  const said = await new Promise<string>(resolve => {
    execFile('ps', ['-A', '-o', columns], { env }, (error, stdout) => resolve(error === null ? stdout : ''));
  });
  return said.split('\n').flatMap(memberOfPs);
}

/** A line of it; none where it is no such line. Its age would say less: that is of the moment of the look, so its beginning would waver. */
export function memberOfPs(line: string): readonly Member[] {
  const [pid, parent, group, session = '?', stat = 'Z', ...began] = line.trim().split(/\s+/);
  if (group === undefined) return [];
  const born = String(Math.floor(Date.parse(began.join(' ')) / 1000) || 0);
  return [
    {
      pid: Number(pid),
      parent: Number(parent),
      group: Number(group),
      session,
      state: stat[0] ?? 'Z',
      born,
    },
  ];
}

/** Fields of /proc/PID/stat (proc(5)); the name in parentheses may hold anything. */
async function memberOf(name: string): Promise<Member> {
  const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state = '', parent, group, session = ''] = fields;
  return {
    pid: Number(name),
    parent: Number(parent),
    group: Number(group),
    session,
    state: state === '' ? 'gone' : state,
    born: fields[19] ?? '',
  };
}
