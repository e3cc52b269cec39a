import { existsSync, mkdtempSync } from 'node:fs';
import { lstat, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { processStart } from '../processAge.ts';

const prefix = 'hr-s-';

/** `owner.json` in a session's folder: the process that made it. */
const owner = z.object({ pid: z.int().min(1), started: z.string() });

/** A private folder for a session, and none left of those whose process was killed before it could remove its own. */
export async function sessionFolder(): Promise<string> {
  await sweep().catch(() => undefined);
  return await makeOwned(join(temporary(), prefix));
}

/** A new folder whose name begins so, with the word of whose it is. */
export async function makeOwned(begins: string): Promise<string> {
  const folder = mkdtempSync(begins);
  await sayWhose(folder);
  return folder;
}

/** Writes whose a folder is, where it does not say so: without that word nobody may remove it once its maker was killed. */
export async function sayWhose(folder: string): Promise<void> {
  const word = { pid: process.pid, started: (await processStart(process.pid)) ?? '' };
  await writeFile(join(folder, 'owner.json'), JSON.stringify(word), { mode: 0o600, flag: 'wx' }).catch(
    (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    },
  );
}

/** The first of several directories that is there, else the root. */
export function firstThere(folders: readonly (string | undefined)[]): string {
  return folders.find(folder => folder !== undefined && existsSync(folder)) ?? '/';
}

/** A `TMPDIR` that was set for another machine is no reason to run nothing. */
function temporary(): string {
  return existsSync(tmpdir()) ? tmpdir() : '/tmp';
}

/** Only what is ours, says who made it, and whose maker is gone. */
async function sweep(): Promise<void> {
  const names = (await readdir(temporary())).filter(name => name.startsWith(prefix));
  for (const name of names) {
    const folder = join(temporary(), name);
    const stat = await lstat(folder).catch(() => undefined);
    if (stat?.isDirectory() !== true || stat.uid !== process.getuid?.()) continue;
    const made = await ownerOf(folder);
    if (made !== undefined && (await processStart(made.pid)) !== made.started)
      await rm(folder, { recursive: true, force: true });
  }
}

async function ownerOf(folder: string): Promise<z.infer<typeof owner> | undefined> {
  try {
    return owner.safeParse(JSON.parse(await readFile(join(folder, 'owner.json'), 'utf8'))).data;
  } catch {
    return undefined;
  }
}
