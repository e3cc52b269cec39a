import { reviewSentence } from '../audit/reviews.ts';
import type { Report, Settled } from './report.ts';
import { durationWords, timeWords } from './times.ts';

/** A step's state, in words. */
export const stateWords: Readonly<Record<Settled, string>> = {
  passed: 'passed',
  failed: 'failed',
  skipped: 'skipped',
  'by-hand': 'done by hand',
  checked: 'ticked',
  unknown: 'outcome unknown',
  open: 'not done',
};

/** "10 min" or "10-20 min"; empty if nothing was planned. */
export function plannedWords(planned: Report['sections'][number]['planned']): string {
  if (planned === undefined) return '';
  const { minMinutes, maxMinutes } = planned;
  return minMinutes === maxMinutes ? `${maxMinutes} min` : `${minMinutes}-${maxMinutes} min`;
}

/** The facts at the head of a report, as names and values. */
export function factsOf(report: Report): readonly (readonly [name: string, value: string])[] {
  const { where, counts, result, reason, verdict } = report;
  const done = (Object.keys(stateWords) as Settled[]).filter(state => counts[state] > 0);
  return [
    ['Result', `${resultWords[result]}${reason === undefined ? '' : `: ${reason}`}`],
    ['Steps', done.map(state => `${counts[state]} ${stateWords[state]}`).join(', ') || 'none'],
    ...overrideFacts(report),
    ...(reviewSentence(verdict.reviews) === ''
      ? []
      : [['Reviewed', reviewSentence(verdict.reviews)] as const]),
    ['Operator', `${report.operators.join(', then ')}${report.unattended ? ' (unattended)' : ''}`],
    ['Began', `${timeWords(Date.parse(report.startedAt))} UTC`],
    ['Took', durationWords(report.durationMs)],
    ...(where === undefined ? [] : placesOf(where)),
    ['Runbook', `${report.runbook.path} (SHA-256 ${report.runbook.sha256})`],
    ['Run', report.run],
  ];
}

function overrideFacts({ overrides }: Report): readonly (readonly [string, string])[] {
  if (overrides.length === 0) return [];
  const texts = overrides.filter(({ kind }) => kind === 'new-text').length;
  const edits = overrides.length - texts;
  const parts = [
    ...(edits === 0 ? [] : [`${edits} edited ${edits === 1 ? 'command' : 'commands'}`]),
    ...(texts === 0 ? [] : [`${texts} new ${texts === 1 ? 'text' : 'texts'} of the runbook`]),
  ];
  return [['Overrides', parts.join(', ')]];
}

const resultWords: Readonly<Record<Report['result'], string>> = {
  done: 'done',
  aborted: 'aborted',
  open: 'still open',
};

/** A repository may have no commit yet. */
const commitOf = (head: string): string => (head === '' ? ', without a commit' : ` at ${head.slice(0, 12)}`);

function placesOf({ host, user, cwd, git, kube }: NonNullable<Report['where']>): [string, string][] {
  return [
    ['Where', `${user} on ${host}, in ${cwd}`],
    ...(git === null
      ? []
      : [
          ['Git', `${git.branch}${commitOf(git.head)}${git.dirty ? ', with changes' : ''}`] as [
            string,
            string,
          ],
        ]),
    ...(kube === null
      ? []
      : [['Cluster', `${kube.context}, namespace ${kube.namespace}`] as [string, string]]),
  ];
}
