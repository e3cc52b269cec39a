import type { Entry } from '../audit/entry.ts';
import { fill } from '../shell/fill/fill.ts';
import type { Grammar } from '../shell/grammar.ts';
import { metDemands } from './context.ts';
import { gatesOf } from './gates/declaredGates.ts';
import { holdsBack, type Gate } from './gates/gate.ts';
import { guardsOf } from './guard.ts';
import { guardedKinds } from './guardedKinds.ts';
import { inputsOf, type Plan, type Planned } from './plan.ts';
import { obstacleOf, type Held } from './view/progress.ts';
import { project, type Laid } from './view/project.ts';
import { refuse, type Intent } from './refuse.ts';
import type { Refusal } from './refusal.ts';
import { emptyRun, recordOf, replay, type RunState } from './state.ts';
import { faultOfValue, wrongSentence } from './value.ts';
import type { Ask, Facts, RunView } from './view/view.ts';

/** What somebody does in a rehearsal; it stands in no log. */
export type Move =
  /** Goes on as if the step had been done. */
  | { readonly kind: 'pass' | 'fail' | 'skip' | 'back'; readonly step: string }
  | { readonly kind: 'tick'; readonly step: string; readonly checked: boolean }
  | {
      readonly kind: 'fill';
      readonly step: string;
      readonly values: readonly { readonly name: string; readonly value: string }[];
    }
  | { readonly kind: 'branch'; readonly section: string }
  | { readonly kind: 'value'; readonly name: string; readonly value: string };

/** A move, and when it was made; ms since the epoch. */
export type Moved = Move & { readonly at: number };

export interface Rehearsed {
  readonly view: RunView;
  /** Why the last move could not be made. */
  readonly refused?: Refusal;
}

interface Stage {
  readonly plan: Plan;
  readonly state: RunState;
  readonly held: Held;
}

/**
 * A walk of the text in which nothing can run: its state is folded from moves alone, and what a run would ask for is said, not asked.
 * A move that the text of today has no place for any more is passed over.
 */
export function rehearse(
  laid: Laid,
  moves: readonly Moved[],
  { grammar, revision }: { readonly grammar: Grammar; readonly revision: number },
): Rehearsed {
  // Where commands would act is nobody's question here.
  const plan: Plan = { ...laid.plan, demands: [] };
  let state = emptyRun;
  let refused: Refusal | undefined;
  for (const [index, move] of moves.entries()) {
    refused = refusedMove(move, { plan, state, held: heldIn(state) });
    if (refused !== undefined) continue;
    const line = { run: '', seg: 1, seq: index + 1, prev: '', t: move.at };
    state = replay(state, [{ ...entryOf(move, state), ...line }]);
  }
  const view = withAsks(viewOf({ ...laid, plan }, state, { grammar, revision }), {
    plan: laid.plan,
    held: heldIn(state),
  });
  return { view, ...(refused === undefined ? {} : { refused }) };
}

function heldIn({ values }: RunState): Held {
  return { has: name => values.has(name), get: name => values.get(name)?.value };
}

const nowhere: Facts = { host: '', user: '', cwd: '' };

function viewOf(
  laid: Laid,
  state: RunState,
  { grammar, revision }: { readonly grammar: Grammar; readonly revision: number },
): RunView {
  const values = Object.fromEntries([...state.values].map(([name, { value = '' }]) => [name, value]));
  return project(laid, state, {
    revision,
    rehearses: true,
    held: heldIn(state),
    trusted: true,
    outputs: new Map(),
    recording: { ok: true, entries: 0, unsigned: 0 },
    facts: nowhere,
    notices: [],
    shown: statement => {
      const filled = fill(statement, values, grammar);
      return filled.ok ? filled.text : statement.text;
    },
  });
}

function withAsks(view: RunView, { plan, held }: Pick<Asking, 'plan' | 'held'>): RunView {
  const gates = gatesOf(plan, undefined);
  const steps = Object.entries(view.steps).map(([id, step]) => {
    const planned = plan.steps.get(id);
    const asks = planned === undefined ? [] : asksOf(planned, { plan, gates, held });
    return [id, { ...step, asks }] as const;
  });
  const asked = metDemands(plan.demands, nowhere);
  return { ...view, steps: Object.fromEntries(steps), ...(asked.length === 0 ? {} : { asked }) };
}

