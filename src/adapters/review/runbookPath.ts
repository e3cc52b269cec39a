import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { RunRow } from '../audit/runs/runRow.ts';

/** Today's file of the runbook that a run was begun with; undefined if there is none. */
export function runbookPath({ folder, runbook }: Pick<RunRow, 'folder' | 'runbook'>): string | undefined {
  // A run's folder is STATE/runs/YEAR/RUN, and the state folder stands in what the path is told from.
  const home = dirname(dirname(dirname(dirname(folder))));
  const path = isAbsolute(runbook) ? runbook : join(home, runbook);
  return existsSync(path) ? path : undefined;
}
