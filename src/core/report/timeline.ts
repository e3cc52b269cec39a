import type { Author } from '../audit/author.ts';
import type { AttemptFinished, Recorded } from '../audit/entry.ts';
import { isApproval } from '../audit/gates/approval.ts';
import { isHandover } from '../audit/handover/handover.ts';
import { readShellChange, shellSentences } from '../run/shellChange.ts';
import { aboutApproval } from './approval.ts';
import { aboutHandover } from './handover.ts';
import type { Plans } from './plans.ts';

/** One event of the timeline. */
export interface Moment {
  /** ms since the epoch. */
  readonly at: number;
  /** Number of the segment and of the entry in it, from 0: the place in the log. */
  readonly seg: number;
  readonly seq: number;
  readonly type: string;
  readonly step?: string;
  /** What happened, one plain sentence. */
  readonly text: string;
}

/** The events of a run in order, without the log's own bookkeeping (objects, checkpoints, signatures). */
export function timelineOf(plans: Plans, entries: readonly Recorded[]): readonly Moment[] {
  let last = 0;
  return entries.flatMap(entry => {
    last = entry.t ?? last;
    const text = sentenceOf(entry, step => plans.at(entry).steps.get(step)?.step.title ?? step);
    if (text === undefined) return [];
    const step = 'step' in entry ? { step: entry.step } : {};
    return [{ at: last, seg: entry.seg, seq: entry.seq, type: entry.type, ...step, text }];
  });
}

const judges: Readonly<Record<Author, string>> = {
  person: 'The operator judged',
  rule: 'A rule judged',
  unattended: 'Taken',
};

type Titles = (step: string) => string;

function sentenceOf(entry: Recorded, title: Titles): string | undefined {
  if (isApproval(entry)) return aboutApproval(entry, title);
  if (isHandover(entry)) return aboutHandover(entry);
  if (!('step' in entry)) return aboutRun(entry);
  // What no person said is not told as if one had.
  const alone = 'by' in entry && entry.by === 'unattended' ? ' (unattended)' : '';
  return `${aboutStep(entry, title)}${alone}`;
}

function aboutRun(entry: Recorded): string | undefined {
  switch (entry.type) {
    case 'open':
      return `${entry.who} ${entry.parents.length > 0 ? 'went on with' : 'began'} the run${entry.unattended ? ', unattended' : ''}.`;
    case 'input.set':
      return entry.value === undefined
        ? `${entry.name} was given; its value is a secret.`
        : `${entry.name} is ${entry.value}.`;
    case 'context':
      return `On ${entry.host} as ${entry.user} in ${entry.cwd}${entry.git === null ? '' : `, branch ${entry.git.branch}${entry.git.dirty ? ' with changes' : ''}`}${entry.kube === null ? '' : `, cluster ${entry.kube.context}`}.`;
    case 'branch.entered':
      return `Entered the branch ${entry.section}: ${entry.reason}`;
    case 'runbook.adopted':
      return `Went on with the new text of the runbook${because(entry.reason)}`;
    case 'attempt.finished':
      return `${endOf(entry)}${shellOf(entry)}`;
    case 'job':
      return aboutJob(entry);
    case 'jobs':
      return `Alive in the background when the shell was to end: ${entry.alive.map(({ pid }) => `process ${pid}`).join(', ')}; decided: ${entry.decision}${by(entry.by)}.`;
    case 'background':
      return `${entry.outputs.reduce((sum, { bytes }) => sum + bytes, 0)} bytes were printed from the background while no command ran.`;
    case 'recovered':
      return `The log was interrupted; ${entry.danglingAttempts.length} commands have no known end.`;
    case 'redaction':
      return `${entry.by} deleted an output: ${entry.reason}`;
    case 'session.ended':
      return `The shell ended: ${entry.reason}.`;
    case 'seal':
      return `The run was closed: ${entry.result}${entry.reason === undefined ? '' : `, ${entry.reason}`}.`;
    default:
      return undefined;
  }
}

