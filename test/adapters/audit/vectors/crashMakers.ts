import * as fs from 'node:fs';
import { resumeRun } from '../../../../src/adapters/audit/journal/run.ts';
import { done, Machine } from '../kit.ts';
import type { Scene } from '../scene.ts';

/** A run whose last line was torn, and that was gone on with; then somebody changes its folder. */
export async function continued(change: (folder: string) => void): Promise<Scene> {
  const machine = new Machine();
  const first = await machine.create();
  first.append({ type: 'note', step: 's1', text: 'before' });
  fs.appendFileSync(first.path, '{"torn');
  first.close();
  const { journal } = await resumeRun(first.folder, machine.options());
  await journal.seal(done);
  journal.close();
  change(first.folder);
  return { machine, folder: first.folder, path: first.path, lines: [] };
}

/** Whoever went on died while the first line of their part was written, and went on once more. */
async function firstLineTorn(): Promise<Scene> {
  const machine = new Machine();
  const first = await machine.create();
  first.append({ type: 'note', step: 's1', text: 'before' });
  first.close();
  const { journal: second } = await resumeRun(first.folder, machine.options());
  second.close();
  fs.truncateSync(second.path, 100);
  const { journal } = await resumeRun(first.folder, machine.options());
  await journal.seal(done);
  journal.close();
  return { machine, folder: first.folder, path: first.path, lines: [] };
}

export const crashMakers: Readonly<Record<string, () => Promise<Scene>>> = {
  'good-first-line-torn': firstLineTorn,
};
