import { hash } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { objectPath } from '../layout.ts';
import { maxObjectBytes, splitObject } from '../objectStore.ts';
import { isLink, readPlain } from '../../plainFile.ts';
import { readObjectFile } from '../objectFile.ts';
import { syncFolder } from '../journal/segmentFile.ts';

// What an approver is shown is an object like others; since git is not given objects, a copy of its bytes stands beside the log.

/** The copy's place in a run's folder. */
export function planName(sha256: string): string {
  return `plans/${sha256}`;
}

/** Copies an object to where git takes it. */
export function keepPlan(folder: string, sha256: string): void {
  const path = join(folder, planName(sha256));
  fs.mkdirSync(join(folder, 'plans'), { recursive: true });
  fs.writeFileSync(path, fs.readFileSync(objectPath(folder, sha256)), { flush: true });
  syncFolder(join(folder, 'plans'));
}

/** The bytes of a plan that are what their name says, from the copy or the object. */
export function planFile(folder: string, sha256: string): Uint8Array | undefined {
  const isIt = (bytes: Uint8Array | undefined): bytes is Uint8Array =>
    bytes !== undefined && hash('sha256', bytes, 'hex') === sha256;
  const copy = copyOf(folder, sha256);
  if (isIt(copy)) return copy;
  const object = readObjectFile(folder, sha256, maxObjectBytes + 1);
  return isIt(object) ? object : undefined;
}

function copyOf(folder: string, sha256: string): Uint8Array | undefined {
  const path = join(folder, planName(sha256));
  try {
    return isLink(dirname(path)) ? undefined : readPlain(path, maxObjectBytes + 1);
  } catch {
    return undefined;
  }
}

/** What a plan says; undefined if neither copy nor object is what its name says. */
export function planContent(folder: string, sha256: string): Uint8Array | undefined {
  const bytes = planFile(folder, sha256);
  return bytes === undefined ? undefined : splitObject(bytes)?.content;
}
