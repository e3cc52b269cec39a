import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { exitCode, tiers, type ExitCode, type Finding, type Weight } from '../../core/audit/finding.ts';
import type { Verdict } from '../../core/audit/verdict.ts';
import { OpenRuns } from '../openRuns.ts';
import { compareWithBase, type BaseComparison } from './base.ts';
import { glance, runFolders } from './runs/glance.ts';
import { runPlaces } from './runs/places.ts';
import { privateState, realPath } from './stateFolders.ts';
import { allReceipts } from './receipts.ts';
import { verifyRun, type VerifyOptions } from './verify.ts';

/** What all runs of a state folder show together: what none of them can show alone. */
export interface HistoryVerdict {
  readonly folder: string;
  /** Of the runs and of the history. */
  readonly exit: ExitCode;
  readonly runs: readonly Verdict[];
  readonly base?: Pick<BaseComparison, 'ref' | 'logs'>;
  /** Runs that this machine saw here. */
  readonly receipts: number;
  /** About runs that were deleted or that are not what others saw. */
  readonly findings: readonly Finding[];
}

export interface HistoryOptions extends VerifyOptions {
  /** A commit, branch or tag whose logs must be the beginning of those here. */
  readonly base?: string;
  /** ms since the epoch; by it runs are open for too long. */
  readonly now?: number;
}

/** From the weightiest. */
export const precedence: readonly ExitCode[] = [5, 1, 4, 3, 2, 0];

/** The state folder that a path is or holds; undefined if it is neither. */
export function stateFolderAt(path: string): string | undefined {
  if (basename(path) === '.handrail') return path;
  return [path, join(path, '.handrail')].find(one => existsSync(join(one, 'runs')));
}

/** Verifies every run of a state folder, and what they say of each other. */
export async function verifyHistory(
  stateFolder: string,
  options: HistoryOptions = {},
): Promise<HistoryVerdict> {
  const { base: ref, now, ...each } = options;
  const runs: Verdict[] = [];
  const runsFolder = join(stateFolder, 'runs');
  const one = { ...each, places: runPlaces(realPath(runsFolder)) };
  for (const folder of runFolders(runsFolder)) runs.push(await verifyRun(folder, one));
  const seen = runsSeen(stateFolder, options.privateFolder ?? privateState(process.env));
  const base = ref === undefined ? undefined : await compareWithBase(stateFolder, ref);
  const findings = [
    ...runs.flatMap(parentsOf),
    ...openTooLong(runs, new OpenRuns(stateFolder, now)),
    ...runs.flatMap(otherThanSeen),
    ...seen.filter(run => !runs.some(isOf(run))).map(deleted),
    ...copies(runs),
    ...(base?.findings ?? []),
  ];
  const required = new Set(tiers.filter(tier => tier !== 'RECEIPTS' || options.require?.includes(tier)));
  const together = exitCode(findings, required);
  const exits = [...runs.map(({ exit }) => exit), runs.length === 0 && together !== 1 ? 5 : together];
  return {
    folder: stateFolder,
    exit: precedence.find(code => exits.includes(code)) ?? 0,
    runs,
    ...(base === undefined ? {} : { base: { ref: base.ref, logs: base.logs } }),
    receipts: seen.length,
    findings,
  };
}

/** Its log says which run it is; where none can be read, its folder does. */
const isOf =
  (run: string) =>
  (verdict: Verdict): boolean =>
    (verdict.run ?? basename(verdict.folder)) === run;

/** What this machine saw of a run that is here, and is not so any more: nobody else may know of it. */
function otherThanSeen({ folder, findings }: Verdict): readonly Finding[] {
  return findings
    .filter(({ tier, weight }) => tier === 'RECEIPTS' && weight === 'tampered')
    .map(one => ({ ...one, file: join(basename(folder), one.file ?? '') }));
}

/** A run that was copied into a folder of another name is still one run. */
function copies(runs: readonly Verdict[]): readonly Finding[] {
  const named = runs.filter(({ run, folder }) => run !== undefined && run === basename(folder));
  return runs.flatMap(({ run, folder }): readonly Finding[] => {
    const name = basename(folder);
    if (run === undefined || run === name || !named.some(isOf(run))) return [];
    const sentence = `the folder ${name} holds a copy of run ${run}: they are one run, not two`;
    return [{ code: 'RENAMED_FOLDER', tier: 'STRUCTURE', weight: 'note', sentence }];
  });
}

/** A run that is not here may never have been shared; one that is, and is not what another saw, was changed. */
function parentsOf({ folder, findings }: Verdict): readonly Finding[] {
  const weights: Readonly<Partial<Record<string, Weight>>> = {
    MISSING_RUN: 'incomplete',
    RUN_REWRITTEN: 'tampered',
  };
  return findings.flatMap(one => {
    const weight = weights[one.code];
    return weight === undefined ? [] : [{ ...one, weight, file: join(basename(folder), one.file ?? '') }];
  });
}

/** That a run is not closed is said of itself; that it should be by now, its team's policy says. */
function openTooLong(runs: readonly Verdict[], policies: OpenRuns): readonly Finding[] {
  return runs.flatMap(({ folder, run, result }): readonly Finding[] => {
    const open = run === undefined || result !== undefined ? undefined : glance(folder)?.open;
    if (open === undefined) return [];
    const { t: startedAt = 0 } = open;
    const about = { runbook: open.runbook.path, startedAt };
    const problem = policies.problem(about);
    const found = policies.overdue(about);
    if (problem === undefined && found === undefined) return [];
    const sentence =
      found === undefined
        ? `run ${open.run} is open, and nobody knows for how long it may be: ${problem ?? ''}`
        : `run ${open.run} is open for ${found.days} days, and the policy allows ${found.most}`;
    return [{ code: 'OPEN_TOO_LONG', tier: 'SEALED', weight: 'incomplete', sentence }];
  });
}

function runsSeen(stateFolder: string, privateFolder: string): readonly string[] {
  const here = realPath(stateFolder);
  const own = allReceipts(privateFolder).filter(({ folder }) => folder === here);
  return [...new Set(own.map(({ run }) => run))].filter(run => /^\d{4}[\w-]*$/.test(run));
}

function deleted(run: string): Finding {
  const sentence = `this machine saw run ${run} here, and it is gone`;
  return { code: 'RUN_DELETED', tier: 'RECEIPTS', weight: 'tampered', sentence };
}
