import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The real runbooks beside the project; none where it stands alone. */
export const shared = join(import.meta.dirname, '../../../shared');

/** Paths of the Markdown files of a folder of `shared`, sorted. */
export function markdownIn(folder: 'seeds' | 'corpus'): readonly string[] {
  const path = join(shared, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .sort()
    .map(name => join(path, name));
}
