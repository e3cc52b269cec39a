import { relative, sep } from 'node:path';

/** A path as somebody else may use it in their own clone, where it lies below the current directory; else as it is. */
export function fromHere(path: string): string {
  const near = relative(process.cwd(), path);
  return near === '' || near.startsWith(`..${sep}`) || near === '..' ? path : near;
}
