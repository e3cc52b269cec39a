import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';

import type { GateView } from '../../../core/run/gates/approvals.ts';
import { mainKey } from '../step/entering.ts';
import { answerText } from './answerDoubt.ts';
import { keep, reasonForm } from '../form.ts';
import { icon } from '../icon.ts';
import { canAct, type CardScene } from '../scene.ts';

/** Who has to agree before this step's commands run, how that stands, and the one thing to do next. */
export function gatePart(at: CardScene, gates: readonly GateView[]): TemplateResult {
  const waits = gates.every(({ standing }) => standing === 'waiting');
  return html`<div
      class="hr-note"
      data-state="blocked"
      data-gate
      data-does="approval"
      data-key=${`${at.card.id}/gate`}
      tabindex="-1"
    >
      ${icon('lock')}<span>
        ${refusals(at, gates)}${gates.map(gate => sentence(at, gate))}${waits ? problems(at) : nothing}</span
      >
    </div>
    ${
      waits
        ? html`<div class="hr-actions">${waitingButtons(at)} ${glassButton(at, gates)}</div>
            ${answerField(at)}`
        : asking(at, gates)
    }
    ${glassForm(at, gates)}`;
}

/** A refusal is told first: who, when, and what they wrote. */
function refusals({ scene, card }: CardScene, gates: readonly GateView[]): readonly TemplateResult[] {
  const { words } = scene;
  const refused = gates.filter(({ standing }) => standing === 'refused');
  if (refused.length === 0) return [html`<strong>${words.t('gate.title')}</strong>`];
  return refused.map(({ by: who = '', reason = '', at = scene.drawnAt }) => {
    const time = words.time(at, scene.drawnAt);
    return html`<strong>${words.t('gate.refusedBy', { who, number: card.number, time, reason })}</strong>`;
  });
}

function sentence({ scene, card }: CardScene, gate: GateView): TemplateResult {
  const { words } = scene;
  const { role, quorum: n, have, agreed = [], expires = 0 } = gate;
  switch (gate.standing) {
    case 'needed':
      return html`<small>${words.t('gate.asks', { role, n })}</small>`;
    case 'waiting':
      return html`<small
          >${words.t('gate.asked', { role, have, n, time: words.time(expires, scene.drawnAt) })}</small
        >${
          agreed.length === 0
            ? nothing
            : html`<small>${words.t('gate.agreed', { names: words.list(agreed) })}</small>`
        }`;
    case 'refused':
      return html`<small>${words.t('gate.refusedNext', { number: card.number, role })}</small>`;
    case 'expired':
      return html`<small>${words.t('gate.late', { role })}</small>`;
  }
}

/** Answers that came and are not believed. */
function problems({ scene }: CardScene): readonly TemplateResult[] {
  const all = scene.view.answerProblems ?? [];
  return all.map(
    problem => html`<small data-answer-problem dir="auto">${answerText(scene.words, problem)}</small>`,
  );
}

/** What the operator wants to say to those who are asked, and the button that asks them. */
function asking(at: CardScene, gates: readonly GateView[]): TemplateResult {
  const { scene, card } = at;
  const { words, memory, act } = scene;
  const field = `${card.id}/why`;
  const fresh = gates.every(({ standing }) => standing === 'needed');
  const ask = (event: Event): void => {
    event.preventDefault();
    if (!canAct(scene)) return;
    const why = (memory.typed(field) ?? '').trim();
    memory.forget(field);
    act.ask(card.id, { type: 'approval.ask', step: card.id, ...(why === '' ? {} : { why }) });
  };
  return html`<form class="hr-form" @submit=${ask}>
    ${textField(at, { field, label: words.t('gate.why'), hint: words.t('gate.why.hint') })}
    <div class="hr-actions">
      <button
        class=${at.current ? 'hr-btn hr-btn--primary hr-btn--lg' : 'hr-btn hr-btn--lg'}
        type="submit"
        data-main="press"
        aria-disabled=${canAct(scene) ? nothing : 'true'}
      >
        ${words.t(fresh ? 'gate.ask' : 'gate.askAgain')}
      </button>
      ${glassButton(at, gates)}
    </div>
  </form>`;
}

