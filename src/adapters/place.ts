import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The root of the git work tree around a directory, if any. */
export function workTree(directory: string): string | undefined {
  const here = resolve(directory);
  if (existsSync(join(here, '.git'))) return here;
  const parent = dirname(here);
  return parent === here ? undefined : workTree(parent);
}

/** `.handrail` of the folder that was named, else of the git work tree around the directory, else of the directory itself. */
export function stateFolder(directory: string, named?: string): string {
  return join(
    named === undefined ? (workTree(directory) ?? resolve(directory)) : resolve(named),
    '.handrail',
  );
}
