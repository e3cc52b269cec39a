import type { Plan, Planned } from '../plan.ts';
import { standing, toSettle } from './progress.ts';
import { recordOf, type RunState, type StepRecord } from '../state.ts';
import type { Progress, Tally } from './tally.ts';
import type { Page, StepState } from './view.ts';

/** A person's word and a tool's observation never look the same: only `passed` was seen by the tool. */
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

/** What became of the steps that the run has to settle; `running` names the attempt that is really under way. */
export function tallyOf(plan: Plan, state: RunState, running?: string): Tally {
  const due = toSettle(plan, state);
  const where = due.map(planned => {
    const record = recordOf(state, planned.step.id);
    const stands = standing(planned, record, running);
    return stands === 'settled' ? settledState(record) : stands === 'failed' ? 'failed' : 'open';
  });
  const count = (wanted: StepState | 'open'): number => where.filter(state => state === wanted).length;
  const path = [...plan.steps.values()].filter(({ counts, role }) => counts && role === 'path');
  return {
    passed: count('passed'),
    byHand: count('by-hand'),
    skipped: count('skipped'),
    failed: count('failed'),
    open: count('open'),
    aside: path.filter(planned => !due.includes(planned)).length,
  };
}
