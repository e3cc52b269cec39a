import type { GateView } from '../gates/approvals.ts';
import { gatesOf as declaredGates } from '../gates/declaredGates.ts';
import { gateViews } from '../gates/gateView.ts';
import type { BackgroundView } from '../job.ts';
import { blockedBy, nameBefore } from './blocked.ts';
import { metDemands } from '../context.ts';
import { commandViews, type Doing } from './commandView.ts';
import type { OfferSeen } from '../offer.ts';
import type { Plan, Planned } from '../plan.ts';
import {
  isSuperseded,
  replacement,
  standing,
  toSettle,
  unsettledTrouble,
  walkOrder,
  type Held,
  type Standing,
  type Trouble,
} from './progress.ts';
import { phasesProgress, progressOf, settledState, tallyOf } from './counts.ts';
import { recordOf, type AttachedFile, type RunState, type StepRecord } from '../state.ts';
import { stepWait } from '../wait.ts';
import type {
  Blocked,
  Facts,
  Notice,
  Now,
  Page,
  Preflight,
  Recording,
  RunView,
  StepState,
  StepView,
  Value,
} from './view.ts';

/** A runbook as a plan and as a page. */
export interface Laid {
  readonly plan: Plan;
  readonly page: Page;
}

/** The live state, which is in no entry of the log. */
export interface Live extends Doing {
  readonly revision: number;
  readonly held: Held;
  readonly trusted: boolean;
  /** ms since the epoch; by default the time of the last entry. */
  readonly now?: number;
  /** Start of each countdown under way, by step; ms since the epoch. */
  readonly waits?: ReadonlyMap<string, number>;
  readonly recording: Recording;
  readonly facts: Facts;
  readonly background?: BackgroundView;
  readonly notices: readonly Notice[];
  /** Answers to approval requests that arrived but are not accepted. */
  readonly answerProblems?: RunView['answerProblems'];
  /** In a rehearsal nothing runs, so only an earlier failure can block a step. */
  readonly rehearses?: true;
  readonly resumed?: RunView['resumed'];
  readonly preflight?: Preflight;
  /** Whether an open offer is the viewer's own, and what they have not seen. */
  readonly offer?: OfferSeen;
}

/** Makes the view: a function of the runbook, the log's state and the live state, and of nothing else. */
export function project({ plan, page }: Laid, state: RunState, live: Live): RunView {
  const context: Context = {
    plan,
    state,
    live,
    trouble: unsettledTrouble(plan, state, live.running?.attemptId),
    replacedBy: replacement(plan, state),
    current: currentStep(plan, state, live),
  };
  const steps = Object.fromEntries([...plan.steps].map(([id, planned]) => [id, stepView(planned, context)]));
  return {
    revision: live.revision,
    runId: state.runId,
    operator: state.operator,
    ...clockOf(state),
    ...(state.offer === undefined
      ? {}
      : { offer: { ...state.offer, ...(live.offer ?? { mine: true, unseen: [] }) } }),
    ...(live.rehearses === true ? { rehearsal: true } : {}),
    recording: live.recording,
    facts: live.facts,
    ...askedOf(plan, live),
    now: nowOf(context, steps),
    values: valuesOf(context),
    steps,
    progress: phasesProgress({ plan, page }, state),
    total: progressOf(toSettle(plan, state), state),
    tally: tallyOf(plan, state, live.running?.attemptId),
    // The adopted text may no longer have a section that was entered.
    branches: state.branches.filter(section => plan.roles.has(section)),
    ...(context.replacedBy === undefined ? {} : { replacedBy: context.replacedBy }),
    ...(live.answerProblems?.length ? { answerProblems: live.answerProblems } : {}),
    // A run is not resumed before its offer is settled.
    ...(live.resumed === undefined || state.offer !== undefined ? {} : { resumed: live.resumed }),
    ...(live.background === undefined ? {} : { background: live.background }),
    notices: live.notices,
    // Once a step has been recorded, the preview is outdated.
    ...(live.preflight === undefined || state.steps.size > 0
      ? {}
      : { preflight: { ...live.preflight, ...gatesAhead(plan, live) } }),
  };
}

/** The gates for the preview, before the log's first entries name them. */
function gatesAhead(plan: Plan, { facts }: Live): Pick<NonNullable<RunView['preflight']>, 'gates'> {
  const gates = declaredGates(plan, facts.policy).map(({ role, quorum, steps, text }) => ({
    role,
    quorum,
    steps,
    text,
  }));
  return gates.length === 0 ? {} : { gates };
}

function askedOf({ demands }: Plan, { facts }: Live): Pick<RunView, 'asked'> {
  const asked = metDemands(demands, facts);
  return asked.length === 0 ? {} : { asked };
}

interface Context {
  readonly plan: Plan;
  readonly state: RunState;
  readonly live: Live;
  readonly trouble: readonly Trouble[];
  readonly replacedBy: string | undefined;
  readonly current: string | undefined;
}

function clockOf(state: RunState): Pick<RunView, 'startedAt' | 'walkedFrom' | 'closed'> {
  const { startedAt, walkedFrom, lastAt, tookMs, closed } = state;
  return {
    startedAt,
    ...(walkedFrom === undefined ? {} : { walkedFrom: lastAt - tookMs }),
    ...(closed && { closed }),
  };
}

