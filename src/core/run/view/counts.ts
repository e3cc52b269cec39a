import type { Plan, Planned } from '../plan.ts';
import { answers, standing, toSettle } from './progress.ts';
import { recordOf, type RunState, type StepRecord } from '../state.ts';
import type { Progress, Tally } from './tally.ts';
import type { Page, RunView, StepState } from './view.ts';

/** The shown state of a settled step. A person's word never looks like an observation: only `passed` was observed. */
export function settledState(record: StepRecord): StepState {
  switch (record.status) {
    case 'skipped':
      return 'skipped';
    case 'passed':
      return 'passed';
    case 'by-hand':
    case 'checked':
    case 'open':
    case 'running':
    case 'failed':
      return 'by-hand';
  }
}

/** The steps of a phase that count. */
export function phaseSteps(plan: Plan, page: Page, phase: string): readonly Planned[] {
  const blocks = page.phases.find(({ id }) => id === phase)?.blocks ?? [];
  const ids = blocks.flatMap(block => {
    if (block.type !== 'card') return [];
    return block.card.tasks === undefined ? [block.card.id] : block.card.tasks.map(({ id }) => id);
  });
  return ids.flatMap(id => {
    const planned = plan.steps.get(id);
    return planned?.counts === true ? [planned] : [];
  });
}

/** How many of some steps are settled. */
export function progressOf(steps: readonly Planned[], state: RunState): Progress {
  const settled = steps.filter(
    planned => standing(planned, recordOf(state, planned.step.id)) === 'settled',
  ).length;
  return { settled, total: steps.length };
}

/** Progress of each phase: of its walked steps, or of all its steps if none are walked. */
export function phasesProgress(
  { plan, page }: { readonly plan: Plan; readonly page: Page },
  state: RunState,
): RunView['progress'] {
  const due = new Set(toSettle(plan, state));
  const entries = page.phases.map(({ id }) => {
    const inside = phaseSteps(plan, page, id);
    // Superseded steps stay in the count of their phase: nobody did them.
    const walked = inside.filter(planned => planned.role === 'path' || due.has(planned));
    return [id, progressOf(walked.length === 0 ? inside : walked, state)] as const;
  });
  return Object.fromEntries(entries);
}

/** The tally of the steps that the run has to settle; `running` is the id of the attempt under way. */
export function tallyOf(plan: Plan, state: RunState, running?: string): Tally {
  const due = toSettle(plan, state);
  const where = due.map(planned => became(planned, state, running));
  const count = (wanted: Became): number => where.filter(one => one === wanted).length;
  return {
    passed: count('passed'),
    byHand: count('by-hand'),
    skipped: count('skipped'),
    failed: count('failed'),
    open: count('open'),
    ...besides({ plan, state, due: new Set(due) }),
  };
}

type Became = StepState | 'open';

function became(planned: Planned, state: RunState, running?: string): Became {
  const record = recordOf(state, planned.step.id);
  const stands = standing(planned, record, running);
  return stands === 'settled' ? settledState(record) : stands === 'failed' ? 'failed' : 'open';
}

/** The tally of steps that the run does not have to settle, or no longer. */
function besides({ plan, state, due }: Besides): Pick<Tally, 'answered' | 'aside' | 'more'> {
  const others = [...plan.steps.values()].filter(planned => !due.has(planned));
  const isAnswered = answers(plan, state);
  const was = (planned: Planned): Became => became(planned, state);
  return {
    answered: others.filter(planned => isAnswered(planned) && was(planned) === 'failed').length,
    aside: others.filter(one => one.counts && one.role === 'path' && was(one) === 'open').length,
    more: others.filter(planned => was(planned) === 'passed' || was(planned) === 'by-hand').length,
  };
}

interface Besides {
  readonly plan: Plan;
  readonly state: RunState;
  readonly due: ReadonlySet<Planned>;
}
