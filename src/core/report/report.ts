import type { Context, Recorded, Redaction } from '../audit/entry.ts';
import type { Verdict } from '../audit/verdict.ts';
import { onOneClock } from '../run/elapsed.ts';
import type { Outside } from '../run/expectation/reading.ts';
import { headingOf } from '../run/view/heading.ts';
import { walkSections } from '../run/view/page.ts';
import type { Plan, Planned } from '../run/plan.ts';
import {
  emptyRun,
  recordOf,
  replay,
  type RunState,
  type Status,
  type StepRecord,
  type AttachedFile,
} from '../run/state.ts';
import type { Planned as PlannedTime, Role, Runbook, Step, StepKind } from '../runbook/runbook.ts';
import { attemptsOf, type AttemptReport } from './attempts.ts';
import { outsideIn } from './outside.ts';
import { overridesOf, type Override } from './overrides.ts';
import { ownReports, type OwnReport } from './ownReport.ts';
import { howToCheck } from './checking.ts';
import { plansOf, type Plans } from './plans.ts';
import { reviewsOf, type ReviewReport, type ReviewWords } from './reviewed.ts';
import { timelineOf, type Moment } from './timeline.ts';

/** What `handrail report LOG --format json` prints: one run as its log tells it (docs/report.md). */
export interface Report {
  readonly format: 'handrail-report/1';
  readonly run: string;
  readonly title: string;
  /** The runbook as it was when the run began; `sha256` of its bytes. */
  readonly runbook: { readonly path: string; readonly sha256: string };
  /** Who began it. */
  readonly operator: string;
  /** Everybody who walked it, in order: it may have been handed over. */
  readonly operators: readonly string[];
  /** True if nobody was there to answer. */
  readonly unattended: boolean;
  readonly startedAt: string;
  readonly lastAt: string;
  /** When something of a step was first done; absent if nothing was. */
  readonly walkedFrom?: string;
  /** From then to the last entry. */
  readonly durationMs: number;
  readonly result: 'done' | 'aborted' | 'open';
  /** Why it was aborted. */
  readonly reason?: string;
  readonly verdict: Verdict;
  /** What others said of it under their own signatures, oldest first. */
  readonly reviews: readonly ReviewReport[];
  /** How anybody can check the log, and what it cannot show. */
  readonly check: readonly string[];
  readonly counts: Readonly<Record<Settled, number>>;
  /** Where the run began. */
  readonly where?: Omit<Context, 'type'>;
  readonly values: readonly ValueReport[];
  readonly sections: readonly SectionReport[];
  /** What was done otherwise than the runbook says, on somebody's word. */
  readonly overrides: readonly Override[];
  readonly timeline: readonly Moment[];
  /** The runbook's own report and metric tables, filled with what the log proves; absent if it has none. */
  readonly own?: readonly OwnReport[];
}

/** `unknown` holds a command of which nobody knows how it ended. */
export type Settled = Exclude<Status, 'running'> | 'unknown';

export interface ValueReport {
  readonly name: string;
  /** Absent for secrets, which the log does not hold. */
  readonly value?: string;
  readonly secret: boolean;
  readonly source: string;
}

export interface SectionReport {
  readonly title: string;
  readonly role: Role;
  readonly planned?: PlannedTime;
  /** From the first beginning to the last end of its own steps; absent if none was settled. */
  readonly durationMs?: number;
  readonly steps: readonly StepReport[];
}

export interface StepReport {
  readonly id: string;
  readonly title: string;
  /** What it is called where it stands alone: a command in a list is called what its item says. */
  readonly heading: string;
  readonly kind: StepKind;
  /** 1-based line of the runbook as it was. */
  readonly line: number;
  readonly status: Settled;
  readonly by?: string;
  readonly at?: string;
  readonly reason?: string;
  readonly notes: readonly string[];
  /** Files that were attached: name, bytes, and the digest of the object that holds it. */
  readonly files?: readonly AttachedFile[];
  readonly values?: Readonly<Record<string, string>>;
  /** What was read outside of the limits that the runbook names, if anything was. */
  readonly outside?: readonly Outside[];
  /** What it runs, whether it was run or not. */
  readonly commands: readonly CommandReport[];
  /** True if the text in force at the end does not have it any more. */
  readonly gone?: true;
  /** True if what settled it was an edited command, at least in part. */
  readonly edited?: true;
  readonly attempts: readonly AttemptReport[];
}

