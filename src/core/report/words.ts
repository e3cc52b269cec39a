import type { Report, Settled } from './report.ts';

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

/** "1 h 05 min", "2 min 05 s", "3.2 s", "140 ms". */
export function durationWords(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return hours > 0
    ? `${hours} h ${String(minutes).padStart(2, '0')} min`
    : `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** "2026-11-21 03:12:07" of ms since the epoch, in UTC. */
export function timeWords(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

/** "10 min" or "10-20 min"; empty where nothing was planned. */
export function plannedWords(planned: Report['sections'][number]['planned']): string {
  if (planned === undefined) return '';
  const { minMinutes, maxMinutes } = planned;
  return minMinutes === maxMinutes ? `${maxMinutes} min` : `${minMinutes}-${maxMinutes} min`;
}

/** The facts a report begins with, as names and values. */
export function factsOf(report: Report): readonly (readonly [name: string, value: string])[] {
  const { where, counts, result, reason } = report;
  const done = (Object.keys(stateWords) as Settled[]).filter(state => counts[state] > 0);
  return [
    ['Result', `${resultWords[result]}${reason === undefined ? '' : `: ${reason}`}`],
    ['Steps', done.map(state => `${counts[state]} ${stateWords[state]}`).join(', ') || 'none'],
    ...overrideFacts(report),
    ['Operator', `${report.operator}${report.unattended ? ' (unattended)' : ''}`],
    ['Began', `${timeWords(Date.parse(report.startedAt))} UTC`],
    ['Took', durationWords(report.durationMs)],
    ...(where === undefined ? [] : placesOf(where)),
    ['Runbook', `${report.runbook.path} (SHA-256 ${report.runbook.sha256})`],
    ['Run', report.run],
  ];
}

function overrideFacts({ overrides }: Report): readonly (readonly [string, string])[] {
  if (overrides.length === 0) return [];
  return [['Overrides', `${overrides.length} edited ${overrides.length === 1 ? 'command' : 'commands'}`]];
}

const resultWords: Readonly<Record<Report['result'], string>> = {
  done: 'done',
  aborted: 'aborted',
  open: 'still open',
};

function placesOf({ host, user, cwd, git, kube }: NonNullable<Report['where']>): [string, string][] {
  return [
    ['Where', `${user} on ${host}, in ${cwd}`],
    ...(git === null
      ? []
      : [
          ['Git', `${git.branch} at ${git.head.slice(0, 12)}${git.dirty ? ', with changes' : ''}`] as [
            string,
            string,
          ],
        ]),
    ...(kube === null
      ? []
      : [['Cluster', `${kube.context}, namespace ${kube.namespace}`] as [string, string]]),
  ];
}

/** What a reader can do to check a report, and what it cannot show. */
export const howToCheck: readonly string[] = [
  'This report was made from the log. Check the log itself: handrail verify FOLDER, or the lines of ssh-keygen, sha256sum and jq in docs/audit-log.md.',
  'A signature shows who claims that this happened, not that it did. Nobody can see from these files alone whether a newer run was deleted before anybody else saw it.',
];
