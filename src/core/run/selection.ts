import type { Section, Step } from '../runbook/runbook.ts';
import { walkSections } from './view/page.ts';
import { belongsTo, type Plan, type Planned } from './plan.ts';

/** The part of a runbook to walk. */
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

/** The sections to choose from if the straight path has nothing to do; empty if it has. */
export function waysIn({ steps, runbook }: Plan): readonly Section[] {
  const all = [...steps.values()];
  if (all.some(({ role, step }) => role === 'path' && isToWalk(step))) return [];
  const first = new Set(all.filter(({ step }) => isToWalk(step)).map(({ branch }) => branch));
  return walkSections(runbook.sections)
    .map(([section]) => section)
    .filter(({ id }) => first.has(id));
}

/** True for a text without steps: not a runbook, or one whose steps could not be recognised. */
export function hasNothingToDo({ steps }: Plan): boolean {
  return [...steps.values()].every(({ step }) => !isToWalk(step));
}

/** A file or template is only shown and copied. */
function isToWalk({ kind }: Step): boolean {
  return kind !== 'file' && kind !== 'suggested';
}

/** The steps of a choice; undefined if the runbook has no such step or section. */
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
      // A step that was named is taken even if it is an alternative or conditional.
      return split(path, all.filter(({ step }) => ids.has(step.id)).map(taken));
    }
    case 'from': {
      const chosen = plan.steps.get(choice.step);
      if (chosen === undefined) return undefined;
      // Owned steps are settled before their owner, so a walk from an owner begins with the first of them.
      const ids = new Set(ownIds(chosen.step));
      const begin = path.findIndex(({ step }) => ids.has(step.id));
      return begin < 0 ? undefined : split(path, path.slice(begin));
    }
    case 'section': {
      const inner = all.filter(planned => belongsTo(planned, choice.section));
      if (inner.length === 0) return undefined;
      // Reference steps are part of no walk, except of this one, whose section was named.
      const found = inner.map(planned => (isLookedUp(planned) ? taken(planned) : planned));
      // Where all commands of it are for a condition, whoever enters it sees that one holds. What is optional needs no condition to be
      // there for, so beside it the condition is left to be seen; and it stays optional under one.
      const isAllConditional = !found.some(isUnconditional);
      const inside = isAllConditional
        ? found.map(planned => (isOnlyConditional(planned) ? taken(planned) : planned))
        : found;
      // A rollback or an emergency replaces the path; any other section excludes it.
      const replaces = inside.some(({ role }) => role === 'rollback' || role === 'emergency');
      return replaces ? { steps: inside, excluded: [] } : split(path, inside);
    }
  }
}

/** A chosen step counts even if a walk of the path passes it over. */
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

/** True for alternative, conditional and optional steps, which a walk leaves out unless they are chosen. */
export function isPassedOver({ standsInFor, condition, optional }: Planned): boolean {
  return standsInFor !== undefined || condition !== undefined || optional === true;
}

/** The steps a walk would leave out, if there is nothing else to do; empty otherwise. */
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