function textField(
  { scene }: CardScene,
  { field, label, hint }: { readonly field: string; readonly label: string; readonly hint: string },
): TemplateResult {
  return html`<label for=${field}>${label}</label>
    <textarea
      class="hr-input"
      id=${field}
      data-key=${field}
      rows="2"
      aria-describedby=${`${field}-d`}
      .value=${live(scene.memory.typed(field) ?? '')}
      @input=${(event: Event) => keep(scene, field, event)}
    ></textarea>
    <p id=${`${field}-d`}>${hint}</p>`;
}

function waitingButtons({ scene, card, current }: CardScene): TemplateResult {
  const { words, act } = scene;
  const can = canAct(scene);
  const ask = (type: 'approval.look' | 'approval.withdraw'): void => {
    if (!can) return;
    act.ask(card.id, type === 'approval.look' ? { type } : { type, step: card.id });
  };
  return html`<button
      class=${current ? 'hr-btn hr-btn--primary hr-btn--lg' : 'hr-btn hr-btn--lg'}
      type="button"
      data-main="press"
      aria-disabled=${can ? nothing : 'true'}
      @click=${() => ask('approval.look')}
    >
      ${words.t('gate.look')} ${current ? mainKey(scene) : nothing}
    </button>
    <button
      class="hr-btn hr-btn--lg"
      type="button"
      data-copy-request
      @click=${() => act.host({ action: 'copyRequest', step: card.id })}
    >
      ${words.t('gate.copy')}
    </button>
    <button
      class="hr-btn hr-btn--quiet hr-btn--lg"
      type="button"
      aria-disabled=${can ? nothing : 'true'}
      @click=${() => ask('approval.withdraw')}
    >
      ${words.t('gate.withdraw')}
    </button>`;
}

/** Where an answer goes that somebody sent as a text. */
function answerField(at: CardScene): TemplateResult {
  const { scene, card } = at;
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
    ${textField(at, { field, label: words.t('gate.paste'), hint: words.t('gate.paste.hint') })}
    <div class="hr-actions">
      <button class="hr-btn" type="submit">${words.t('gate.paste.submit')}</button>
    </div>
  </form>`;
}

/** The way round, only where the team's policy leaves it open at every gate of the step. */
const isGlass = (gates: readonly GateView[]): boolean => gates.every(({ breakGlass }) => breakGlass === true);

function glassButton(
  { scene, card }: CardScene,
  gates: readonly GateView[],
): TemplateResult | typeof nothing {
  if (!isGlass(gates)) return nothing;
  const open = scene.memory.form(card.id) === 'glass';
  return html`<button
    class="hr-btn hr-btn--quiet hr-btn--lg"
    type="button"
    data-key=${`${card.id}/glass`}
    data-opens="glass"
    aria-expanded=${String(open)}
    aria-disabled=${canAct(scene) ? nothing : 'true'}
    @click=${() => {
      if (canAct(scene)) scene.act.setForm(card.id, open ? undefined : 'glass');
    }}
  >
    ${scene.words.t('gate.glass')}
  </button>`;
}

function glassForm({ scene, card }: CardScene, gates: readonly GateView[]): TemplateResult | typeof nothing {
  const { words, memory, act } = scene;
  if (!isGlass(gates) || memory.form(card.id) !== 'glass') return nothing;
  return reasonForm(scene, {
    place: card.id,
    name: 'glass',
    title: words.t('gate.glass.title'),
    hint: words.t('gate.glass.hint'),
    submit: words.t('gate.glass.submit', { number: card.number }),
    send: reason => act.ask(card.id, { type: 'approval.break', step: card.id, reason }),
  });
}
