import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { AuditFailure, systemCode } from '../failure.ts';
import { notPlain } from '../../plainFile.ts';

const heartbeatMs = 5_000;
/** A holder on another machine, or whose process cannot be looked up, is gone after this long without a heartbeat. */
const silentMs = 30_000;

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process started, as the system counts it; empty if it does not say. */
  readonly start: string;
}

export interface Lease {
  /** Lets the next writer in; safe to call twice. */
  release(): void;
}

/** Takes the right to write a run, or fails with `in-use` and who holds it. The holder dies with its process. */
export function takeLease(runFolder: string): Lease {
  const path = join(runFolder, 'writer.lock');
  const own: Holder = { pid: process.pid, host: hostname(), start: startOf(process.pid) };
  const content = JSON.stringify({ ...own, nonce: randomBytes(8).toString('hex') });
  while (!create(path, content)) clearStale(path);
  const heartbeat = setInterval(() => touch(path), heartbeatMs);
  heartbeat.unref();
  return {
    release: () => {
      clearInterval(heartbeat);
      if (read(path) === content) fs.rmSync(path, { force: true });
    },
  };
}

function create(path: string, content: string): boolean {
  // Linked into place whole, so that nobody ever reads half a lock.
  const temporary = `${path}.${randomBytes(6).toString('hex')}.lock`;
  fs.writeFileSync(temporary, content, { flag: 'wx' });
  try {
    fs.linkSync(temporary, path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}

function clearStale(path: string): void {
  const blocked = notPlain(path);
  if (blocked !== undefined)
    throw new AuditFailure('write-failed', `${path} cannot be a lock: ${blocked}. Remove it first.`, {
      facts: { path },
    });
  const content = read(path);
  if (content === undefined) return;
  const holder = parse(content);
  if (holder !== undefined && isAlive(holder, path)) {
    throw new AuditFailure(
      'in-use',
      `This run is open in process ${holder.pid} on ${holder.host}. One writer at a time: go on there, or close it there first.`,
      { facts: { holder: { process: holder.pid, host: holder.host } } },
    );
  }
  const aside = `${path}.${randomBytes(6).toString('hex')}.lock`;
  try {
    fs.renameSync(path, aside);
    // Another process may have cleared the stale lock first and taken its own: then that one goes back.
    if (read(aside) !== content) fs.linkSync(aside, path);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT' && systemCode(error) !== 'EEXIST') throw error;
  }
  fs.rmSync(aside, { force: true });
}

function isAlive(holder: Holder, path: string): boolean {
  if (holder.host === hostname() && holder.pid === process.pid) return holder.start === startOf(process.pid);
  const beat = fs.statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const recent = Date.now() - beat < silentMs;
  if (holder.host !== hostname()) return recent;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (systemCode(error) === 'ESRCH') return false;
  }
  const start = startOf(holder.pid);
  return start === '' || holder.start === '' ? recent : start === holder.start;
}

/** Field 22 of /proc/PID/stat, which tells a process from a later one with its number. A zombie has none: it no longer writes. */
function startOf(pid: number): string {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === undefined) return '';
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? 'ended' : (fields[19] ?? '');
}

function parse(content: string): Holder | undefined {
  try {
    const { pid, host, start } = JSON.parse(content) as Record<string, unknown>;
    if (typeof pid !== 'number' || typeof host !== 'string' || typeof start !== 'string') return undefined;
    return { pid, host, start };
  } catch {
    return undefined;
  }
}

function read(path: string): string | undefined {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function touch(path: string): void {
  try {
    const now = new Date();
    fs.utimesSync(path, now, now);
  } catch {
    // The folder may be gone; the next append says so.
  }
}
