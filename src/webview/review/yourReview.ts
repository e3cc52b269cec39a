import { html, nothing, type TemplateResult } from 'lit-html';

import { reviewDecisions, type ReviewDecision } from '../../core/audit/countersign.ts';
import { icon } from './icon.ts';
import { canBeRefused, missingIn } from './mine.ts';
import type { Scene } from './scene.ts';
import { visible } from './visible.ts';

/** A person's own word on the run: nothing is chosen beforehand, and the button names who signs. */
export function yourReview(scene: Scene): TemplateResult | typeof nothing {
  const { words, view, reviewer } = scene;
  const { result } = view.badge;
  if (!canBeRefused(result) || reviewer === undefined) return nothing;
  const who = visible(reviewer.who);
  return html`<section class="hr-panel" data-mine aria-labelledby="mine-h">
    <h2 id="mine-h">${words.t('mine')}</h2>
    ${reviewer.own ? html`<p class="hr-muted" data-own>${words.t('mine.own', { who })}</p>` : form(scene, who)}
  </section>`;
}

function form(scene: Scene, who: string): TemplateResult {
  const { words, view, mine, act } = scene;
  const only = view.badge.result === 'verified' ? undefined : 'rejected';
  const missing = missingIn(mine);
  const waits = mine.state === 'asked';
  return html`<fieldset class="hr-opts">
      <legend class="sr-only">${words.t('mine.result')}</legend>
      ${reviewDecisions.map(one => choice(scene, one, only !== undefined && one !== only))}
    </fieldset>
    ${only === undefined ? nothing : html`<p class="hr-muted hr-small">${words.t('mine.onlyRefuse')}</p>`}
    ${mine.about.map((_, index) => aboutEntry(scene, index))}
    <label class="hr-small" for="mine-text">${words.t('mine.text')}</label>
    <textarea
      class="hr-input"
      id="mine-text"
      rows="4"
      .value=${mine.text}
      @input=${(event: Event) => act.own.say({ text: textIn(event) })}
    ></textarea>
    <button
      class="hr-btn hr-btn--primary hr-btn--lg"
      type="button"
      data-key="sign"
      aria-disabled=${missing !== undefined || waits ? 'true' : 'false'}
      aria-describedby="mine-says"
      @click=${() => act.own.sign()}
    >
      ${words.t('mine.sign', { who })}
    </button>
    ${state(scene)}
    <p class="hr-muted hr-small" id="mine-says">
      ${missing === undefined ? '' : `${words.t(`mine.missing.${missing}`)} `}${words.t('mine.says')}
    </p>`;
}

function choice({ words, mine, act }: Scene, one: ReviewDecision, disabled: boolean): TemplateResult {
  return html`<label>
    <input
      type="radio"
      name="decision"
      value=${one}
      .checked=${mine.decision === one}
      ?disabled=${disabled}
      @change=${() => act.own.say({ decision: one })}
    /><span>${words.t(`mine.${one}`)}<small>${words.t(`mine.${one}.says`)}</small></span>
  </label>`;
}

function aboutEntry({ words, mine, act }: Scene, index: number): TemplateResult | typeof nothing {
  const one = mine.about[index];
  if (one === undefined) return nothing;
  const id = `mine-entry-${one.entry}`;
  const changed = (text: string): void =>
    act.own.say({ about: mine.about.map((other, at) => (at === index ? { ...other, text } : other)) });
  return html`<div class="hr-about">
    <label class="hr-small" for=${id}
      >${words.t('mine.about', { entry: one.entry, name: visible(one.name) })}</label
    >
    <button
      class="hr-btn hr-btn--quiet hr-btn--icon"
      type="button"
      aria-label=${words.t('mine.drop', { entry: one.entry })}
      title=${words.t('mine.drop', { entry: one.entry })}
      @click=${() => act.own.say({ about: mine.about.filter((_, at) => at !== index) })}
    >
      ${icon('trash')}
    </button>
    <textarea
      class="hr-input"
      id=${id}
      data-key=${id}
      rows="2"
      .value=${one.text}
      @input=${(event: Event) => changed(textIn(event))}
    ></textarea>
  </div>`;
}

function textIn({ target }: Event): string {
  return target instanceof HTMLTextAreaElement ? target.value : '';
}

function state({ words, mine }: Scene): TemplateResult | typeof nothing {
  if (mine.state === 'idle') return nothing;
  const bad = mine.state !== 'asked' && mine.state !== 'signed';
  return html`<p class="hr-note" data-signing=${mine.state} data-state=${bad ? 'failed' : 'ready'}>
    ${icon(bad ? 'error' : 'info')}<span>${words.t(`signing.${mine.state}`)}</span>
  </p>`;
}
