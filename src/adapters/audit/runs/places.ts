import * as fs from 'node:fs';
import { basename, join } from 'node:path';
import { glance, runFolders } from './glance.ts';

/** Where a run stands; undefined if it is not here. */
export type RunPlaces = (run: string) => string | undefined;

/**
 * Finds runs by their names, and where a folder was renamed by what its log says: the log is the authority. Folders are only read
 * once something is missing, and once for all that is.
 */
export function runPlaces(runsFolder: string): RunPlaces {
  let renamed: ReadonlyMap<string, string> | undefined;
  return run => {
    if (!/^\d{4}[\w-]*$/.test(run)) return undefined;
    const folder = join(runsFolder, run.slice(0, 4), run);
    if (fs.existsSync(folder)) return folder;
    renamed ??= renamedRuns(runsFolder);
    return renamed.get(run);
  };
}

function renamedRuns(runsFolder: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const folder of runFolders(runsFolder)) {
    const run = glance(folder)?.open.run;
    if (run !== undefined && run !== basename(folder)) found.set(run, folder);
  }
  return found;
}
