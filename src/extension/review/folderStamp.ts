import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Tells whether a run's files are the same as before, without reading them. */
export function folderStamp(folder: string): string {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.jsonl'))
      .map(name => {
        const { size, mtimeMs } = statSync(join(folder, name));
        return `${name} ${size} ${mtimeMs}`;
      })
      .join('\n');
  } catch {
    return '';
  }
}
