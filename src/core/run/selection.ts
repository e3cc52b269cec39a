import type { Section, Step } from '../runbook/runbook.ts';
import { walkSections } from './view/page.ts';
import { belongsTo, type Plan, type Planned } from './plan.ts';

/** What part of a runbook is walked. */
export type Choice =
  | { readonly kind: 'path' }
  | { readonly kind: 'only'; readonly step: string }
  | { readonly kind: 'from'; readonly step: string }
  | { readonly kind: 'section'; readonly section: string };

export interface Selection {
  /** In the order in which they are settled. */
  readonly steps: readonly Planned[];
  /** Steps of the straight path that were left out. */
  readonly excluded: readonly Planned[];
}

/** The sections to choose from where nothing is on the straight path; none where there is something to walk. */
export function waysIn({ steps, runbook }: Plan): readonly Section[] {
  const all = [...steps.values()];
  if (all.some(({ role, step }) => role === 'path' && isToWalk(step))) return [];
  const first = new Set(all.filter(({ step }) => isToWalk(step)).map(({ branch }) => branch));
  return walkSections(runbook.sections)
    .map(([section]) => section)
    .filter(({ id }) => first.has(id));
}

/** True of a text without anything to do in it: one that is none, another kind of file, or one whose steps were lost. */
export function hasNothingToDo({ steps }: Plan): boolean {
  return [...steps.values()].every(({ step }) => !isToWalk(step));
}

/** What is only shown and copied is nothing to walk. */
function isToWalk({ kind }: Step): boolean {
  return kind !== 'file' && kind !== 'suggested';
}

/** The steps a choice names; undefined where the runbook has no such step or section. */
export function select(plan: Plan, choice: Choice): Selection | undefined {
  const all = [...plan.steps.values()];
  const path = all.filter(({ role }) => role === 'path');
  switch (choice.kind) {
    case 'path':
      return { steps: path, excluded: [] };
    case 'only': {
      const chosen = plan.steps.get(choice.step);
      if (chosen === undefined) return undefined;
      const ids = new Set(ownIds(chosen.step));
      // Whoever names a step takes it, also where it is another way to do something or for a condition.
      return split(path, all.filter(({ step }) => ids.has(step.id)).map(taken));
    }
    case 'from': {
      const chosen = plan.steps.get(choice.step);
      if (chosen === undefined) return undefined;
      // What a step owns is settled before it, so a walk from an owner begins with the first of those.
      const ids = new Set(ownIds(chosen.step));
      const begin = path.findIndex(({ step }) => ids.has(step.id));
      return begin < 0 ? undefined : split(path, path.slice(begin));
    }
    case 'section': {
      const inner = all.filter(planned => belongsTo(planned, choice.section));
      if (inner.length === 0) return undefined;
      // What is only looked up is part of no walk, and of this one since somebody named it.
      const found = inner.map(planned => (isLookedUp(planned) ? taken(planned) : planned));
      // Where all commands of it are for a condition, whoever enters it sees that one holds. What is optional needs no condition to be
      // there for, so beside it the condition is left to be seen; and it stays optional under one.
      const isAllConditional = !found.some(isUnconditional);
      const inside = isAllConditional
        ? found.map(planned => (isOnlyConditional(planned) ? taken(planned) : planned))
        : found;
      // A rollback or an emergency takes the path's place; any other section leaves the path out.
      const replaces = inside.some(({ role }) => role === 'rollback' || role === 'emergency');
      return replaces ? { steps: inside, excluded: [] } : split(path, inside);
    }
  }
}

/** A step that was chosen counts, also where a walk of the path passes over it. */
function taken(planned: Planned): Planned {
  return isPassedOver(planned) || planned.role === 'reference' ? { ...planned, counts: true } : planned;
}

function isUnconditional({ counts, optional, condition, statements }: Planned): boolean {
  return (counts || (optional === true && condition === undefined)) && statements.length > 0;
}

function isOnlyConditional({ condition, optional }: Planned): boolean {
  return condition !== undefined && optional !== true;
}

function isLookedUp(planned: Planned): boolean {
  return planned.role === 'reference' && planned.statements.length > 0 && !isPassedOver(planned);
}

/** True for another way, for what is for a condition, and for what need not be done: a walk leaves it out unless it is chosen. */
export function isPassedOver({ standsInFor, condition, optional }: Planned): boolean {
  return standsInFor !== undefined || condition !== undefined || optional === true;
}

/** What a walk of these would leave out, where that is all there is to do in them; empty otherwise. */
export function leftOutOnly({ steps }: Selection): readonly Planned[] {
  return steps.some(({ counts }) => counts) ? [] : steps.filter(isPassedOver);
}

function ownIds(step: Step): readonly string[] {
  return [step.id, ...(step.steps ?? []).flatMap(ownIds)];
}

function split(path: readonly Planned[], steps: readonly Planned[]): Selection {
  const chosen = new Set(steps.map(({ step }) => step.id));
  return { steps, excluded: path.filter(planned => planned.counts && !chosen.has(planned.step.id)) };
}