export interface CommandReport {
  readonly title?: string;
  /** As it is written; an attempt holds it as it ran. */
  readonly text: string;
  readonly line: number;
}

/** What a report is made of. */
export interface RunEvidence {
  /** The text that the run began with, and those that it went on with, by their objects. */
  readonly runbook: Runbook;
  readonly adopted?: ReadonlyMap<string, Runbook>;
  readonly entries: readonly Recorded[];
  readonly verdict: Verdict;
  /** What was deleted on purpose by people who were not the run's operators. */
  readonly redactions?: readonly Recorded<Redaction>[];
  /** What reviewers wrote behind the run. */
  readonly reviews?: readonly ReviewWords[];
  /** The end of an attempt's output as text without control characters; empty if there is none. */
  readonly outputOf: (attemptId: string) => string;
  /** The text of an object by its digest; undefined if it is missing. */
  readonly contentOf?: (digest: string) => string | undefined;
}

/** Tells a run from its log; pure, so the same log always gives the same report. */
export function makeReport(evidence: RunEvidence): Report {
  const { runbook, entries, verdict, outputOf, contentOf, redactions = [] } = evidence;
  const plans = plansOf(runbook, entries, evidence.adopted ?? new Map());
  const state = replay(emptyRun, entries);
  const open = entries.find(entry => entry.type === 'open');
  const seal = entries.findLast(entry => entry.type === 'seal');
  const where = entries.find(entry => entry.type === 'context');
  const paced = replay(emptyRun, onOneClock(entries));
  const sections = allSections(plans, { state, paced, attempts: attemptsOf(plans, entries, outputOf) });
  const told: Report = {
    format: 'handrail-report/1',
    run: state.runId,
    title: runbook.title,
    runbook: { path: runbook.path, sha256: open?.runbook.sha256 ?? '' },
    operator: open?.who ?? state.operator,
    operators: operatorsIn(entries),
    unattended: open?.unattended ?? false,
    startedAt: iso(state.startedAt),
    lastAt: iso(state.lastAt),
    ...walkOf(state),
    result: seal?.result ?? 'open',
    ...(seal?.reason === undefined ? {} : { reason: seal.reason }),
    verdict,
    reviews: reviewsOf(verdict.reviews, evidence.reviews ?? []),
    check: howToCheck,
    counts: countsOf(sections.flatMap(({ steps }) => steps)),
    ...(where === undefined ? {} : { where: placeOf(where) }),
    values: [...state.values].map(([name, { value, secret, source }]) => ({
      name,
      ...(value === undefined ? {} : { value }),
      secret,
      source,
    })),
    sections,
    overrides: overridesOf({ plans, entries, contentOf: contentOf ?? (() => undefined) }),
    timeline: timelineOf(plans, [...entries, ...redactions]),
  };
  const own = ownReports(runbook, told, state.branches);
  return own.length === 0 ? told : { ...told, own };
}

function walkOf({ walkedFrom, tookMs }: RunState): Pick<Report, 'walkedFrom' | 'durationMs'> {
  return { ...(walkedFrom === undefined ? {} : { walkedFrom: iso(walkedFrom) }), durationMs: tookMs };
}

function operatorsIn(entries: readonly Recorded[]): readonly string[] {
  const walked = entries.flatMap(entry =>
    entry.type === 'open' && entry.role === 'operator' ? [entry.who] : [],
  );
  return [...new Set(walked)];
}

function placeOf({ host, user, cwd, git, kube }: Context): Omit<Context, 'type'> {
  return { host, user, cwd, git, kube };
}

interface Told {
  readonly plan: Plan;
  readonly state: RunState;
  /** The same with ms since the run began for times, so that clocks which differ can be compared. */
  readonly paced: RunState;
  /** By the step's id. */
  readonly attempts: ReadonlyMap<string, readonly AttemptReport[]>;
}

