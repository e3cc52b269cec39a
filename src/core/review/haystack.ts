import type { Attempt } from './attempt.ts';
import type { RunEvent } from './event.ts';

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

/**
 * A text as a search compares it: without case, and every i as one. An operator whose keyboard is Turkish looks for an English
 * `Incident` and for a Turkish `Işık` in one field, and no one language lowers both as they were typed.
 */
export function folded(text: string): string {
  return text.toLowerCase().replaceAll(/i\u0307|ı/gu, 'i');
}
