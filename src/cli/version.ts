import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';

const manifest = z.object({ name: z.literal('handrail'), version: z.string() });

/** Handrail's own version, from the package that holds this file. */
export const version: string = versionAbove(import.meta.dirname);

function versionAbove(folder: string): string {
  const parent = dirname(folder);
  try {
    return manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).version;
  } catch (error) {
    if (parent === folder) throw new Error('the package of Handrail is incomplete', { cause: error });
    return versionAbove(parent);
  }
}
