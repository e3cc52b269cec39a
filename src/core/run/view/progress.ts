import type { StepKind } from '../../runbook/runbook.ts';
import type { Problem, Statement } from '../../shell/statement.ts';
import { statementsAsRun } from '../change/asRun.ts';
import { exitOf, expectedOf } from '../expectation/expectation.ts';
import { isLeftWith, isSent } from '../inside.ts';
import { obstacles } from './page.ts';
import { belongsTo, inputsOf, type Plan, type Planned } from '../plan.ts';
import { isPassedOver } from '../selection.ts';
import { recordOf, type Attempt, type RunState, type StepRecord } from '../state.ts';

/** The state of one statement. */
export type StatementState = 'waiting' | 'running' | 'judge' | 'passed' | 'failed' | 'unknown';

/** The standing of one step, regardless of the steps around it. */
export type Standing =
  'open' | 'paused' | 'running' | 'judge' | 'unknown' | 'failed' | 'settled' | 'superseded';

/** The state of each statement by its newest attempt; `running` is the id of the attempt under way. */
export function statementStates(
  planned: Planned,
  record: StepRecord,
  running?: string,
): readonly StatementState[] {
  return statementsAsRun(planned, record).map((statement, index) => {
    const attempt = record.attempts[index];
    if (attempt === undefined) return 'waiting';
    if (isSent(record, index, running)) return 'running';
    return attemptState(attempt, statement, { running, next: planned.statements[index + 1] });
  });
}

interface Around {
  readonly running: string | undefined;
  readonly next: Statement | undefined;
}

function attemptState(attempt: Attempt, statement: Statement, around: Around): StatementState {
  if (attempt.judged !== undefined) {
    return attempt.judged === 'met' || attempt.judged === 'finished' ? 'passed' : 'failed';
  }
  const { outcome } = attempt;
  if (outcome === undefined) return attempt.id === around.running ? 'running' : 'unknown';
  switch (outcome.kind) {
    case 'exited':
      if (outcome.exit !== 0 && !(around.next !== undefined && readsStatus(around.next)))
        return saysSomething(statement, outcome.exit) ? 'judge' : 'failed';
      return expectedOf(statement) === undefined ? 'passed' : 'judge';
    case 'stopped':
    case 'signalled':
      return statement.endless && outcome.kind === 'stopped' ? 'passed' : 'failed';
    case 'lost':
      return 'unknown';
    case 'timedOut':
    case 'notStarted':
      return 'failed';
  }
}

/** True for an exit code that does not decide by itself whether the statement failed. */
export function saysSomething({ normalExit, expected, entersShell }: Statement, exit: number): boolean {
  if (entersShell && isLeftWith(exit)) return true;
  return normalExit?.exit === exit || (expected !== undefined && exitOf(expected) !== undefined);
}