function endOf({ outcome, exit, signal, durMs }: AttemptFinished): string {
  return outcome === 'exited'
    ? `It ended with exit code ${exit ?? 0} after ${durMs} ms.`
    : `It ended: ${outcome}${signal === undefined ? '' : ` (${signal})`}.`;
}

function shellOf({ shell, cwd }: AttemptFinished): string {
  const change = readShellChange(shell);
  return change === undefined ? '' : ` ${shellSentences(change, cwd)}`;
}

function aboutJob({ event, pid, cmd, exit, by: author }: Extract<Recorded, { type: 'job' }>): string {
  switch (event) {
    case 'left':
      return `Left running in the background: ${cmd ?? 'a command'} (process ${pid}).`;
    case 'stopped':
      return `Process ${pid} in the background was to stop${by(author)}.`;
    case 'forced':
      return `Process ${pid} in the background was killed${by(author)}.`;
    case 'ended':
      return `Process ${pid} in the background ended${exit === undefined ? '' : ` with exit code ${exit}`}.`;
  }
}

function by(author: Author | undefined): string {
  return author === undefined || author === 'person'
    ? ''
    : author === 'rule'
      ? ' (by rule)'
      : ' (unattended)';
}

type AboutStep = Exclude<
  Extract<Recorded, { readonly step: string }>,
  { readonly type: `approval.${string}` }
>;

function aboutStep(entry: AboutStep, title: Titles): string {
  const name = title(entry.step);
  switch (entry.type) {
    case 'check.set':
      return `${entry.checked ? 'Ticked' : 'Unticked'}: ${name}${because(entry.text)}`;
    case 'note':
      return entry.attachment === undefined
        ? `Note on ${name}: ${entry.text}`
        : `Attached to ${name}: ${entry.text} (${entry.attachment.size} bytes)`;
    case 'record.filled':
      return `Filled in ${name}: ${entry.values.map(one => `${one.name} = ${one.value}`).join(', ')}`;
    case 'judged':
      return `${judges[entry.by]}: ${entry.decision}${because(entry.text ?? entry.expected)}`;
    case 'wait.started':
      return `Began to wait ${Math.round(entry.plannedMs / 1000)} s at ${name}.`;
    case 'wait':
      return `Waited ${Math.round(entry.waitedMs / 1000)} s of ${Math.round(entry.plannedMs / 1000)} s at ${name}${entry.by === undefined ? '' : `; ended early${entry.by === 'person' ? ' by the operator' : ', unattended'}`}.`;
    case 'step.started':
      return `Began ${name}${entry.attempt > 1 ? `, attempt ${entry.attempt}` : ''}${typed(entry.confirmed)}.`;
    case 'step.finished':
      return `${entry.how === 'run' ? 'Passed' : `Done (${entry.how})`}: ${name}${because(entry.reason)}`;
    case 'step.failed':
      return `Failed: ${name}${because(entry.reason)}`;
    case 'step.skipped':
      return `Skipped: ${name}${because(entry.reason)}`;
    case 'step.treated':
      return `Taken as shell: ${name}`;
    case 'step.reopened':
      return `Taken back: ${name}${because(entry.reason)}`;
    case 'command.edited':
      return `Edited command ${entry.stmt + 1} of ${name}${because(entry.reason)}`;
    case 'attempt.started':
      return `Ran ${entry.edit === undefined ? '' : 'the edited command '}${entry.cmd ?? 'a long command'}${typed(entry.confirmed)}`;
    case 'attempt.extended':
      return `Given ${Math.round(entry.byMs / 60_000)} min more: ${name}`;
  }
}

function typed(name: string | undefined): string {
  return name === undefined ? '' : `; ${name} was typed to confirm`;
}

function because(text: string | undefined): string {
  return text === undefined || text === '' ? '' : ` (${text})`;
}
