import { html, nothing, type TemplateResult } from 'lit-html';

import type { StepView } from '../../core/run/view.ts';
import type { CardScene } from './scene.ts';

/** Reason and notes of a step, in the words that were typed. */
export function notes(at: CardScene, step: StepView): TemplateResult | typeof nothing {
  const { words } = at.scene;
  if (step.reason === undefined && step.notes.length === 0) return nothing;
  return html`<div class="hr-notes">
    ${step.reason === undefined ? nothing : html`<p dir="auto">${words.t('reason', { reason: step.reason })}</p>`}
    ${step.notes
      .filter(note => note !== step.reason)
      .map(note => html`<p dir="auto">${words.t('note', { note })}</p>`)}
  </div>`;
}
