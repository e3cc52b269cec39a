import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';

import type { GateView } from '../../core/run/approvals.ts';
import { keep } from './form.ts';
import { icon } from './icon.ts';
import { canAct, type CardScene } from './scene.ts';

/** Who has to agree before this step's commands run, how that stands, and the one thing to do next. */
export function gatePart(at: CardScene, gates: readonly GateView[]): TemplateResult {
  const waits = gates.every(({ standing }) => standing === 'waiting');
  return html`<div class="hr-note" data-state="blocked">
      ${icon('lock')}<span
        ><strong>${at.scene.words.t('gate.title')}</strong>${gates.map(gate => sentence(at, gate))}</span
      >
    </div>
    <div class="hr-actions">${waits ? waitingButtons(at) : askButton(at, gates)}</div>
    ${waits ? answerField(at) : nothing}`;
}

function sentence({ scene }: CardScene, gate: GateView): TemplateResult {
  const { words } = scene;
  const { role, quorum: n, have, by = '', reason = '', expires = 0 } = gate;
  switch (gate.standing) {
    case 'needed':
      return html`<small>${words.t('gate.asks', { role, n })}</small>`;
    case 'waiting':
      return html`<small
        >${words.t('gate.asked', { role, have, n, time: words.time(expires, scene.drawnAt) })}</small
      >`;
    case 'refused':
      return html`<small>${words.t('gate.refusedBy', { who: by, reason })}</small>`;
    case 'expired':
      return html`<small>${words.t('gate.late', { role })}</small>`;
  }
}

function askButton(at: CardScene, gates: readonly GateView[]): TemplateResult {
  const { scene, card } = at;
  const fresh = gates.every(({ standing }) => standing === 'needed');
  const ask = (): void => {
    if (canAct(scene)) scene.act.ask(card.id, { type: 'approval.ask', step: card.id });
  };
  return html`<button
    class="hr-btn hr-btn--lg"
    type="button"
    aria-disabled=${canAct(scene) ? nothing : 'true'}
    @click=${ask}
  >
    ${scene.words.t(fresh ? 'gate.ask' : 'gate.askAgain')}
  </button>`;
}

function waitingButtons({ scene, card }: CardScene): TemplateResult {
  const { words, act } = scene;
  const look = (): void => {
    if (canAct(scene)) act.ask(card.id, { type: 'approval.look' });
  };
  return html`<button
      class="hr-btn hr-btn--lg"
      type="button"
      aria-disabled=${canAct(scene) ? nothing : 'true'}
      @click=${look}
    >
      ${words.t('gate.look')}
    </button>
    <button
      class="hr-btn hr-btn--quiet"
      type="button"
      @click=${() => act.host({ action: 'copyRequest', step: card.id })}
    >
      ${words.t('gate.copy')}
    </button>`;
}

/** Where an answer goes that somebody sent as a text. */
function answerField({ scene, card }: CardScene): TemplateResult {
  const { words, memory, act } = scene;
  const field = `${card.id}/answer`;
  const submit = (event: Event): void => {
    event.preventDefault();
    const text = (memory.typed(field) ?? '').trim();
    if (text === '' || !canAct(scene)) return;
    memory.forget(field);
    act.ask(card.id, { type: 'approval.paste', text });
  };
  return html`<form class="hr-form" @submit=${submit}>
    <label for=${field}>${words.t('gate.paste')}</label>
    <textarea
      class="hr-input"
      id=${field}
      data-key=${field}
      aria-describedby=${`${field}-d`}
      .value=${live(memory.typed(field) ?? '')}
      @input=${(event: Event) => keep(scene, field, event)}
    ></textarea>
    <p id=${`${field}-d`}>${words.t('gate.paste.hint')}</p>
    <div class="hr-actions">
      <button class="hr-btn" type="submit">${words.t('gate.paste.submit')}</button>
    </div>
  </form>`;
}
