import { html, nothing, type TemplateResult } from 'lit-html';

import { icon } from '../icon.ts';
import { noteForm, toggleNote } from './notes.ts';
import { canAct, isRehearsal, type CardScene } from '../scene.ts';

/** A note and a file, at hand in every state of an open step; tasks have theirs beside each box. */
export function evidenceButtons(at: CardScene): TemplateResult | typeof nothing {
  const { scene, card } = at;
  if (!canAct(scene) || card.kind === 'check' || isRehearsal(scene)) return nothing;
  return html`<div class="hr-card__evidence">
    ${hasNoteBelow(at) ? noteButton(at) : nothing} ${attachButton(at, card.id, 'icon')}
  </div>`;
}

/** The field for a note that `evidenceButtons` opens. */
export function evidenceForm(at: CardScene): TemplateResult | typeof nothing {
  const open = hasNoteBelow(at) && at.scene.memory.isOpen(placeOf(at)) === true;
  return open ? noteForm(at, at.card.id, placeOf(at)) : nothing;
}

/** VS Code asks for the file; it alone knows where it is. */
export function attachButton(at: CardScene, step: string, look: 'icon' | 'words'): TemplateResult {
  const { words, act } = at.scene;
  const label = words.t('attachTo', { number: at.card.number });
  return html`<button
    class=${look === 'icon' ? 'hr-btn hr-btn--quiet hr-btn--icon' : 'hr-linkbtn'}
    type="button"
    data-attach=${step}
    data-does="attach"
    aria-label=${look === 'icon' ? label : nothing}
    title=${words.t('attach')}
    @click=${() => act.host({ action: 'attachFile', step })}
  >
    ${look === 'icon' ? icon('attach') : words.t('attach')}
  </button>`;
}

function noteButton(at: CardScene): TemplateResult {
  const { scene, card } = at;
  const { words, memory } = scene;
  const open = memory.isOpen(placeOf(at)) ?? false;
  return html`<button
    class="hr-btn hr-btn--quiet hr-btn--icon"
    type="button"
    aria-label=${words.t('noteTo', { number: card.number })}
    title=${words.t('note.add')}
    aria-expanded=${String(open)}
    data-key=${placeOf(at)}
    data-does="note"
    @click=${() => toggleNote(at, placeOf(at), card.id)}
  >
    ${icon('note')}
  </button>`;
}

// A manual step has its note beside the button that signs it off.
function hasNoteBelow({ card }: CardScene): boolean {
  return card.kind !== 'check' && card.kind !== 'manual';
}

function placeOf({ card }: CardScene): string {
  return `${card.id}/noteOpen`;
}
