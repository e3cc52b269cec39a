import type { RunbookAdopted } from '../audit/change.ts';
import type { Attachment } from '../audit/attachment.ts';
import type { AttemptStarted, Context, Recorded, RecordFilled } from '../audit/entry.ts';
import { isApproval } from '../audit/gates/approval.ts';
import { isHandover } from '../audit/handover/handover.ts';
import { placeOf } from '../audit/gates/gates.ts';
import { gatesAfter, gatesAfterStart, gatesWalkedBy, type Around, type Gates } from './gates/approvals.ts';
import { editOf, type Edit } from './change/edit.ts';
import { offerAfter, type Offered } from './offer.ts';
import { closedBy, type Closed } from './closed.ts';
import { walkedOn, type Walked } from './elapsed.ts';
import {
  amended,
  begun,
  finished,
  lost,
  takenBack,
  tried,
  type Attempt,
  type Attempts,
} from './attemptRecord.ts';

export type { Attempt };

export type Status = 'open' | 'running' | 'passed' | 'failed' | 'skipped' | 'by-hand' | 'checked';

/** A file that was attached to a step, by its name. */
export interface AttachedFile extends Attachment {
  readonly name: string;
}

/** One step according to the log. */
export interface StepRecord extends Attempts {
  readonly status: Status;
  /** Number of times it was begun. */
  readonly attempt: number;
  readonly startedAt?: number;
  readonly at?: number;
  readonly by?: string;
  readonly reason?: string;
  /** True if its text changed after it was done, until it is begun again. */
  readonly textChanged?: true;
  readonly notes: readonly string[];
  /** Files that were attached, oldest first. */
  readonly files?: readonly AttachedFile[];
  /** The completed wait, in ms. */
  readonly waitedMs?: number;
  /** A wait under way: its start in ms since the epoch, and its planned length in ms. */
  readonly waiting?: { readonly since: number; readonly plannedMs: number } | undefined;
  readonly values?: Readonly<Record<string, string>>;
  /** The newest confirmed edit of each statement, by its index. */
  readonly edits?: Readonly<Record<number, Edit>> | undefined;
}

/** The value of an input, and where it came from. */
export interface HeldValue {
  /** Absent for secrets. */
  readonly value?: string;
  readonly secret: boolean;
  readonly source: 'typed' | 'environment' | 'default' | 'answers' | 'option';
}

/** The state of a run, a function of its entries alone. */
export interface RunState extends Walked {
  readonly runId: string;
  readonly operator: string;
  readonly startedAt: number;
  readonly closed?: Closed;
  readonly entries: number;
  readonly context?: Context;
  /** The text that was adopted last, by its object; absent while it is the one the run began with. */
  readonly text?: { readonly sha256: string; readonly object: string };
  /** Ids of suggested steps that are treated as shell. */
  readonly shell: ReadonlySet<string>;
  readonly steps: ReadonlyMap<string, StepRecord>;
  readonly values: ReadonlyMap<string, HeldValue>;
  /** Ids of sections off the path that were entered, in order. */
  readonly branches: readonly string[];
  /** Gates, by name: where somebody else has to approve. */
  readonly gates: Gates;
  /** Ids of attempts that ran although their gate was closed. */
  readonly passed: readonly string[];
  /** The open offer to hand the run over, if any. */
  readonly offer?: Offered | undefined;
}

export const emptyRun: RunState = {
  runId: '',
  operator: '',
  startedAt: 0,
  entries: 0,
  lastAt: 0,
  tookMs: 0,
  shell: new Set(),
  steps: new Map(),
  values: new Map(),
  branches: [],
  gates: new Map(),
  passed: [],
};

const untouched: StepRecord = { status: 'open', attempt: 0, notes: [], attempts: {} };

/** A step's record; a step without entries is open. */
export function recordOf(state: RunState, step: string): StepRecord {
  return state.steps.get(step) ?? untouched;
}