/** The sections of the text in force at the end, then what was done of steps that only an earlier text has. */
function allSections({ all, last }: Plans, run: Omit<Told, 'plan'>): readonly SectionReport[] {
  const told = new Set(last.steps.keys());
  const gone = all.toReversed().flatMap(plan => {
    const earlier = [...plan.steps.values()].filter(({ step }) => !told.has(step.id));
    for (const { step } of earlier) told.add(step.id);
    return sectionsOf(
      { plan, ...run },
      planned => earlier.includes(planned) && isTouched(planned, run.state),
    );
  });
  const present = sectionsOf({ plan: last, ...run }, planned => isTold(planned, run.state));
  const marked = gone.map(section => ({
    ...section,
    steps: section.steps.map(step => ({ ...step, gone: true as const })),
  }));
  return [...present, ...marked];
}

/** Sections with steps that count or that something was done with; what was only shown is not part of a report. */
function sectionsOf(told: Told, isWanted: (planned: Planned) => boolean): readonly SectionReport[] {
  const { plan, paced } = told;
  return walkSections(plan.runbook.sections).flatMap(([section, role]) => {
    const inside = idsOf(section.steps).flatMap(id => plan.steps.get(id) ?? []);
    const wanted = inside.filter(isWanted);
    if (wanted.length === 0) return [];
    const steps = wanted.map(planned => stepOf(planned, told));
    return [
      {
        title: section.title,
        role,
        ...(section.planned === undefined ? {} : { planned: section.planned }),
        ...durationOf(wanted.map(({ step }) => recordOf(paced, step.id))),
        steps,
      },
    ];
  });
}

/** Ids of steps and of those they own, in the file's order. */
function idsOf(steps: readonly Step[]): readonly string[] {
  return steps.flatMap(step => [step.id, ...idsOf(step.steps ?? [])]);
}

function isTold(planned: Planned, state: RunState): boolean {
  return isTouched(planned, state) || (planned.counts && planned.role === 'path');
}

function isTouched({ step }: Planned, state: RunState): boolean {
  const record = recordOf(state, step.id);
  return (
    record.status !== 'open' || record.attempt > 0 || record.notes.length > 0 || record.files !== undefined
  );
}

function stepOf(planned: Planned, { plan, state, attempts }: Told): StepReport {
  const { step, statements } = planned;
  const record = recordOf(state, step.id);
  const outside = outsideIn(planned, record);
  const { by, at, reason, notes, files, values } = record;
  const own = attempts.get(step.id) ?? [];
  return {
    id: step.id,
    title: step.title,
    heading: headingOf(plan, step.id),
    kind: step.kind,
    line: step.line,
    status: settledOf(record, own),
    ...(by === undefined ? {} : { by }),
    ...(at === undefined ? {} : { at: iso(at) }),
    ...(reason === undefined ? {} : { reason }),
    notes,
    ...(files === undefined ? {} : { files }),
    ...(values === undefined ? {} : { values }),
    ...(outside.length === 0 ? {} : { outside }),
    commands: statements.map(({ title, text, line }) => ({
      ...(title === undefined ? {} : { title }),
      text,
      line,
    })),
    ...(Object.values(record.attempts).some(({ edit }) => edit !== undefined) ? { edited: true } : {}),
    attempts: own,
  };
}

/** A step that the log leaves running has not ended for anybody who reads it later. */
function settledOf({ status }: StepRecord, attempts: readonly AttemptReport[]): Settled {
  if (status !== 'running') return status;
  return attempts.at(-1)?.outcome === 'unknown' ? 'unknown' : 'open';
}

function durationOf(records: readonly StepRecord[]): { readonly durationMs?: number } {
  const starts = records.flatMap(({ startedAt, at }) => [startedAt ?? at].filter(time => time !== undefined));
  const ends = records.flatMap(({ at }) => (at === undefined ? [] : [at]));
  return ends.length === 0 ? {} : { durationMs: Math.max(...ends) - Math.min(...starts) };
}

function countsOf(steps: readonly StepReport[]): Record<Settled, number> {
  const counts = { passed: 0, failed: 0, skipped: 0, 'by-hand': 0, checked: 0, unknown: 0, open: 0 };
  for (const { status } of steps) counts[status] += 1;
  return counts;
}

/** A time of the log, in UTC. */
export function iso(ms: number): string {
  return new Date(ms).toISOString();
}
