import type { RunView } from './view.ts';

/** Why somebody who looks elsewhere is called. */
export type Attention =
  | {
      readonly kind: 'failed' | 'judge' | 'unknown' | 'passed' | 'approved' | 'refused';
      readonly step: string;
    }
  | { readonly kind: 'not-recording' };

/** A step that took longer than this, in ms, is one that people turn away from. */
const long = 60_000;

/** What has come up between two views that a person who does not see the page has to hear of; most changes are none. */
export function attentionOf(before: RunView, after: RunView): Attention | undefined {
  const { now } = after;
  if (now.kind === 'not-recording')
    return before.now.kind === 'not-recording' ? undefined : { kind: 'not-recording' };
  if (now.kind === 'failed' || now.kind === 'judge' || now.kind === 'unknown') {
    const same =
      before.now.kind === now.kind && before.now.step === now.step && before.now.since === now.since;
    return same ? undefined : { kind: now.kind, step: now.step };
  }
  return answered(before, after) ?? passedAfterLong(before, after);
}

/** What somebody was asked about a step, and said. */
function answered(before: RunView, after: RunView): Attention | undefined {
  for (const [step, { gates: waiting = [] }] of Object.entries(before.steps)) {
    if (!waiting.some(({ standing }) => standing === 'waiting')) continue;
    const { gates = [], state } = after.steps[step] ?? {};
    if (gates.some(({ standing }) => standing === 'refused')) return { kind: 'refused', step };
    if (gates.length === 0 && state === 'ready') return { kind: 'approved', step };
  }
  return undefined;
}

function passedAfterLong(before: RunView, after: RunView): Attention | undefined {
  if (before.now.kind !== 'running') return undefined;
  const { step } = before.now;
  const { state, durationMs = 0 } = after.steps[step] ?? {};
  return state === 'passed' && durationMs > long ? { kind: 'passed', step } : undefined;
}
