import { html, nothing, type TemplateResult } from 'lit-html';

import type { Card } from '../../../core/run/view/view.ts';
import { canAct, isRehearsal, suggestedCards, type Scene } from '../scene.ts';

/** Nothing to do; where blocks look like shell, one press makes steps of all of them. Nothing runs by it. */
export function empty(scene: Scene): TemplateResult {
  const { words, act } = scene;
  const suggested = suggestedCards(scene);
  const n = suggested.length;
  const treat = html`<button
    class="hr-btn"
    type="button"
    data-key="treat/all"
    data-todo="elsewhere"
    @click=${() => treatAll(scene, suggested)}
  >
    ${words.t('empty.treat', { n })}
  </button>`;
  return html`<div class="hr-empty">
    <p>${n === 0 ? words.t('empty') : words.t('empty.suggested', { n })}</p>
    <div class="hr-actions">
      ${n > 0 && canAct(scene) && !isRehearsal(scene) ? treat : nothing}
      <button class="hr-linkbtn" type="button" @click=${() => act.host({ action: 'openMarkdown' })}>
        ${words.t('openMarkdown')}
      </button>
    </div>
  </div>`;
}

function treatAll({ act }: Scene, cards: readonly Card[]): void {
  for (const { id } of cards) act.ask(id, { type: 'step.treat', step: id });
}
