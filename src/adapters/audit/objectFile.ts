import { dirname } from 'node:path';
import { isLink, notPlain, readPlain } from '../plainFile.ts';
import { objectPath } from './layout.ts';

/** Why an object is not where its name says, in words; undefined if nothing is in its way. */
export function objectInTheWay(runFolder: string, sha256: string): string | undefined {
  const path = objectPath(runFolder, sha256);
  const linked = [dirname(dirname(path)), dirname(path)].some(isLink);
  return linked ? 'a symbolic link is in the place of its folder' : notPlain(path);
}

/** The first bytes of an object's file; undefined if there is none, or where a link leads to it. */
export function readObjectFile(runFolder: string, sha256: string, most: number): Uint8Array | undefined {
  if (objectInTheWay(runFolder, sha256) !== undefined) return undefined;
  try {
    return readPlain(objectPath(runFolder, sha256), most);
  } catch {
    return undefined;
  }
}
