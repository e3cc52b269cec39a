import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { LiveProcess } from '../../../core/ports.ts';
import { processes, processesByPs } from './members.ts';
import { isOurOwn } from './ancestors.ts';

/** Where a shell stands on its terminal: its own process group, and the one that the terminal obeys. */
export interface Foreground {
  readonly own: number;
  readonly foreground: number;
  /** The shell itself was stopped, by `suspend` or by `kill -STOP $$`. */
  readonly isStopped: boolean;
}

/** Undefined where the process has gone or the system does not say. */
export async function foregroundOf(pid: number): Promise<Foreground | undefined> {
  const text =
    process.platform === 'linux' ? await readProc(pid, 'stat') : await ps(pid, 'pgid=,tpgid=,stat=');
  if (text === undefined) return undefined;
  // The second field of `stat` is the command's name in parentheses and may itself hold any of them.
  const fields =
    process.platform === 'linux'
      ? text.slice(text.lastIndexOf(')') + 2).split(' ')
      : text.trim().split(/\s+/);
  const [own, foreground, state] = process.platform === 'linux' ? [fields[2], fields[5], fields[0]] : fields;
  const groups = { own: Number(own), foreground: Number(foreground), isStopped: /^T/i.test(state ?? '') };
  return groups.own > 0 && groups.foreground > 0 ? groups : undefined;
}

/** What runs on a shell's terminal, the first process of it that lives; undefined where the system does not say. */
export async function runningOn(shell: number | undefined): Promise<LiveProcess | undefined> {
  const standing = shell === undefined ? undefined : await foregroundOf(shell);
  if (shell === undefined || standing === undefined) return undefined;
  const { own, foreground } = standing;
  if (own === foreground) return { shell };
  const all = process.platform === 'linux' ? await processes() : await processesByPs();
  const alive = all.filter(({ group, state }) => group === foreground && state !== 'Z');
  const [first] = alive.map(({ pid }) => pid).sort((a, b) => a - b);
  return {
    shell,
    ...(first === undefined
      ? {}
      : { command: alive.some(({ pid }) => pid === foreground) ? foreground : first }),
  };
}

/** The arguments a process was started with; they change when it replaces itself by `exec`. */
export async function argumentsOf(pid: number): Promise<readonly string[]> {
  if (process.platform === 'linux') return (await readProc(pid, 'cmdline'))?.split('\0').slice(0, -1) ?? [];
  return (await ps(pid, 'args='))?.trim().split(' ') ?? [];
}

/** True for a shell that reads commands from the terminal: neither a command nor a script is among its arguments. */
export function isInteractiveShell(argv: readonly string[]): boolean {
  const [name = '', ...rest] = argv;
  if (!/^-?(ba|da|z|k|mk|fi|a|c|tc)?sh$/.test(basename(name))) return false;
  return rest.every(argument => /^[-+]/.test(argument) && !/^-[a-z]*[cs]/.test(argument));
}

/** Sends a signal to a process or, negative, to a group, but never to what we live in; a target that has gone is no error. */
export function signal(target: number, name: NodeJS.Signals): void {
  // For the system 0 is the caller's own group and -1 everybody: a shell that has no process yet is neither.
  if (Math.abs(target) <= 1 || isOurOwn(target)) return;
  try {
    process.kill(target, name);
  } catch {
    // It ended by itself, or became another user's (`sudo`): what follows in the ladder shows which.
  }
}

/** The process groups on a shell's terminal, its own aside: what runs, and its background jobs. */
export async function groupsOf(pid: number): Promise<readonly number[]> {
  const all =
    (await run(['-A', '-o', 'pid=,pgid=,tty=']))?.split('\n').map(line => line.trim().split(/\s+/)) ?? [];
  const [, own, terminal] = all.find(([id]) => Number(id) === pid) ?? [];
  if (terminal === undefined || !/\d/.test(terminal)) return [];
  const groups = all
    .filter(([, group, tty]) => tty === terminal && group !== own)
    .map(([, group]) => Number(group));
  return [...new Set(groups)];
}

/** True where there is such a process, whoever's it is. */
export function isThere(pid: number): boolean {
  return standingOf(pid) !== 'gone';
}

/** True for a process that this one may not signal, since it is another user's. */
export function isForeign(pid: number): boolean {
  return standingOf(pid) === 'foreign';
}

function standingOf(pid: number): 'ours' | 'foreign' | 'gone' {
  try {
    process.kill(pid, 0);
    return 'ours';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'foreign' : 'gone';
  }
}

/** True where a process group has a member that is more than a zombie. */
export async function isAlive(group: number): Promise<boolean> {
  try {
    process.kill(-group, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const all = await run(['-A', '-o', 'pgid=,stat=']);
  if (all === undefined) return false;
  return all.split('\n').some(line => {
    const [pgid, state = 'Z'] = line.trim().split(/\s+/);
    return Number(pgid) === group && !state.startsWith('Z');
  });
}

async function readProc(pid: number, name: string): Promise<string | undefined> {
  return await readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => undefined);
}

async function ps(pid: number, columns: string): Promise<string | undefined> {
  return await run(['-o', columns, '-p', String(pid)]);
}

async function run(options: readonly string[]): Promise<string | undefined> {
  return await new Promise(resolve => {
    execFile('ps', options, (error, stdout) => resolve(error === null ? stdout : undefined));
  });
}
