import type { Planned } from '../../core/run/plan.ts';
import type { Statement } from '../../core/shell/statement.ts';
import type { Selection } from '../../core/run/selection.ts';
import type { Walk } from '../../runner/walk.ts';
import { complain } from '../complaint.ts';
import { whereIs } from './whereIs.ts';

type Why = Pick<Planned, 'condition' | 'optional'> & { readonly refusal?: string };

/** Prints the steps a walk does not run because they are optional, alternatives or conditional. */
export function passOver(line: number, why: Why): void {
  complain(passedOver(line, why));
}

/** The sentence that says so. */
export function passedOver(line: number, why: Why): string {
  return `Line ${line} ${sentenceOf(why)}, so it was not run.`;
}

/** True for alternative, optional and conditional commands that were not chosen. */
export function isLeftOut({ counts, standsInFor, statements }: Planned): boolean {
  return !counts && (standsInFor !== undefined || statements.length > 0);
}

interface Walked {
  readonly walk: Walk;
  readonly selection: Selection;
}

/** What a walk has left out of a step, where it has done nothing of it; undefined where it has, or where there is nothing to do in it. */
export function leftOutIn(walked: Walked, planned: Planned): readonly Planned[] | undefined {
  const { walk, selection } = walked;
  const { step, statements } = planned;
  if (isLeftOut(planned)) return whereIs(walk, planned) === 'open' ? [planned] : undefined;
  if (statements.length > 0) return undefined;
  const left: Planned[] = [];
  for (const { id } of step.steps ?? []) {
    const owned = selection.steps.find(one => one.step.id === id) ?? walk.text.plan.steps.get(id);
    const inside = owned === undefined ? [] : leftOutIn(walked, owned);
    if (inside === undefined) return undefined;
    left.push(...inside);
  }
  const isDone = step.kind === 'check' || step.kind === 'manual';
  return left.length === 0 && isDone ? undefined : left;
}

/** Why a walk passes a statement over that stands in for another one. */
export function whyOf({ condition }: Statement): Why {
  if (condition?.kind === 'refused') return { refusal: condition.words };
  return condition?.kind === 'rarely' ? { condition: condition.words } : {};
}

function sentenceOf({ condition, optional, refusal }: Why): string {
  if (optional === true) return 'is optional';
  if (refusal !== undefined) return `is what the runbook says not to run ("${refusal}")`;
  return condition === undefined
    ? 'is another way to do what stands before it'
    : `is for a condition that only a person sees ("${condition}")`;
}
