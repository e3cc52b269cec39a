import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A stamp of a run's files that changes when they do, without reading them. */
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
