import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { unwatchFile, watchFile } from 'node:fs';
import type { Walk } from './walk.ts';

/** Milliseconds between two looks at the file: a poll works on every file system, and nobody edits faster than this matters. */
const interval = 2000;

/** Says on the page when the file is no longer the text that the run goes on with; the answer ends it. */
export function watchRunbook(walk: Walk, path: string): () => void {
  const look = (): void => void compare(walk, path);
  watchFile(path, { interval, persistent: false }, look);
  look();
  return () => unwatchFile(path, look);
}

async function compare(walk: Walk, path: string): Promise<void> {
  const bytes = await readFile(path).catch(() => undefined);
  // A file that is gone for a moment is being saved; one that stays away has nothing to be compared with.
  if (bytes === undefined) return;
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  walk.runbookChanged(digest === walk.options.page.digest ? 'as-it-was' : 'changed');
}
