import type { Attempt } from './attempt.ts';
import type { RunEvent } from './event.ts';
import { folded } from './folded.ts';

/** The text of an event that a search looks through, folded, without its outputs. */
export function haystackOf(event: RunEvent, attempts: ReadonlyMap<string, Attempt>): string {
  const { step, by = '', text = '', facts = {} } = event;
  const commands = (event.attempts ?? []).map(id => attempts.get(id)?.started.cmd ?? '');
  const parts = [
    step === undefined ? '' : `${step.number} ${step.title}`,
    by,
    text,
    ...Object.values(facts).map(String),
    ...commands,
  ];
  return folded(parts.join('\n'));
}
