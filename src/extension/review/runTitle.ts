import { basename, extname } from 'node:path';
import type { RunRow } from '../../adapters/audit/runs/runRow.ts';

/** The title of a run in lists: the runbook's title, else its file name, else the run's own name. */
export function runTitle({ title, runbook, run }: RunRow): string {
  if (title !== undefined) return title;
  return runbook === '' ? run : basename(runbook, extname(runbook));
}
