import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder of package.json. */
export const root = join(import.meta.dirname, '..');
export const dist = join(root, 'dist');
/** Everything made on the way and worth a look afterwards: reports, screenshots, the VSIX. */
export const output = join(root, 'build');

/** Where big downloads stay between checkouts: `$XDG_CACHE_HOME` or `~/.cache`, + `/handrail`. */
export const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'handrail');

export interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
}

/** package.json of this project. */
export function manifest(): Manifest {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
}

/** A failure whose message is all that the person at the terminal needs. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** Runs a script's main function and turns its failure into exit code 1; a `Refusal` is printed without its stack. */
export async function main(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : error);
    process.exitCode = 1;
  }
}
