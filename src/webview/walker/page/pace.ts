import { html, nothing, type TemplateResult } from 'lit-html';

import type { Now, RunView } from '../../../core/run/view/view.ts';
import type { Pace } from '../../../core/trends/pace.ts';
import type { CardScene } from '../scene.ts';
import { stepOf } from '../step/status.ts';

/** Before it is known, and where too few runs are. */
export const nothingUsual: Pace = { steps: {}, phases: {} };

/** From when a step would have run, had its commands followed each other without a pause. */
export function stepSince(view: RunView, now: Extract<Now, { readonly kind: 'running' }>): number {
  return now.since - (stepOf(view, now.step).durationMs ?? 0);
}

/** "usually 1:10", for a step whose commands are to run or run now; empty where that is not known. */
export function usualWords({ scene: { words, pace }, card }: CardScene): string {
  const usual = pace.steps[card.id]?.ms;
  return usual === undefined ? '' : words.t('usually', { clock: words.clock(usual) });
}

/** How far a running step is against its usual time; it stays full where it takes longer, and says nothing more. */
export function paceBar({ scene, card, status }: CardScene): TemplateResult | typeof nothing {
  const { words, pace, view } = scene;
  const usual = pace.steps[card.id]?.ms;
  const { now } = view;
  if (usual === undefined || status.state !== 'running' || now.kind !== 'running' || now.step !== card.id)
    return nothing;
  return html`<div
    class="hr-bar"
    role="progressbar"
    aria-label=${words.t('usually.bar', { clock: words.clock(usual) })}
    aria-valuemin="0"
    aria-valuemax=${Math.max(1, Math.round(usual / 1000))}
    data-bar-since=${stepSince(view, now)}
    data-bar-usual=${usual}
  ></div>`;
}
