import type { BaseComparison } from '../adapters/audit/base.ts';
import type { HistoryVerdict } from '../adapters/audit/history.ts';
import type { ExitCode, Finding } from '../core/audit/finding.ts';
import { formatFinding, headlineOf } from '../core/audit/wording.ts';

/** The comparison of a state folder with a base, beside verdicts of single runs. */
export interface BaseVerdict {
  readonly folder: string;
  readonly base: BaseComparison;
  readonly exit: ExitCode;
}

/** All runs of a folder for people: a line for each, what is wrong, and what they show together. */
export function historyText({ folder, runs, base, receipts, findings }: HistoryVerdict): string {
  const lines = [
    `${plural(runs.length, 'run')} in ${folder}`,
    ...runs.flatMap(({ exit, run, folder: at, worst, findings: own }) => [
      `  ${headlineOf({ exit, findings: own })} ${run ?? at}`,
      ...(worst === undefined ? [] : [`    ${formatFinding(worst)}`]),
    ]),
    'Together:',
    ...togetherText(findings),
    ...(base === undefined ? [] : [`  ${comparedText(base)}`]),
    `  ${receipts === 0 ? 'This machine made none of them.' : `This machine made ${receipts} of them.`}`,
    ...(base === undefined ? ['  Not compared with any branch: handrail verify --base REF does.'] : []),
    'Not proven:',
    '  That nothing newer was deleted before anybody else saw it.',
  ];
  return `${lines.join('\n')}\n`;
}

function togetherText(findings: readonly Finding[]): readonly string[] {
  if (findings.length > 0) return findings.map(one => `  ${formatFinding(one)}`);
  return ['  Every run that another names is here, and holds what was seen of it.'];
}

/** What the comparison with a base shows. */
export function baseText({ folder, base }: BaseVerdict): string {
  const wrong = base.findings.map(one => `  ${formatFinding(one)}`);
  const good = wrong.length > 0 ? [] : ['  Each is the beginning of the one here; none is gone.'];
  return `${[`${comparedText(base)} ${folder}`, ...wrong, ...good].join('\n')}\n`;
}

function comparedText({ ref, logs }: Pick<BaseComparison, 'ref' | 'logs'>): string {
  return `Compared with ${plural(logs, 'log')} of ${ref}.`;
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
