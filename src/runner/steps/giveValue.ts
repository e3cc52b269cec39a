import type { Refusal } from '../../core/run/refusal.ts';
import { faultOfValue, wrongSentence, type WrongValue } from '../../core/run/value.ts';
import type { Walk } from '../walk.ts';

/** Sets an input of the run. Returns the refusal, if any; throws `NotRecorded`. */
export function giveValue(walk: Walk, name: string, value: string): Refusal | undefined {
  const input = walk.text.plan.inputs.get(name);
  const refused = walk.refuseAny();
  if (refused !== undefined) return refused;
  if (input === undefined) {
    return {
      code: 'bad-request',
      message: `This runbook asks for no value ${name}.`,
      because: { kind: 'unknown-value' },
    };
  }
  const leaks: WrongValue | undefined =
    !input.secret && walk.values.holdsSecret(value) ? { kind: 'secret' } : undefined;
  const wrong = faultOfValue(input, value) ?? leaks;
  if (wrong !== undefined) {
    return {
      code: 'bad-request',
      message: wrongSentence(name, wrong),
      because: { kind: 'value', name, wrong },
    };
  }
  walk.setInput(input, value, 'typed');
  return undefined;
}
