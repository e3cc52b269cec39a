import type { Attempt } from './attempt.ts';
import type { RunEvent } from './event.ts';
import { folded } from './folded.ts';

/** What a search looks through of an event, besides the outputs: folded, one line for each thing. */
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
