import { blanksOf } from '../../core/runbook/blanks.ts';
import { refuseReason } from '../../core/run/refuse.ts';
import type { Refusal } from '../../core/run/refusal.ts';
import { recordOf } from '../../core/run/state.ts';
import { stepDigest } from '../attempts/execution.ts';
import type { Walk } from '../walk.ts';

/** Records that a person did a step by hand. Returns the refusal, if any; throws `NotRecorded`. */
export function byHand(walk: Walk, step: string, reason: string): Refusal | undefined {
  const planned = walk.text.plan.steps.get(step);
  // What a person does anyway needs no explanation; what the shell was meant to do does.
  const explained = planned !== undefined && planned.statements.length > 0 ? refuseReason(reason) : undefined;
  const refused = walk.refuse('hand', step) ?? explained;
  if (refused === undefined) finish(walk, step, { how: 'hand', ...(reason.trim() === '' ? {} : { reason }) });
  return refused;
}

/** Records that a template was filled and copied. Throws `NotRecorded`. */
export function copied(walk: Walk, step: string, typed: Typed = []): Refusal | undefined {
  const refused = walk.refuse('hand', step);
  if (refused !== undefined) return refused;
  recordBlanks(walk, step, typed);
  finish(walk, step, { how: 'copied' });
  return undefined;
}

function finish(walk: Walk, step: string, what: { how: 'hand' | 'copied'; reason?: string }): void {
  walk.record({ type: 'step.finished', ...identity(walk, step), by: walk.options.author, ...what });
}

/** A step as entries name it. */
export function identity(walk: Walk, step: string): { step: string; stepDigest: string; attempt: number } {
  const planned = walk.text.plan.steps.get(step);
  if (planned === undefined) throw new Error(`no step ${step}`);
  return { step, stepDigest: stepDigest(planned), attempt: Math.max(recordOf(walk.state, step).attempt, 1) };
}

type Typed = readonly { readonly name: string; readonly value: string }[];

/** What a template was filled with: what was typed, and the values of the run that it names; no secret. */
function recordBlanks(walk: Walk, id: string, typed: Typed): void {
  const step = walk.text.plan.steps.get(id)?.step;
  if (step?.kind !== 'template') return;
  const { inputs } = walk.text.plan;
  const said = new Map(typed.map(({ name, value }) => [name, value]));
  const filled = blanksOf(step, [...inputs.values()]).flatMap(({ name, input, secret }) => {
    const value = (input === undefined ? undefined : walk.values.get(input)) ?? said.get(name) ?? '';
    return value === '' || secret === true ? [] : [[name, value] as const];
  });
  const values = [...new Map(filled)].map(([name, value]) => ({ name, value }));
  if (values.length > 0) walk.record({ type: 'record.filled', step: id, values, by: walk.options.author });
}