/** True for a statement that reads `$?`: the one before it may then fail without stopping the step. */
export function readsStatus(statement: Statement): boolean {
  return /\$\?|\$\{\?\}|\$\{?PIPESTATUS/.test(statement.text);
}

/** The standing of a step by its own entries. */
export function standing(planned: Planned, record: StepRecord, running?: string): Standing {
  switch (record.status) {
    case 'passed':
    case 'skipped':
    case 'by-hand':
    case 'checked':
      return 'settled';
    case 'failed':
      return 'failed';
    case 'open':
      return 'open';
    case 'running': {
      const states = statementStates(planned, record, running);
      const telling = (['running', 'unknown', 'failed', 'judge'] as const).find(state =>
        states.includes(state),
      );
      return telling ?? 'paused';
    }
  }
}

/** True if an entered branch (a rollback, an emergency) replaces the rest of the path. */
export function pathReplaced(plan: Plan, state: RunState): boolean {
  return replacement(plan, state) !== undefined;
}

/** The section that replaces the rest of the path, the newest if there are several. */
export function replacement(plan: Plan, state: RunState): string | undefined {
  return state.branches.findLast(id => {
    const inside = [...plan.steps.values()].find(({ sections }) => sections.includes(id))?.sections ?? [];
    const roles = inside.slice(0, inside.indexOf(id) + 1).map(section => plan.roles.get(section));
    return roles.includes('rollback') || roles.includes('emergency');
  });
}

/** True for a step of the straight path that was not begun when a branch replaced the path. */
export function isSuperseded(planned: Planned, state: RunState, replaced: boolean): boolean {
  return replaced && planned.role === 'path' && recordOf(state, planned.step.id).status === 'open';
}

/** The steps the run now has to settle, in order: the straight path, and the branches that were entered. */
export function toSettle(plan: Plan, state: RunState): readonly Planned[] {
  const isAnswered = answers(plan, state);
  const ways = waysDue(plan, state);
  return [...plan.steps.values()].filter(planned => {
    if (isAnswered(planned) || (!planned.counts && !isTaken(planned, state))) return false;
    if (planned.role === 'path' || ways.has(planned.branch ?? '')) return true;
    return state.branches.some(section => belongsTo(planned, section));
  });
}

/**
 * Which of its options each entered branch asks for, where it holds nothing but options: those that somebody began, else the
 * first that was not skipped. A rollback that was entered is not over before anything of it was done.
 */
function waysDue(plan: Plan, state: RunState): ReadonlySet<string> {
  return new Set(state.branches.flatMap(section => wayDue(section, plan, state)));
}

function wayDue(section: string, plan: Plan, state: RunState): readonly string[] {
  const inside = [...plan.steps.values()].filter(one => one.counts && one.sections.includes(section));
  if (inside.some(one => belongsTo(one, section))) return [];
  const options = [...new Set(inside.flatMap(({ branch }) => branch ?? []))];
  if (options.some(option => state.branches.includes(option))) return [];
  const statuses = (option: string): readonly StepRecord['status'][] =>
    inside.filter(({ branch }) => branch === option).map(({ step }) => recordOf(state, step.id).status);
  const begun = options.filter(option => statuses(option).some(isBegun));
  if (begun.length > 0) return begun;
  return options.filter(option => statuses(option).includes('open')).slice(0, 1);
}

/**
 * The steps in the order in which they are next: what the run has to settle, with the author's instructions where the author has put
 * them. An instruction may be left open, so whoever has begun a later step has passed it over; where nothing is required, none is. A
 * text to copy and a table to fill in are next only for whoever comes to them: right behind what was done last.
 */
export function walkOrder(plan: Plan, state: RunState): readonly Planned[] {
  const all = [...plan.steps.values()];
  const due = toSettle(plan, state);
  const isAnswered = answers(plan, state);
  const mayBeNext = (planned: Planned): boolean =>
    byHand.has(planned.step.kind) && isOptional(planned) && !isAnswered(planned) && !ownsWalked(planned);
  if (!all.some(({ counts, role }) => counts && role === 'path')) {
    return [...due, ...all.filter(planned => planned.role === 'path' && mayBeNext(planned))];
  }
  const begun = new Map<string | undefined, number>();
  all.forEach(({ step, branch }, at) => {
    if (isBegun(recordOf(state, step.id).status)) begun.set(branch, at);
  });
  const isDue = new Set(due);
  const isReached = reached(all, begun, planned => {
    return isDue.has(planned) && recordOf(state, planned.step.id).status === 'open';
  });
  return all.filter((planned, at) => {
    if (isDue.has(planned)) return true;
    const isAhead = at > (begun.get(planned.branch) ?? -1);
    const isAsked = planned.step.kind === 'manual' || isReached.has(planned);
    return isAhead && isAsked && mayBeNext(planned) && isWalked(planned, state);
  });
}

/** What stands behind the step that was begun last in each branch, up to one that stops whoever walks. */
function reached(
  all: readonly Planned[],
  begun: ReadonlyMap<string | undefined, number>,
  stops: (planned: Planned) => boolean,
): ReadonlySet<Planned> {
  return new Set(
    [...begun].flatMap(([branch, last]) => {
      const behind = all.slice(last + 1).filter(planned => planned.branch === branch);
      const stop = behind.findIndex(stops);
      return stop < 0 ? behind : behind.slice(0, stop);
    }),
  );
}

/** True for what may be left open; another way to do something is no part of the way at all. */
function isOptional({ counts, standsInFor }: Planned): boolean {
  return !counts && standsInFor === undefined;
}

/** True on the path and in a branch that was entered. */
function isWalked(planned: Planned, { branches }: RunState): boolean {
  return planned.role === 'path' || branches.some(section => belongsTo(planned, section));
}

/** True for an instruction that others spell out, such as an item over a list of its own: those are walked instead. */
function ownsWalked({ step }: Planned): boolean {
  return (step.steps ?? []).some(({ kind }) => walked.has(kind));
}

const byHand: ReadonlySet<StepKind> = new Set(['manual', 'template', 'record']);
const walked: ReadonlySet<StepKind> = new Set(['check', 'commands', 'script', 'manual']);

/**
 * Tells which steps nobody has to settle any more, although they are not done: the failure that a rollback answers and what it took
 * the place of, and the first way where another was taken.
 */
export function answers(plan: Plan, state: RunState): (planned: Planned) => boolean {
  const replaced = pathReplaced(plan, state);
  const taken = [...plan.steps.values()].filter(planned => isTaken(planned, state));
  const instead = new Set(taken.flatMap(({ standsInFor }) => standsInFor ?? []));
  return ({ step, role }) =>
    isGivenUp(recordOf(state, step.id)) && ((replaced && role === 'path') || instead.has(step.id));
}

/** True for what a walk passes over and somebody began; one that was skipped took nothing's place. */
function isTaken(planned: Planned, state: RunState): boolean {
  return isPassedOver(planned) && isBegun(recordOf(state, planned.step.id).status);
}

function isBegun(status: StepRecord['status']): boolean {
  return status !== 'open' && status !== 'skipped';
}

function isGivenUp({ status }: StepRecord): boolean {
  return status === 'open' || status === 'failed';
}

/** The names of values that are really at hand: a secret of an earlier session is in the log by name only. */
export interface Held {
  has(name: string): boolean;
  /** One that may be shown; undefined for none, and for secrets. */
  get?(name: string): string | undefined;
}

/** Names of the values a step still lacks. */
export function missingValues(plan: Plan, held: Held, id: string): readonly string[] {
  return inputsOf(plan, id).filter(name => !held.has(name));
}

/** The first reason in the text itself why a step can never run. */
export function obstacleOf(planned: Planned): Problem | undefined {
  return planned.statements.flatMap(obstacles)[0];
}

/** Something that a person has to settle before the run goes on. */
export interface Trouble {
  readonly planned: Planned;
  readonly kind: 'judge' | 'unknown' | 'failed';
}

/** Steps that hold the run up until a person has settled them; not a failure that a rollback or another way answers. */
export function unsettledTrouble(plan: Plan, state: RunState, running?: string): readonly Trouble[] {
  const isAnswered = answers(plan, state);
  return [...plan.steps.values()].flatMap(planned => {
    const kind = standing(planned, recordOf(state, planned.step.id), running);
    if (kind !== 'judge' && kind !== 'unknown' && kind !== 'failed') return [];
    return isAnswered(planned) ? [] : [{ planned, kind }];
  });
}

/**
 * The step that has to be settled before another may run; undefined where none stands in the way. What is off the path is
 * there to deal with a failure on it, so only what may still be going on holds it up; and that the first way has failed is why
 * there is another.
 */
export function heldUpBy(planned: Planned, trouble: readonly Trouble[]): Planned | undefined {
  return trouble.find(({ planned: other, kind }) => {
    if (other === planned) return false;
    if (kind === 'failed' && planned.standsInFor?.includes(other.step.id) === true) return false;
    return planned.role === 'path' || other.role !== 'path' || kind === 'unknown';
  })?.planned;
}
