import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Open, Recorded, Seal } from '../../core/audit/entry.ts';
import { readRunNow } from './runFolder.ts';

/** How many runs of other runbooks are passed over before the search is given up. */
const patience = 50;

export interface LastRun {
  /** When it was closed, else when it was begun; ms since the epoch. */
  readonly at: number;
  readonly result: 'done' | 'aborted' | 'open';
  readonly operator: string;
}

/** The newest run of a runbook that a state folder holds; its signatures are not looked at. */
export function lastRun(stateFolder: string, runbook: string): LastRun | undefined {
  let looked = 0;
  for (const folder of newestFirst(stateFolder)) {
    looked += 1;
    if (looked > patience) return undefined;
    const found = runOf(folder, runbook);
    if (found !== undefined) return found;
  }
  return undefined;
}

function runOf(folder: string, runbook: string): LastRun | undefined {
  try {
    const { entries } = readRunNow(folder);
    const open = entries.find((entry): entry is Recorded<Open> => entry.type === 'open');
    if (open?.runbook.path !== runbook) return undefined;
    const seal = entries.findLast((entry): entry is Recorded<Seal> => entry.type === 'seal');
    return { at: seal?.t ?? open.t ?? 0, result: seal?.result ?? 'open', operator: open.who };
  } catch {
    // A folder that is no run, or one that cannot be read, says nothing about this runbook.
    return undefined;
  }
}

function newestFirst(stateFolder: string): readonly string[] {
  const runs = join(stateFolder, 'runs');
  if (!existsSync(runs)) return [];
  return names(runs).flatMap(year => names(join(runs, year)).map(name => join(runs, year, name)));
}

function names(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .reverse();
}