interface Asking {
  readonly plan: Plan;
  readonly gates: readonly Gate[];
  readonly held: Held;
}

/** In the order in which a run asks. */
function asksOf(planned: Planned, { plan, gates, held }: Asking): readonly Ask[] {
  if (planned.statements.length === 0) return [];
  const { id } = planned.step;
  const obstacle = obstacleOf(planned);
  const names = inputsOf(plan, id).filter(name => !held.has(name));
  return [
    ...(obstacle === undefined
      ? []
      : [{ kind: 'problem', code: obstacle.code, message: obstacle.message, says: obstacle.says } as const]),
    ...(names.length === 0 ? [] : [{ kind: 'values', names } as const]),
    ...gates
      .filter(gate => holdsBack(gate, id))
      .map(({ role, quorum }) => ({ kind: 'approval', role, quorum }) as const),
    ...guardsOf(planned, { kinds: guardedKinds, held }).map(guard => ({ kind: 'name', ...guard }) as const),
  ];
}

const intents = {
  pass: 'hand',
  fail: 'edit',
  skip: 'skip',
  back: 'reopen',
  tick: 'tick',
  fill: 'fill',
} as const satisfies Record<Exclude<Move['kind'], 'branch' | 'value'>, Intent>;

function refusedMove(move: Move, stage: Stage): Refusal | undefined {
  switch (move.kind) {
    case 'branch': {
      const inside = [...stage.plan.steps.values()].some(({ sections }) => sections.includes(move.section));
      return inside
        ? undefined
        : { code: 'unknown-step', message: 'There is nothing to do in this section.' };
    }
    case 'value':
      return refusedValue(move, stage);
    case 'pass': {
      // A failure that nobody has dealt with holds up what the shell does, as in a run.
      const runs = (stage.plan.steps.get(move.step)?.statements.length ?? 0) > 0;
      return refusedStep(runs ? 'edit' : 'hand', move.step, stage);
    }
    default:
      return refusedStep(intents[move.kind], move.step, stage);
  }
}

function refusedStep(intent: Intent, step: string, stage: Stage): Refusal | undefined {
  return refuse(intent, step, { ...stage, trusted: true, facts: nowhere });
}

/** Nothing reads a secret here, so none is taken. */
function refusedValue(
  { name, value }: Extract<Move, { readonly kind: 'value' }>,
  { plan }: Stage,
): Refusal | undefined {
  const input = plan.inputs.get(name);
  if (input === undefined || input.secret) {
    const message = `This runbook asks for no value ${name}.`;
    return { code: 'bad-request', message, because: { kind: 'unknown-value' } };
  }
  const wrong = faultOfValue(input, value);
  if (wrong === undefined) return undefined;
  return {
    code: 'bad-request',
    message: wrongSentence(name, wrong),
    because: { kind: 'value', name, wrong },
  };
}

/** The entry by which the state changes as in a run; it is folded and forgotten. */
function entryOf(move: Move, state: RunState): Entry {
  switch (move.kind) {
    case 'pass':
      return { type: 'step.finished', ...identity(move.step, state), how: 'hand', by: 'person' };
    case 'fail':
      return { type: 'step.failed', ...identity(move.step, state), reason: '' };
    case 'skip':
      return { type: 'step.skipped', ...identity(move.step, state), reason: '' };
    case 'back':
      return { type: 'step.reopened', step: move.step, reason: '' };
    case 'tick':
      return { type: 'check.set', step: move.step, checked: move.checked, by: 'person' };
    case 'fill':
      return { type: 'record.filled', step: move.step, values: move.values, by: 'person' };
    case 'branch':
      return { type: 'branch.entered', section: move.section, reason: '' };
    case 'value':
      return { type: 'input.set', name: move.name, kind: 'text', value: move.value, source: 'typed' };
  }
}

function identity(
  step: string,
  state: RunState,
): { readonly step: string; readonly stepDigest: string; readonly attempt: number } {
  return { step, stepDigest: '', attempt: Math.max(recordOf(state, step).attempt, 1) };
}
