import { statSync } from 'node:fs';
import { convertPathToPattern, glob } from 'tinyglobby';

/** What the arguments name. */
export interface Named {
  /** As they are shown: relative to the current folder, or as they were given. */
  readonly files: readonly string[];
  /** Why an argument names nothing, one sentence each. */
  readonly missing: readonly string[];
}

// Besides it, folders whose name begins with a dot.
const skipped = ['**/node_modules/**'];

/** Turns files, folders and globs into files, each once, in order; folders are searched for Markdown. */
export async function nameFiles(given: readonly string[]): Promise<Named> {
  const files = new Set<string>();
  const missing: string[] = [];
  for (const name of given) {
    const found = await filesOf(name);
    if (found.length === 0)
      missing.push(`There is no Markdown file ${kindOf(name) === 'folder' ? `in ${name}` : name}.`);
    for (const file of found) files.add(file);
  }
  return { files: [...files], missing };
}

async function filesOf(name: string): Promise<readonly string[]> {
  if (name === '-') return [name];
  const kind = kindOf(name);
  if (kind === 'file') return [name];
  const pattern = kind === 'folder' ? `${convertPathToPattern(name)}/**/*.{md,markdown}` : name;
  const found = await glob(pattern, {
    ignore: skipped,
    expandDirectories: false,
    followSymbolicLinks: false,
  });
  return found.map(file => file.replace(/^\.\//, '')).sort();
}

// What is no folder is read like a file, pipes too; what the system cannot follow is left to whoever reads it, who says why.
function kindOf(name: string): 'file' | 'folder' | undefined {
  try {
    const stat = statSync(name, { throwIfNoEntry: false });
    return stat === undefined ? undefined : stat.isDirectory() ? 'folder' : 'file';
  } catch {
    return 'file';
  }
}
