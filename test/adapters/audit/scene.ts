import * as fs from 'node:fs';
import { join } from 'node:path';
import { read, write, type Line } from './forge.ts';
import { Machine, attempt, done, linesOf, segmentPath } from './kit.ts';

/** A sealed run of one segment, to be attacked. */
export interface Scene {
  readonly machine: Machine;
  readonly folder: string;
  /** The only segment's file and its lines. */
  readonly path: string;
  readonly lines: readonly Line[];
}

export async function scene(): Promise<Scene> {
  const machine = new Machine();
  const journal = await machine.create();
  await attempt(journal, 'a1', 'hello\n');
  journal.append({ type: 'note', step: 's1', text: 'looks fine' });
  journal.checkpoint('step');
  journal.append({ type: 'note', step: 's2', text: 'second' });
  await journal.seal(done);
  journal.close();
  const path = segmentPath(journal.folder);
  return { machine, folder: journal.folder, path, lines: linesOf(path).map(read) };
}

export const noteAt = (lines: readonly Line[]): number => lines.findIndex(line => line['type'] === 'note');

export function edited(lines: readonly Line[]): readonly Line[] {
  return lines.map((line, index) => (index === noteAt(lines) ? { ...line, text: 'looks bad' } : line));
}

export const rewrite = ({ path }: Scene, lines: readonly Line[]): void =>
  fs.writeFileSync(path, write(lines));
export const reformat = ({ path }: Scene, change: (text: string) => string | Buffer): void =>
  fs.writeFileSync(path, change(fs.readFileSync(path, 'utf8')));
/** Path of the one output. */
export const outputPath = (scene: Scene): string => objectOf(scene, 'output');

/** Path of the first object with a role. */
export function objectOf({ folder, lines }: Scene, role: string): string {
  const sha256 = lines.find(line => line['role'] === role)?.['sha256'];
  if (typeof sha256 !== 'string') throw new Error(`no ${role}`);
  return join(folder, 'objects', sha256.slice(0, 2), sha256);
}