interface Draft {
  readonly steps: Map<string, StepRecord>;
  readonly values: Map<string, HeldValue>;
  readonly branches: string[];
  /** The step of each attempt, by the attempt's id. */
  readonly owners: Map<string, string>;
  run: Omit<RunState, 'steps' | 'values' | 'branches'>;
}

/** Folds entries into a state; entries of unknown types change nothing but the count. */
export function replay(state: RunState, entries: readonly Recorded[]): RunState {
  const { steps, values, branches, ...run } = state;
  const draft: Draft = {
    steps: new Map(steps),
    values: new Map(values),
    branches: [...branches],
    owners: new Map(),
    run,
  };
  for (const [step, record] of steps) {
    for (const attempt of Object.values(record.attempts)) draft.owners.set(attempt.id, step);
  }
  for (const entry of entries) take(draft, entry);
  return { ...draft.run, steps: draft.steps, values: draft.values, branches: draft.branches };
}

function take(draft: Draft, entry: Recorded): void {
  draft.run = { ...draft.run, entries: draft.run.entries + 1, ...walkedOn(draft.run, entry) };
  const at = draft.run.lastAt;
  if (entry.type === 'open') {
    const first = draft.run.runId === '' ? { runId: entry.run, startedAt: at } : {};
    const gates = draft.run.gates.size === 0 ? draft.run.gates : gatesWalkedBy(draft.run.gates, entry);
    draft.run = { ...draft.run, ...first, operator: entry.who, gates };
  } else if (entry.type === 'step.treated') {
    draft.run = { ...draft.run, shell: new Set([...draft.run.shell, entry.step]) };
  } else if (isApproval(entry)) {
    draft.run = { ...draft.run, gates: gatesAfter(draft.run.gates, entry, around(draft)) };
  } else if (isHandover(entry)) {
    draft.run = { ...draft.run, offer: offerAfter(entry, { operator: draft.run.operator, at }) };
  } else if ('step' in entry) {
    if (entry.type === 'attempt.started') start(draft, entry);
    draft.steps.set(entry.step, stepAfter(draft.steps.get(entry.step) ?? untouched, entry, draft.run));
  } else takeOther(draft, entry);
}

type GateEntry = Extract<Recorded, { readonly type: `approval.${string}` }>;
type StepEntry = Exclude<
  Extract<Recorded, { readonly step: string }>,
  GateEntry | { readonly type: 'step.treated' }
>;
type OtherEntry = Exclude<Recorded, StepEntry | GateEntry | { readonly type: `handover.${string}` }>;

function around({ run }: Draft): Around {
  return { at: run.lastAt, place: placeHere(run) };
}

/** The place commands act on, according to the log. */
export function placeHere({ context }: Pick<RunState, 'context'>): string {
  return context === undefined ? '' : placeOf(context);
}

function start(draft: Draft, entry: Recorded<AttemptStarted>): void {
  const { attemptId, step } = entry;
  draft.owners.set(attemptId, step);
  const { gates, passed } = gatesAfterStart(draft.run.gates, entry, around(draft));
  draft.run = { ...draft.run, gates, passed: passed ? [...draft.run.passed, attemptId] : draft.run.passed };
}

function takeOther(draft: Draft, entry: OtherEntry): void {
  switch (entry.type) {
    case 'input.set': {
      const value = entry.value === undefined ? {} : { value: entry.value };
      draft.values.set(entry.name, { ...value, secret: entry.kind === 'secret', source: entry.source });
      return;
    }
    case 'context':
      draft.run = { ...draft.run, context: entry };
      return;
    case 'branch.entered':
      draft.branches.push(entry.section);
      return;
    case 'runbook.adopted':
      adopt(draft, entry);
      return;
    case 'attempt.finished':
      amend(draft, entry.attemptId, attempt => finished(attempt, entry));
      return;
    case 'recovered':
      for (const id of entry.danglingAttempts) amend(draft, id, lost);
      return;
    case 'seal':
      draft.run = { ...draft.run, closed: closedBy(entry, draft.run) };
      return;
    default:
      return;
  }
}

