import { relative, sep } from 'node:path';

/** A path relative to the current directory if it is below it, so that it works in another clone; else the path itself. */
export function fromHere(path: string): string {
  const near = relative(process.cwd(), path);
  return near === '' || near.startsWith(`..${sep}`) || near === '..' ? path : near;
}
