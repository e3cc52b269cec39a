import type { InputSet } from '../../core/audit/entry.ts';
import { isHardlyMasked } from '../../core/output/forms.ts';
import type { Input } from '../../core/runbook/runbook.ts';
import type { Walk } from '../../runner/walk.ts';
import { complain } from '../complaint.ts';

/** A value for an input, and where it came from. */
interface Taken {
  readonly input: Input;
  readonly value: string;
  readonly source: InputSet['source'];
}

/** Sets a value, with a warning if it is a secret too short to mask. Throws `NotRecorded`. */
export function takeValue(walk: Walk, { input, value, source }: Taken): void {
  walk.setInput(input, value, source);
  if (input.secret && isHardlyMasked(value)) complain(hardlyMasked(input.name));
  if (input.secret && source === 'option') complain(seenByOthers(input));
}

function hardlyMasked(name: string): string {
  return `${name} is too short to stay secret: fewer than 4 characters are masked only as they stand, and so is everything like them.`;
}

/** How a value can be given; for a secret not on the command line, where others could read it. */
export function howToGive({ name, kind, secret }: Input): string {
  if (secret) return kind === 'variable' ? 'the environment or --answers FILE' : '--answers FILE';
  return kind === 'variable' ? `--var ${name}=… or the environment` : `--var '${name}=…'`;
}

function seenByOthers(input: Input): string {
  return `${input.name} is a secret, and stands on the command line, where others on this machine can read it (ps) and the shell's history keeps it. Give it by ${howToGive(input)}.`;
}