/** Reopens the steps whose text changed; steps that no longer exist keep their records, for reports. */
function adopt(draft: Draft, { to, object, reopened }: RunbookAdopted): void {
  // The new text has its own gates, which are recorded again.
  draft.run = { ...draft.run, text: { sha256: to, object }, gates: new Map() };
  for (const { step } of reopened) {
    const record = draft.steps.get(step) ?? untouched;
    // Commands may be in other places of the new text, so earlier attempts belong to none of them.
    const again = {
      status: 'open',
      attempts: {},
      edits: undefined,
      earlier: undefined,
      textChanged: true,
    } as const;
    draft.steps.set(step, { ...without(record), ...again });
  }
}

function stepAfter(record: StepRecord, entry: StepEntry, run: Draft['run']): StepRecord {
  const at = run.lastAt;
  const who = { by: run.operator, at };
  switch (entry.type) {
    case 'step.started':
      return { ...without(record), status: 'running', attempt: entry.attempt, startedAt: at };
    case 'step.finished': {
      const status = entry.how === 'run' ? 'passed' : 'by-hand';
      return { ...record, ...who, status, attempt: entry.attempt, ...reasonOf(entry.reason) };
    }
    case 'step.failed':
      return { ...record, ...who, status: 'failed', attempt: entry.attempt, reason: entry.reason };
    case 'step.skipped':
      return { ...record, ...who, status: 'skipped', attempt: entry.attempt, reason: entry.reason };
    case 'step.reopened':
      // It starts again with the runbook's own text.
      return { ...without(record), ...takenBack(record), status: 'open', edits: undefined };
    case 'command.edited':
      return { ...record, edits: { ...record.edits, [entry.stmt]: editOf(entry) } };
    case 'check.set':
      return entry.checked
        ? { ...without(record), ...who, status: 'checked', ...reasonOf(entry.text) }
        : { ...without(record), status: 'open' };
    case 'note':
      return entry.attachment === undefined
        ? { ...record, notes: [...record.notes, entry.text] }
        : { ...record, files: [...(record.files ?? []), { name: entry.text, ...entry.attachment }] };
    case 'record.filled':
      return { ...record, ...who, status: 'by-hand', values: filledIn(entry) };
    case 'attempt.started':
      return tried(record, begun(entry, at, record.edits?.[entry.stmt]));
    case 'attempt.extended':
      return amended(record, entry.attemptId, attempt => ({ ...attempt, limitMs: entry.limitMs }));
    case 'judged':
      return amended(record, entry.attemptId, attempt => ({ ...attempt, judged: entry.decision }));
    case 'wait':
      return { ...record, waiting: undefined, waitedMs: entry.waitedMs };
    case 'wait.started':
      return { ...record, waiting: { since: at, plannedMs: entry.plannedMs } };
  }
}

function filledIn({ values }: Pick<RecordFilled, 'values'>): Readonly<Record<string, string>> {
  return Object.fromEntries(values.map(({ name, value }) => [name, value]));
}

/** A record without the settlement, for a step that is begun anew. */
function without(record: StepRecord): StepRecord {
  const { status, attempt, startedAt, notes, files, values, attempts, earlier, waitedMs, waiting, edits } =
    record;
  return {
    status,
    attempt,
    notes,
    attempts,
    ...(earlier === undefined ? {} : { earlier }),
    ...(files === undefined ? {} : { files }),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(values === undefined ? {} : { values }),
    ...(waitedMs === undefined ? {} : { waitedMs }),
    ...(waiting === undefined ? {} : { waiting }),
    ...(edits === undefined ? {} : { edits }),
  };
}

function reasonOf(reason: string | undefined): { reason?: string } {
  return reason === undefined ? {} : { reason };
}

function amend(draft: Draft, id: string, change: (attempt: Attempt) => Attempt): void {
  const step = draft.owners.get(id);
  const record = step === undefined ? undefined : draft.steps.get(step);
  if (step !== undefined && record !== undefined) draft.steps.set(step, amended(record, id, change));
}
