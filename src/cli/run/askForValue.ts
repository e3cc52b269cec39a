import type { Input } from '../../core/runbook/runbook.ts';
import { wrongSentence, wrongValue } from '../../core/run/value.ts';
import type { Walk } from '../../runner/walk.ts';
import { complain } from '../complaint.ts';
import type { Person } from './person.ts';
import { takeValue } from './takeValue.ts';

export interface Asking {
  readonly walk: Walk;
  readonly person: Person;
  readonly leaving: () => boolean;
}

/** Asks the operator for a value until one is accepted; an empty answer leaves it missing. */
export async function askForValue({ walk, person, leaving }: Asking, input: Input): Promise<void> {
  while (!leaving()) {
    const value = await person.value(question(input), input.secret);
    if (value === undefined) return;
    const leaks = !input.secret && walk.values.holdsSecret(value);
    const wrong =
      wrongValue(input, value) ?? (leaks ? wrongSentence(input.name, { kind: 'secret' }) : undefined);
    if (wrong === undefined) {
      takeValue(walk, { input, value, source: 'typed' });
      return;
    }
    complain(wrong);
  }
}

/** What is asked for, with all that tells what may be typed. */
function question({ name, prompt, choices, example }: Input): string {
  const said = [
    prompt === name ? [] : [prompt],
    choices === undefined ? [] : [`one of ${choices.join(', ')}`],
    example === undefined ? [] : [`like ${example}`],
  ].flat();
  return said.length === 0 ? name : `${name} (${said.join('; ')})`;
}
