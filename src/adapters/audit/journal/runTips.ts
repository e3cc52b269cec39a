import type { RunReference } from '../../../core/audit/entry.ts';
import { glance, runFolders } from '../runs/glance.ts';

/** How many of the latest runs are looked at: a tip is among the newest, and opening a run must not grow with history. */
const looked = 200;
/** How many tips an `open` names. */
const named = 50;

/** Heads of the runs that no other run has named yet, newest last. */
export function runTips(runsFolder: string): readonly RunReference[] {
  const runs: RunReference[] = [];
  const covered = new Set<string>();
  for (const folder of runFolders(runsFolder).slice(-looked)) {
    const seen = glance(folder);
    if (seen === undefined) continue;
    runs.push({ run: seen.open.run, head: seen.head });
    for (const parent of seen.open.runParents) covered.add(parent.run);
  }
  return runs.filter(({ run }) => !covered.has(run)).slice(-named);
}
