import type { Reopened } from '../../audit/change.ts';
import type { Step } from '../../runbook/runbook.ts';
import { hunksOf, type Hunk } from './difference.ts';
import type { Plan, Planned } from '../plan.ts';
import { standing } from '../view/progress.ts';
import type { Reach } from './reach.ts';
import { recordOf, type RunState } from '../state.ts';
import type { Unfit } from './unfit.ts';
import { wrongValue } from '../value.ts';

/** A text with the plan that it gives. */
export interface Text {
  readonly plan: Plan;
  readonly source: string;
}

/** Lines in a row that are about the same steps. */
interface Stretch {
  readonly lines: number;
  readonly steps: readonly string[];
}

/** A place where today's text differs, with what it is about in either text. */
interface Place {
  readonly lines: number;
  readonly texts: readonly (readonly Stretch[])[];
}

/** Where today's text differs from the one that a run goes on with. */
export interface Change {
  readonly places: readonly Place[];
}

/** Compares two texts of a runbook. */
export function changeOf(before: Text, after: Text): Change {
  return {
    places: hunksOf(before.source, after.source).map(hunk => ({
      lines: Math.max(hunk.before.lines, hunk.after.lines),
      texts: [stretchesAt(before.plan, hunk.before), stretchesAt(after.plan, hunk.after)],
    })),
  };
}

/** A file that was emptied or rewritten is one place, and most of its lines are about other steps than the first. */
function stretchesAt(plan: Plan, { line, lines }: Hunk['before']): readonly Stretch[] {
  // What was put between two lines of a step is about that step, although no line of it is another.
  if (lines === 0) return [{ lines, steps: stepsAt(plan, { line, lines }) }];
  const ends = [...plan.steps.values()].flatMap(({ step }) => [step.line, step.endLine + 1]);
  const inside = ends.filter(end => end > line && end < line + lines);
  const cuts = [...new Set([line, ...inside, line + lines])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, index) => {
    const length = (cuts[index + 1] ?? start) - start;
    return { lines: length, steps: stepsAt(plan, { line: start, lines: length }) };
  });
}

function stepsAt({ steps }: Plan, { line, lines }: Hunk['before']): readonly string[] {
  const touches = (step: Step): boolean => step.line < line + lines && line <= step.endLine;
  return [...steps.values()].flatMap(({ step }) => (touches(step) ? [step.id] : []));
}

/** What a change is about, as far as the run has come. */
export function reachOf({ places }: Change, state: RunState): Reach {
  const isReached = ({ steps }: Stretch): boolean =>
    steps.some(id => recordOf(state, id).status !== 'open' || recordOf(state, id).attempt > 0);
  const isAhead = (stretch: Stretch): boolean => stretch.steps.length > 0 && !isReached(stretch);
  const total = { lines: 0, reached: 0, ahead: 0 };
  for (const { lines, texts } of places) {
    // Lines that took the place of others are about what was reached, where either are.
    const reached = texts.some(text => text.every(isReached)) ? lines : mostIn(texts, isReached);
    total.lines += lines;
    total.reached += reached;
    total.ahead += Math.min(mostIn(texts, isAhead), lines - reached);
  }
  return total;
}

/** How many lines of one text, of that which has more of them. */
function mostIn(texts: Place['texts'], is: (stretch: Stretch) => boolean): number {
  return Math.max(...texts.map(text => text.filter(is).reduce((sum, { lines }) => sum + lines, 0)));
}

/**
 * The steps that were settled or failed and say something else now. A step's id is made from its words, so one that was rewritten
 * is another one by its id; what stands in its place, and was not there before, is taken for it.
 */
export function reopenedBy(before: Text, after: Text, state: RunState): readonly Reopened[] {
  const isDone = (id: string): boolean => recordOf(state, id).status !== 'open';
  const alike = [...after.plan.steps.values()].flatMap(planned => {
    const { id } = planned.step;
    const old = before.plan.steps.get(id);
    return !isDone(id) || (old !== undefined && isSame(old, planned)) ? [] : [{ step: id, was: id }];
  });
  const rewritten = hunksOf(before.source, after.source).flatMap(hunk => {
    const gone = stepsAt(before.plan, hunk.before).filter(id => !after.plan.steps.has(id));
    const fresh = stepsAt(after.plan, hunk.after).filter(id => !before.plan.steps.has(id));
    return gone.flatMap((was, index) => {
      const step = fresh[index];
      return step === undefined || !isDone(was) ? [] : [{ step, was }];
    });
  });
  // A long step may be touched by several changes.
  const named = new Set<string>();
  return [...alike, ...rewritten].filter(({ step }) => !named.has(step) && named.add(step));
}

/** The same text, and cut into the same commands: what was attempted is attempted of the same. */
function isSame(a: Planned, b: Planned): boolean {
  return (
    a.step.kind === b.step.kind &&
    a.step.text === b.step.text &&
    a.statements.length === b.statements.length &&
    a.statements.every(({ text }, index) => text === b.statements[index]?.text)
  );
}

/** The step in whose middle the run is, so that its text cannot be exchanged; undefined between steps. */
export function midStep(plan: Plan, state: RunState, running?: string): Planned | undefined {
  const middle: readonly string[] = ['running', 'paused', 'judge', 'unknown'];
  return [...plan.steps.values()].find(planned =>
    middle.includes(standing(planned, recordOf(state, planned.step.id), running)),
  );
}

/** Why a run cannot go on with a plan; `given` says a value where it is known. */
export function unfit(plan: Plan, given: (name: string) => string | undefined): Unfit | undefined {
  const front = plan.runbook.problems.find(
    ({ code, severity }) => code.startsWith('front-matter') && severity !== 'info' && severity !== 'hint',
  );
  if (front !== undefined) return { kind: 'front-matter', line: front.line };
  if ([...plan.steps.values()].every(({ counts }) => !counts)) return { kind: 'no-steps' };
  const wrong = [...plan.inputs.values()].find(input => {
    const value = given(input.name);
    return value !== undefined && wrongValue(input, value) !== undefined;
  });
  return wrong === undefined ? undefined : { kind: 'value', name: wrong.name };
}
