import { setImmediate } from 'node:timers/promises';
import { isShortLog } from '../layout.ts';
import { RunIndex } from './runIndex.ts';
import type { RunRow } from './runRow.ts';

export interface LastRun {
  /** When it was closed, else when it was begun; ms since the epoch. */
  readonly at: number;
  readonly result: 'done' | 'aborted' | 'open';
  readonly operator: string;
  /** Nothing in it failed, was skipped, done by hand or edited. */
  readonly clean?: true;
}

/** Runs that are looked at before others are let do something. */
const atOnce = 100;

/** The newest run of a runbook that a state folder holds, but not the one that is under way; its signatures are not looked at. */
export async function lastRun(
  { stateFolder, privateFolder }: { readonly stateFolder: string; readonly privateFolder: string },
  { runbook, own }: { readonly runbook: string; readonly own: string },
): Promise<LastRun | undefined> {
  const index = new RunIndex(stateFolder, privateFolder);
  let looked = 0;
  let found: RunRow | undefined;
  for (const row of index.newest()) {
    if (row.runbook === runbook && row.run !== own) {
      found = row;
      break;
    }
    looked += 1;
    if (looked % atOnce === 0) await setImmediate();
  }
  const told = found === undefined ? undefined : toldOf(index, found);
  index.save();
  return told;
}

function toldOf(index: RunIndex, row: RunRow): LastRun | undefined {
  const { result, operator, startedAt, lastAt } = row;
  if (result === 'unknown') return undefined;
  const isClean = result === 'done' && isShortLog(row.folder) && index.factsAt(row)?.clean === true;
  return {
    at: result === 'open' ? startedAt : lastAt,
    result,
    operator,
    ...(isClean ? { clean: true } : {}),
  };
}
