import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the grammar's wasm files: next to the bundle, or in `node_modules` when running from sources. */
export function wasmFolder(): string {
  const here = import.meta.dirname;
  return existsSync(join(here, 'tree-sitter-bash.wasm')) ? here : packagesAbove(here);
}

/** Where the pages about the rules are: in the package, beside the bundle's folder or above the sources. */
export function rulePages(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const pages = join(folder, 'docs', 'rules');
    if (existsSync(pages)) return pages;
    if (dirname(folder) === folder)
      throw new Error('the pages about the rules are missing from this installation');
  }
}

function packagesAbove(folder: string): string {
  const packages = join(folder, 'node_modules');
  if (existsSync(join(packages, 'tree-sitter-bash'))) return packages;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('the grammar of bash is missing from this installation');
  return packagesAbove(parent);
}
