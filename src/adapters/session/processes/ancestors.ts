import { readFileSync } from 'node:fs';
import type { Member } from './members.ts';

/** This process and those above it, the nearest first. */
export function aboveUs(all: readonly Member[]): readonly Member[] {
  const above: Member[] = [];
  let at = all.find(({ pid }) => pid === process.pid);
  // Of two looks at a machine that changes, a number may stand above itself.
  while (at !== undefined && !above.includes(at)) {
    above.push(at);
    const { parent }: Member = at;
    at = all.find(({ pid }) => pid === parent);
  }
  return above;
}

/** True for what shares a process group with one of these, or on Linux a session: no signal reaches it alone. */
export function isAmong({ group, session }: Member, these: readonly Member[]): boolean {
  // Elsewhere a session is known by its terminal, and all that have none look like one.
  const hasSessions = process.platform === 'linux';
  return these.some(one => one.group === group || (hasSessions && one.session === session));
}

/** True for this process, those above it, and their process groups (negative): who signals them ends itself. On Linux; elsewhere nearly. */
export function isOurOwn(target: number): boolean {
  if ([process.pid, process.ppid].includes(Math.abs(target))) return true;
  const seen = new Set<number>();
  let pid = process.pid;
  while (pid > 0 && !seen.has(pid)) {
    seen.add(pid);
    const [, parent, group] = fieldsOf(pid);
    if (target === pid || target === -Number(group)) return true;
    pid = Number(parent ?? 0);
  }
  return false;
}

/** State, parent, process group and what follows of /proc/PID/stat (proc(5)); empty where there is none. */
function fieldsOf(pid: number): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
