import type { Guard } from '../../core/run/change/edit.ts';
import type { Planned } from '../../core/run/plan.ts';
import { recordOf } from '../../core/run/state.ts';
import { standing } from '../../core/run/view/progress.ts';
import { guardOfNext } from '../../runner/attempts/guarding.ts';
import type { Walk } from '../../runner/walk.ts';
import { complain } from '../complaint.ts';
import type { Person } from './person.ts';

/** Who may know a name: the command line, and the person at the terminal. */
interface Named {
  readonly confirmed: readonly string[];
  readonly person?: Person;
}

/** The guard's name, if the operator has given it; `--yes` never does. */
export async function nameFor(
  { confirmed, person }: Named,
  { name, words }: Guard,
): Promise<string | undefined> {
  if (confirmed.includes(name)) return name;
  const ask = async (): Promise<string | undefined> =>
    await person?.value(`Guarded because of ${words}. Type ${name} to run it`, false);
  const typed = await ask();
  if (typed === undefined || typed === name) return typed;
  // A slip of the pen ends no walk.
  complain(`That is ${typed}. It must be ${name}.`);
  return await ask();
}

/** How to give a guard's name without a terminal. */
export function howToName({ name }: Guard): string {
  const isPlain = /^[\w./:=@+-]+$/.test(name);
  return `Given by: --confirm ${isPlain ? name : `'${name.replaceAll("'", String.raw`'\''`)}'`}`;
}

/** Whether a step has stopped before a command that asks for another name than the one it was begun with. */
export function isLockedAgain(walk: Walk, planned: Planned, before: Guard | undefined): boolean {
  if (walk.work.isHalted || walk.log.failure !== undefined) return false;
  const where = standing(planned, recordOf(walk.state, planned.step.id), walk.running?.attemptId);
  const next = where === 'paused' ? guardOfNext(walk, planned) : undefined;
  return next !== undefined && next.name !== before?.name;
}
