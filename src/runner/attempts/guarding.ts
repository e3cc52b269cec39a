import type { AttemptStarted } from '../../core/audit/entry.ts';
import { guardAt, guardBefore, guardOfRisks, kindsGuarded, type Guarding } from '../../core/run/guard.ts';
import type { Guard } from '../../core/run/change/edit.ts';
import type { Planned } from '../../core/run/plan.ts';
import { nothingRun, type Refusal } from '../../core/run/refusal.ts';
import type { Walk } from '../walk.ts';
import { nextStatement } from './nextStatement.ts';

/** Which risks ask for a name in a run, and its values. */
export function guardingOf({ facts, options, values }: Walk): Guarding {
  return { kinds: kindsGuarded(facts.policy, options.asksForNames), held: values };
}

/** The name without which a step does not go on, from where it stands. */
export function guardOfNext(walk: Walk, planned: Planned): Guard | undefined {
  return guardBefore(planned, nextStatement(walk, planned), guardingOf(walk));
}

/** Why a step does not go on with the name that was given. */
export function refuseGuarded(
  walk: Walk,
  planned: Planned,
  confirm: string | undefined,
): Refusal | undefined {
  return refuseName(guardOfNext(walk, planned), confirm);
}

/** The name of what a statement takes away in the shell that it is meant for; the step's own name was given to open that shell. */
export function guardInside(walk: Walk, { statements }: Planned, index: number): Guard | undefined {
  const statement = statements[index];
  return statement === undefined ? undefined : guardOfRisks(statement, guardingOf(walk));
}

/** Names compare exactly: the point of typing one is to have read it. */
export function refuseName(guard: Guard | undefined, given: string | undefined): Refusal | undefined {
  if (guard === undefined || guard.name === given) return undefined;
  const why =
    given === undefined
      ? `This step is guarded because of ${guard.words}. Give the name ${guard.name} to run it.`
      : `That is ${given}. It must be ${guard.name}.`;
  return { code: 'needs-name', ...nothingRun(why) };
}

/** The name that was typed for a statement, for its own entry. */
export function typedName(
  walk: Walk,
  planned: Planned,
  { index, confirmed }: { readonly index: number; readonly confirmed: string | undefined },
): Pick<AttemptStarted, 'confirmed'> {
  const isAsked = guardAt(planned, index, guardingOf(walk)) !== undefined;
  return isAsked && confirmed !== undefined ? { confirmed } : {};
}

/** Whether a step stops before one of its statements, which asks for another name than the one that was given. */
export function isLocked(
  walk: Walk,
  planned: Planned,
  { index, confirmed }: { readonly index: number; readonly confirmed: string | undefined },
): boolean {
  const guard = guardAt(planned, index, guardingOf(walk));
  return guard !== undefined && guard.name !== confirmed;
}