function currentStep(plan: Plan, state: RunState, live: Live): string | undefined {
  return walkOrder(plan, state).find(planned => {
    return standing(planned, recordOf(state, planned.step.id), live.running?.attemptId) !== 'settled';
  })?.step.id;
}

function stepView(planned: Planned, context: Context): StepView {
  const { state, live, replacedBy } = context;
  const record = recordOf(state, planned.step.id);
  const where = standing(planned, record, live.running?.attemptId);
  // A superseded step waits for nothing.
  const waits =
    (where === 'open' || where === 'paused') && !isSuperseded(planned, state, replacedBy !== undefined);
  const answered = where === 'failed' && planned.role === 'path' ? replacedBy : undefined;
  const gates = waits || where === 'failed' ? gatesOf(planned, context) : [];
  const held = waits
    ? blockedBy(planned, context)
    : where === 'failed'
      ? nameBefore(planned, context)
      : undefined;
  const blocked = waits && gates.length > 0 && (held?.kind ?? 'name') === 'name' ? atGate : held;
  return {
    state: blocked === undefined || !waits ? stateOf(planned, where, context) : 'blocked',
    ...(blocked === undefined ? {} : { blocked }),
    ...(gates.length === 0 ? {} : { gates }),
    attempt: Math.max(record.attempt, 1),
    ...timesOf(record),
    ...(record.by === undefined ? {} : { by: record.by }),
    ...(answered === undefined ? {} : { answeredBy: answered }),
    // A failure's reason is a code for reports; the view shows the outcome of its command instead.
    ...(record.reason === undefined || record.reason === '' || record.status === 'failed'
      ? {}
      : { reason: record.reason }),
    ...(record.textChanged === true && where === 'open' ? { textChanged: true } : {}),
    notes: record.notes,
    ...(record.files === undefined ? {} : { files: record.files.map(fileView) }),
    commands: commandViews(planned, record, live),
    ...stepWait(planned.wait, record, live.waits?.get(planned.step.id)),
    ...(record.values === undefined ? {} : { values: record.values }),
  };
}

function stateOf(planned: Planned, where: Standing, { state, replacedBy, current }: Context): StepState {
  if (isSuperseded(planned, state, replacedBy !== undefined)) return 'superseded';
  switch (where) {
    case 'settled':
      return settledState(recordOf(state, planned.step.id));
    case 'open':
      return planned.step.id === current ? 'ready' : 'waiting';
    case 'paused':
      return 'ready';
    case 'running':
    case 'judge':
    case 'unknown':
    case 'failed':
    case 'superseded':
      return where;
  }
}

const atGate: Blocked = { kind: 'approval' };

function gatesOf(planned: Planned, { state, live }: Context): readonly GateView[] {
  return gateViews(planned, state, { now: live.now ?? state.lastAt, running: live.running?.attemptId });
}

function timesOf(record: StepRecord): Pick<StepView, 'startedAt' | 'at' | 'durationMs'> {
  const { startedAt, at } = record;
  const ran = Object.values(record.attempts).reduce((sum, attempt) => sum + (attempt.durationMs ?? 0), 0);
  return {
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(at === undefined ? {} : { at }),
    ...(ran === 0 ? {} : { durationMs: ran }),
  };
}

function fileView({ name, size, masked }: AttachedFile): NonNullable<StepView['files']>[number] {
  return { name, size, ...(masked > 0 ? { masked } : {}) };
}

function nowOf(context: Context, steps: Readonly<Record<string, StepView>>): Now {
  const { live, state, current } = context;
  if (state.closed !== undefined) return { kind: 'closed' };
  if (state.offer !== undefined) return { kind: 'offered' };
  if (!live.recording.ok) {
    const { reason, why } = live.recording;
    return { kind: 'not-recording', reason: reason ?? '', ...(why === undefined ? {} : { why }) };
  }
  for (const kind of ['running', 'unknown', 'failed', 'judge'] as const) {
    const found = Object.entries(steps).find(([id, step]) => {
      return (
        step.state === kind &&
        (kind === 'running' || context.trouble.some(({ planned }) => planned.step.id === id))
      );
    });
    if (found !== undefined) return { kind, step: found[0], since: sinceOf(found[1], state) };
  }
  const step = current === undefined ? undefined : steps[current];
  if (current === undefined || step === undefined) return { kind: 'settled' };
  if (step.blocked?.kind === 'values') return { kind: 'values', step: current, names: step.blocked.names };
  if (step.blocked !== undefined) return { kind: 'stuck', step: current };
  return { kind: 'ready', step: current };
}

/** Since when a step is in its state: the end of its newest attempt, or the start of the running one. */
function sinceOf(step: StepView, state: RunState): number {
  const newest = step.commands.findLast(command => command.startedAt !== undefined);
  return (newest?.startedAt ?? step.startedAt ?? state.lastAt) + (newest?.durationMs ?? 0);
}

function valuesOf({ plan, state, live }: Context): readonly Value[] {
  return [...plan.inputs.keys()].map(name => {
    const held = state.values.get(name);
    if (!live.held.has(name)) return { name, set: false };
    // A value from the environment holds already; it is recorded with the first action.
    if (held === undefined)
      return { name, set: true, source: 'environment', ...shownValue(live.held.get?.(name)) };
    return {
      name,
      set: true,
      source: held.source,
      ...shownValue(held.value),
    };
  });
}

function shownValue(value: string | undefined): { value?: string } {
  return value === undefined ? {} : { value };
}
