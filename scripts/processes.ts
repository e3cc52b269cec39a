import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { isAlive } from './lock.ts';

export interface MarkedProcess {
  readonly pid: number;
  /** Program and arguments. */
  readonly command: string;
}

/**
 * The processes that inherited the environment variable `name=value`. A parent's id would not find them: a runner is detached
 * from whoever started it, and so is what a runbook leaves in the background.
 */
export async function markedProcesses(name: string, value: string): Promise<MarkedProcess[]> {
  const mark = `${name}=${value}`;
  const found = process.platform === 'linux' ? fromProc(mark) : await fromPs(mark);
  return found.filter(({ pid }) => pid !== process.pid);
}

/** Ends them, politely first, and returns once none is left. */
export async function endMarked(name: string, value: string): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGTERM', 'SIGKILL'] as const) {
    const processes = await markedProcesses(name, value);
    for (const { pid } of processes) {
      send(pid, signal);
    }
    await untilGone(processes);
  }
}

function fromProc(mark: string): MarkedProcess[] {
  return readdirSync('/proc')
    .filter(entry => /^\d+$/.test(entry))
    .filter(pid => readProc(pid, 'environ').includes(mark))
    .map(pid => ({ pid: Number(pid), command: readProc(pid, 'cmdline').join(' ').trim() }));
}

// A process may end, or belong to somebody else, between listing and reading.
function readProc(pid: string, file: 'environ' | 'cmdline'): string[] {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

async function fromPs(mark: string): Promise<MarkedProcess[]> {
  const { stdout } = await execa('ps', ['-Eww', '-ax', '-o', 'pid=,command=']);
  return stdout
    .split('\n')
    .filter(line => line.includes(mark))
    .map(line => ({ pid: Number.parseInt(line, 10), command: line.trim().replace(/^\d+\s+/, '') }));
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended in the meantime.
  }
}

async function untilGone(processes: readonly MarkedProcess[]): Promise<void> {
  for (let attempt = 0; attempt < 20 && processes.some(({ pid }) => isAlive(pid)); attempt++) {
    await sleep(100);
  }
}
