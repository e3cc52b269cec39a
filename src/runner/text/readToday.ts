import { setTimeout as sleep } from 'node:timers/promises';
import type { RunbookFile } from './runText.ts';

/** Milliseconds within which an editor that saves by removing the file has written it again. */
const rewriting = 1000;

/** Reads the runbook's file as it is now. One that is missing is looked for once more, since a save may be under way. */
export async function readToday(
  file: Pick<RunbookFile, 'read'>,
  pause: () => Promise<unknown> = async () => await sleep(rewriting),
): ReturnType<RunbookFile['read']> {
  const read = await file.read();
  if (read.ok || read.failure.code !== 'missing') return read;
  await pause();
  return await file.read();
}
