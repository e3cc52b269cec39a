import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { processStart } from '../../processAge.ts';
import { signal } from './foreground.ts';
import { membersOf } from './members.ts';
import { makePrivateFolder } from '../../privateFolder.ts';

/** `shell.json` beside a session's state: which process its shell is, in which life of the machine. */
const word = z.object({ pid: z.int().min(2), started: z.string(), boot: z.string() });

type Word = z.infer<typeof word>;

/** Leaves word of a shell for whoever comes after a crash; Linux only, for elsewhere nobody says who belongs to it. */
export async function leaveWord(folder: string, pid: number): Promise<void> {
  const [started, boot] = await Promise.all([processStart(pid), bootId()]);
  if (started === undefined || boot === '') return;
  makePrivateFolder(folder);
  await writeFile(join(folder, 'shell.json'), JSON.stringify({ pid, started, boot } satisfies Word), {
    mode: 0o600,
  });
}

/** True where the last shell of a session was started in this life of this machine, so that what it left is here or is no more. */
export async function isOfThisLife(folder: string): Promise<boolean> {
  const left = await readWord(join(folder, 'shell.json'));
  return left !== undefined && left.boot === (await bootId());
}

/**
 * Hangs up what is left of a session whose runner was killed, as a closed terminal does: the kernel hangs up the shell and its
 * foreground, but a shell that is in the middle of a file does not pass that on to its background jobs. What has detached itself
 * (`setsid`) or ignores the signal (`nohup`) was meant to stay.
 */
export async function hangUpOrphans(folder: string): Promise<void> {
  const path = join(folder, 'shell.json');
  const left = await readWord(path);
  await rm(path, { force: true });
  if (left === undefined || left.boot !== (await bootId())) return;
  const started = await processStart(left.pid);
  // Its number has been given to another process, so nothing of its session is left.
  if (started !== undefined && started !== left.started) return;
  for (const { pid } of await membersOf(left.pid)) {
    // The shell itself may ignore it; it has no terminal, so nobody can speak to it again.
    signal(pid, pid === left.pid ? 'SIGKILL' : 'SIGHUP');
    signal(pid, 'SIGCONT');
  }
}

async function readWord(path: string): Promise<Word | undefined> {
  try {
    return word.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Empty where the system has none. */
async function bootId(): Promise<string> {
  return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')).trim();
}
