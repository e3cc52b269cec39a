import { html, type TemplateResult } from 'lit-html';

import { isRehearsal, type CardScene } from '../scene.ts';
import { skipButton } from './stepOver.ts';

/** Ways to settle a step that its state does not call for, one press away. */
export function otherButton(at: CardScene): TemplateResult {
  const { scene, card } = at;
  if (isRehearsal(scene)) return skipButton(at);
  const place = `${card.id}/other`;
  const open = scene.memory.isOpen(place) ?? false;
  return html`<button
    class="hr-btn hr-btn--quiet hr-btn--lg"
    type="button"
    data-key=${place}
    aria-expanded=${String(open)}
    @click=${() => {
      scene.memory.touch(card.id);
      scene.act.setOpen(place, !open);
    }}
  >
    ${scene.words.t('other')}
  </button>`;
}
