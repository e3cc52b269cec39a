import { relative, resolve, sep } from 'node:path';
import type { HistoryVerdict } from '../adapters/audit/history.ts';
import { exitCode, tiers, type Finding } from '../core/audit/finding.ts';
import type { Verdict } from '../core/audit/verdict.ts';
import { logsJunit, logsSarif, type LogCheck } from '../core/report/logChecks.ts';
import type { BaseVerdict } from './historyText.ts';
import { version } from './version.ts';

/** What is told of one LOG, or of the comparison with a base. */
export type Told = Verdict | HistoryVerdict | BaseVerdict;

/** Verdicts as JUnit or SARIF: every run by itself, and what they show together. */
export function toldAs(format: 'junit' | 'sarif', told: readonly Told[]): string {
  const checks = told.flatMap(checksOf);
  return format === 'junit' ? logsJunit(checks) : logsSarif(checks, version);
}

function checksOf(told: Told): readonly LogCheck[] {
  if ('runs' in told) {
    const { runs, folder, findings, base } = told;
    const name = base === undefined ? 'All runs together' : `All runs together, and beside ${base.ref}`;
    return [...runs.map(runCheck), together(name, folder, findings)];
  }
  if ('base' in told) return [together(`Beside ${told.base.ref}`, told.folder, told.base.findings)];
  return [runCheck(told)];
}

function runCheck({ run, folder, exit, findings }: Verdict): LogCheck {
  return { name: run ?? folder, folder: fromHere(folder), exit, findings };
}

/** Findings about several runs name their files from the top of the repository, or from the folder of runs. */
function together(name: string, folder: string, findings: readonly Finding[]): LogCheck {
  const named = findings.some(({ file }) => file !== undefined);
  return {
    name,
    folder: named ? '' : fromHere(folder),
    exit: exitCode(findings, new Set(tiers.filter(tier => tier !== 'RECEIPTS'))),
    findings,
  };
}

/** Relative to where it ran, which is where code scanning looks. */
function fromHere(path: string): string {
  const near = relative(process.cwd(), resolve(path));
  return (near.startsWith('..') ? resolve(path) : near).split(sep).join('/');
}
