import { html, type TemplateResult } from 'lit-html';

import type { Phase, StepView } from '../../../core/run/view/view.ts';
import { stepIds } from '../layout.ts';
import type { Scene } from '../scene.ts';
import { isSettled, stepOf } from '../step/status.ts';

/** From the first beginning in a phase to the last end, as a review and what is usual count it; ms since the epoch, `to` once all of it is settled. */
interface Span {
  readonly from: number;
  readonly to?: number;
}

function spanOf({ view }: Scene, phase: Phase): Span | undefined {
  const steps = phase.blocks
    .flatMap(block => (block.type === 'card' ? stepIds(block.card) : []))
    .map(id => stepOf(view, id));
  const from = Math.min(...steps.flatMap(step => begunAt(step) ?? []));
  if (!Number.isFinite(from)) return undefined;
  const { settled = 0, total = 0 } = view.progress[phase.id] ?? {};
  const isDone = total > 0 ? settled === total : steps.every(({ state }) => isSettled(state));
  return isDone ? { from, to: Math.max(from, ...steps.flatMap(({ at }) => at ?? [])) } : { from };
}

function begunAt({ startedAt, at }: StepView): number | undefined {
  return startedAt ?? at;
}

/** What a phase has taken, or takes so far, in words that begin a note or go on with it; undefined before it is begun, and where the run ended within it. */
export function phaseTime(
  scene: Scene,
  phase: Phase,
  at: 'first' | 'later',
): string | TemplateResult | undefined {
  const { view, words } = scene;
  const span = view.rehearsal === true ? undefined : spanOf(scene, phase);
  if (span === undefined) return undefined;
  if (span.to !== undefined) {
    const ms = span.to - span.from;
    // Of a single tick nothing was measured.
    if (ms < 1000) return undefined;
    return words.t(at === 'first' ? 'phase.tookAlone' : 'phase.took', { clock: words.clock(ms) });
  }
  return view.closed === undefined ? html`<span data-since=${span.from} data-so-far></span>` : undefined;
}
