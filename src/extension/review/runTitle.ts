import { basename, extname } from 'node:path';
import type { RunRow } from '../../adapters/audit/runs/runRow.ts';

/** What a list calls a run: the runbook's title, else its file's name, else its own. */
export function runTitle({ title, runbook, run }: RunRow): string {
  if (title !== undefined) return title;
  return runbook === '' ? run : basename(runbook, extname(runbook));
}
