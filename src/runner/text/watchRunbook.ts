import { unwatchFile, watchFile } from 'node:fs';
import type { Walk } from '../walk.ts';

/** Milliseconds between two looks at the file: a poll works on every file system, and nobody edits faster than this matters. */
const interval = 1000;

/** Shows a notice when the file no longer holds the run's text. Returns the function that stops watching. */
export function watchRunbook(walk: Walk, path: string): () => void {
  const look = (): void => void walk.compareToday();
  watchFile(path, { interval, persistent: false }, look);
  look();
  return () => unwatchFile(path, look);
}
