import { html, nothing, type TemplateResult } from 'lit-html';

import { canAct, type CardScene } from '../scene.ts';

// What a rehearsal does with a step at once, where a run asks for a reason: nobody will read one.

/** Past a step that is not to be done. */
export function skipButton(at: CardScene): TemplateResult {
  const { scene, card } = at;
  return html`<button
    class="hr-btn hr-btn--quiet hr-btn--lg"
    type="button"
    data-does="skip"
    aria-disabled=${canAct(scene) ? nothing : 'true'}
    @click=${() => skip(at)}
  >
    ${scene.words.t('rehearse.skip', { number: card.number })}
  </button>`;
}

/** Passes a step over. */
export function skip({ scene, card }: CardScene): void {
  if (canAct(scene)) scene.act.ask(card.id, { type: 'step.skip', step: card.id, reason: '' });
}

/** Back to before the step, as often as one likes. */
export function takeBack({ scene, card }: CardScene): TemplateResult {
  const press = (): void => {
    if (canAct(scene)) scene.act.ask(card.id, { type: 'step.reopen', step: card.id, reason: '' });
  };
  return html`<div class="hr-actions">
    <button class="hr-btn hr-btn--quiet" type="button" data-does="reopen" @click=${press}>
      ${scene.words.t('rehearse.back')}
    </button>
  </div>`;
}
