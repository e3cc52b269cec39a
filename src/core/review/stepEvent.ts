import type { CommandEdited } from '../audit/change.ts';
import type { Recorded } from '../audit/entry.ts';
import type { Wait } from '../audit/wait.ts';
import { brokenLimit, outsideOf, readingIn } from '../run/expectation/reading.ts';
import type { RecordField } from '../runbook/runbook.ts';
import { outcomeOf, type Attempt } from './attempt.ts';
import type { RunEvent, StepName } from './event.ts';

type StepEntry = Exclude<
  Extract<Recorded, { readonly step: string }>,
  { readonly type: `approval.${string}` }
>;

/** What was done for a step since it was last begun. */
export interface Pending {
  readonly startedAt: number;
  /** ms since the run began. */
  readonly since: number;
  readonly entry: number;
  readonly attempt: number;
  readonly attempts: string[];
}

/** An entry about a step, and what came before it. */
export interface Told {
  readonly entry: StepEntry;
  readonly who: string;
  readonly since: number;
  readonly name: StepName;
  readonly attempts: ReadonlyMap<string, Attempt>;
  readonly pending: Pending | undefined;
  /** What the step asks to be read, with the limits of it; empty if it asks for nothing. */
  readonly fields: readonly RecordField[];
  /** What the words of a task say that a reading should be. */
  readonly limit?: string;
}

type Draft = Omit<RunEvent, 'id' | 'at' | 'since' | 'entry' | 'trust'>;

/** What a step's entry means to a reviewer; undefined for entries that only belong to a later one. */
export function tellStep(told: Told): Draft | undefined {
  const { entry, name: step } = told;
  if (isBeginning(entry)) return undefined;
  switch (entry.type) {
    case 'step.finished':
      return finished(told, entry);
    case 'step.failed':
      return failed(told, entry.reason);
    case 'step.skipped':
      return { kind: 'skipped', ...settled(told), ...said(entry.reason), tags: ['skips'] };
    case 'step.treated':
      return { kind: 'treated', step, author: entry.by, tags: [] };
    case 'step.reopened':
      return { kind: 'reopened', step, ...said(entry.reason), tags: [], odd: true };
    case 'check.set':
      return entry.checked
        ? {
            kind: 'ticked',
            step,
            author: entry.by,
            ...said(entry.text),
            ...signed(told, entry.text),
            tags: [],
          }
        : { kind: 'unticked', step, author: entry.by, ...said(entry.text), tags: [], odd: true };
    case 'note':
      return { kind: 'note', step, ...said(entry.text), tags: [] };
    case 'record.filled':
      return filled(told, entry);
    case 'judged':
      return judged(told, entry);
    case 'wait':
      return waited(step, entry);
    case 'command.edited':
      return edited(step, entry);
    case 'attempt.extended':
      return { kind: 'extended', step, author: entry.by, facts: { ms: entry.byMs }, tags: [] };
  }
}

/** A reading outside of its limit needs a look, whatever the person who read it made of it. */
function filled(
  { name: step, fields }: Told,
  { values, by }: Extract<StepEntry, { readonly type: 'record.filled' }>,
): Draft {
  const text = values.map(({ name, value }) => `${name} = ${value}`).join(', ');
  const beyond = outsideOf(fields, values).map(({ name, limit }) => `${name} (${limit})`);
  return { kind: 'filled', step, author: by, ...said(text), ...outside(beyond), tags: [] };
}

/** A task that was signed with a reading outside of the limit that it names. */
function signed({ limit }: Told, note = ''): Pick<Draft, 'odd' | 'facts'> {
  const reading = readingIn(note);
  const broken = limit === undefined ? undefined : brokenLimit(limit, reading);
  return outside(broken === undefined ? [] : [`${reading} (${broken})`]);
}

function outside(readings: readonly string[]): Pick<Draft, 'odd' | 'facts'> {
  return readings.length === 0 ? {} : { odd: true, facts: { beyond: readings.join(', ') } };
}

function failed(told: Told, reason: string): Draft {
  return { kind: 'failed', ...settled(told), ...lastOutcome(told), ...said(reason), tags: ['failures'] };
}

type Beginning = Extract<StepEntry, { readonly type: 'step.started' | 'attempt.started' | 'wait.started' }>;

/** What begins is told by what becomes of it. */
function isBeginning(entry: StepEntry): entry is Beginning {
  return entry.type === 'step.started' || entry.type === 'attempt.started' || entry.type === 'wait.started';
}

function edited(step: StepName, { by, stmt, reason }: CommandEdited): Draft {
  const facts = { command: stmt + 1 };
  return { kind: 'edited', step, author: by, ...said(reason), facts, tags: ['overrides', 'edits'] };
}

function waited(
  step: StepName,
  { plannedMs, waitedMs, by }: Pick<Wait, 'plannedMs' | 'waitedMs' | 'by'>,
): Draft {
  const facts = { planned: plannedMs, waited: waitedMs };
  return waitedMs < plannedMs
    ? { kind: 'cutShort', step, ...(by === undefined ? {} : { author: by }), facts, tags: ['skips'] }
    : { kind: 'waited', step, facts, tags: [] };
}

function finished(told: Told, entry: Extract<StepEntry, { readonly type: 'step.finished' }>): Draft {
  const common = { ...settled(told), author: entry.by, ...said(entry.reason) };
  if (entry.how === 'run') return { kind: 'passed', ...common, tags: [] };
  return { kind: entry.how === 'hand' ? 'byHand' : 'copied', ...common, tags: ['byHand'] };
}

/** How long a step took and what was run for it; a step that nothing ran for took no time that anybody measured. */
function settled({ name, since, pending }: Told): Pick<Draft, 'step' | 'durationMs' | 'attempts' | 'facts'> {
  if (pending === undefined) return { step: name };
  return {
    step: name,
    durationMs: since - pending.since,
    attempts: pending.attempts,
    ...(pending.attempt > 1 ? { facts: { attempt: pending.attempt } } : {}),
  };
}

/** The command that failed: the last one that was run. */
function lastOutcome({ pending, attempts }: Told): Pick<Draft, 'facts'> {
  const last = attempts.get(pending?.attempts.at(-1) ?? '');
  if (last === undefined) return {};
  const { outcome, code } = outcomeOf(last);
  return {
    facts: {
      ...(pending !== undefined && pending.attempt > 1 ? { attempt: pending.attempt } : {}),
      command: last.index + 1,
      commands: last.of,
      outcome,
      ...(code === undefined ? {} : { code }),
    },
  };
}

/** Only what a person decided against a rule, or of an unknown end, stands by itself; the rest belongs to its command. */
function judged(told: Told, entry: Extract<StepEntry, { readonly type: 'judged' }>): Draft | undefined {
  const { name: step, attempts } = told;
  const attempt = attempts.get(entry.attemptId);
  const common = { step, author: entry.by, ...said(entry.text), attempts: [entry.attemptId] };
  if (entry.decision === 'finished' || entry.decision === 'failed')
    return { kind: 'settled', ...common, facts: { decision: entry.decision }, tags: ['unknowns'] };
  const refused =
    attempt?.judged.some(({ by, decision }) => by === 'rule' && decision === 'differs') === true;
  if (entry.by !== 'rule' && entry.decision === 'met' && refused)
    return { kind: 'accepted', ...common, tags: ['overrides'] };
  return undefined;
}

function said(text: string | undefined): { readonly text?: string } {
  return text === undefined || text.trim() === '' ? {} : { text };
}
