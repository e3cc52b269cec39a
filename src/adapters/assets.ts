import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the grammar's wasm files are: beside the bundle, or in `node_modules` when this runs from its sources. */
export function wasmFolder(): string {
  const here = import.meta.dirname;
  return existsSync(join(here, 'tree-sitter-bash.wasm')) ? here : packagesAbove(here);
}

function packagesAbove(folder: string): string {
  const packages = join(folder, 'node_modules');
  if (existsSync(join(packages, 'tree-sitter-bash'))) return packages;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('the grammar of bash is missing from this installation');
  return packagesAbove(parent);
}
