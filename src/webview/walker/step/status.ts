import type {
  Card,
  CommandView,
  Now,
  Page,
  RunView,
  StepState,
  StepView,
} from '../../../core/run/view/view.ts';
import { stepIds } from '../layout.ts';

// What a card is at, from the steps it stands for.

export interface CardStatus {
  readonly state: StepState;
  /** Of its tasks; 1 for any other card. */
  readonly total: number;
  readonly settled: number;
  readonly skipped: number;
  readonly step: StepView;
}

const unseen: StepView = { state: 'waiting', attempt: 0, notes: [], commands: [] };

/** Whether nothing more is asked about a step. */
export function isSettled(state: StepState): boolean {
  return state === 'passed' || state === 'by-hand' || state === 'skipped' || state === 'superseded';
}

/** A step's view; a step the runner did not mention is still to come. */
export function stepOf(view: RunView, id: string): StepView {
  return view.steps[id] ?? unseen;
}

/** The state of a card: its step's own, or what its tasks make of it together. */
export function statusOf(card: Card, view: RunView): CardStatus {
  const steps = stepIds(card).map(id => stepOf(view, id));
  const step = steps[0] ?? unseen;
  const settled = steps.filter(one => isSettled(one.state)).length;
  const skipped = steps.filter(one => one.state === 'skipped').length;
  const state = card.kind === 'check' ? together(steps) : step.state;
  return { state, total: steps.length, settled, skipped, step };
}

function together(steps: readonly StepView[]): StepState {
  const open = steps.find(step => !isSettled(step.state));
  if (open !== undefined) {
    return steps.find(step => step.state === 'ready')?.state ?? open.state;
  }
  return (
    steps.find(step => step.state !== 'skipped' && step.state !== 'superseded')?.state ??
    steps[0]?.state ??
    'waiting'
  );
}

/** The step that a run waits for, if it waits for one. */
export function nowStep(now: Now): string | undefined {
  return 'step' in now ? now.step : undefined;
}

/** The command that ended a step badly, or is running, or waits for a judgement. */
export function activeCommand(
  step: Pick<StepView, 'commands'>,
): { readonly at: number; readonly command: CommandView } | undefined {
  const at = step.commands.findIndex(command => command.state !== 'passed' && command.state !== 'skipped');
  const command = step.commands[at];
  return command === undefined || command.state === 'waiting' ? undefined : { at, command };
}

/** Planned minutes of a run: only where every phase of the path has them. */
export function plannedMinutes(page: Page): number | undefined {
  let sum = 0;
  for (const phase of page.phases) {
    if (phase.role !== 'path' || phase.number === '') continue;
    if (phase.planned === undefined) return undefined;
    sum += phase.planned.maxMinutes;
  }
  return sum > 0 ? sum : undefined;
}
