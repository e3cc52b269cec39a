import { readFile } from 'node:fs/promises';
import { execa } from 'execa';

/** When a process started, as the system says it; undefined if there is none. Distinguishes a reused pid. */
export async function processStart(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The name in parentheses may hold anything; `starttime` is the 20th field behind it (proc(5)).
  if (stat !== undefined) return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  const ps = await execa('ps', ['-o', 'lstart=', '-p', String(pid)], { reject: false, stdin: 'ignore' });
  const said = ps.failed ? '' : ps.stdout.trim();
  return said === '' ? undefined : said;
}
