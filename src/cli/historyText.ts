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

/** All runs of a folder: a line for each, their problems, and what they show together. */
export function historyText({ folder, runs, base, receipts, findings }: HistoryVerdict): string {
  const lines = [
    `${plural(runs.length, 'run')} in ${folder}`,
    ...runs.flatMap(({ exit, run, folder: at, worst, findings: own }) => [
      `  ${headlineOf({ exit, findings: own })} ${run ?? at}`,
      ...(worst === undefined ? [] : [`    ${formatFinding(worst)}`]),
      ...own.filter(({ code }) => code === 'RENAMED_FOLDER').map(note => `    ${formatFinding(note)}`),
    ]),
    'Together:',
    ...togetherText(findings),
    ...(base === undefined ? [] : [`  ${comparedText(base)}`]),
    `  ${seenText(receipts - findings.filter(isGone).length)}`,
    ...(base === undefined ? ['  Not compared with any branch: handrail verify --base REF does.'] : []),
    'Not proven:',
    '  That nothing newer was deleted before anybody else saw it.',
  ];
  return `${lines.join('\n')}\n`;
}

/** Receipts are of runs that were made here and of runs that were verified here. */
const seenText = (here: number): string =>
  here === 0 ? 'This machine saw none of them before.' : `This machine saw ${here} of them before.`;

const isGone = ({ code, tier }: Finding): boolean => code === 'RUN_DELETED' && tier === 'RECEIPTS';

function togetherText(findings: readonly Finding[]): readonly string[] {
  const told = findings.map(one => `  ${formatFinding(one)}`);
  const whole = findings.every(({ weight }) => weight === 'note');
  return whole ? ['  Every run that another names is here, and holds what was seen of it.', ...told] : told;
}

/** The result of comparing a state folder with a base. */
export function baseText({ folder, base }: BaseVerdict): string {
  const wrong = base.findings.map(one => `  ${formatFinding(one)}`);
  const good = wrong.length > 0 ? [] : ['  Each is the beginning of the one here; none is gone.'];
  return `${[`${comparedText(base)} ${folder}`, ...wrong, ...good].join('\n')}\n`;
}

function comparedText({ ref, logs }: Pick<BaseComparison, 'ref' | 'logs'>): string {
  return `Compared with ${plural(logs, 'log')} of ${ref}.`;
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
