import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { runnerFile, type RunnerFile } from '../protocol/hello.ts';
import { processStart } from './processAge.ts';
import { makePrivateFolder } from './privateFolder.ts';

/** The file that says how a runbook's runner is reached; one for each runbook, in a private folder. */
export function runnerFilePath(privateFolder: string, runbook: string): string {
  const name = createHash('sha256').update(resolve(runbook)).digest('hex').slice(0, 32);
  return join(privateFolder, 'runners', `${name}.json`);
}

/** Writes the file atomically and privately, since it holds the token. */
export async function writeRunnerFile(path: string, content: RunnerFile): Promise<void> {
  makePrivateFolder(dirname(path));
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, JSON.stringify(content), { mode: 0o600 });
  await rename(draft, path);
}

/** Reads the file; undefined if there is none, or one in another version's form. */
export async function readRunnerFile(path: string): Promise<RunnerFile | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return runnerFile.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** True where the very process that wrote the file still runs. */
export async function isAlive({ pid, started }: RunnerFile): Promise<boolean> {
  return (await processStart(pid)) === started;
}
