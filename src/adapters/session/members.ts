import { readdir, readFile } from 'node:fs/promises';

/** A process of a session. */
export interface Member {
  readonly pid: number;
  /** One letter, as `ps` says it: R running, S waiting, D on the disk, T stopped, Z ended. */
  readonly state: string;
}

/** The processes of a session (its leader's number); Linux only, empty elsewhere. The number is not given away while it has any. */
export async function membersOf(session: number): Promise<readonly Member[]> {
  const names = (await readdir('/proc').catch(() => [])).filter(name => /^\d+$/.test(name));
  const all = await Promise.all(names.map(memberOf));
  return all.filter(member => member.session === session);
}

/** True while a process of the session, its leader aside, has something to do: what was written to it is not yet through. */
export async function isBusy(session: number): Promise<boolean> {
  return (await membersOf(session)).some(
    ({ pid, state }) => pid !== session && (state === 'R' || state === 'D'),
  );
}

/** Fields 3 and 6 of /proc/PID/stat (proc(5)); the name in parentheses may hold anything. */
async function memberOf(name: string): Promise<Member & { readonly session: number }> {
  const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
  const [state = 'Z', , , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { pid: Number(name), state, session: Number(session) };
}
