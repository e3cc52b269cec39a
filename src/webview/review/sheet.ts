import { html, nothing, type TemplateResult } from 'lit-html';

import { aside } from './aside.ts';
import { badge } from './badge.ts';
import { compared } from './compared.ts';
import { head } from './head.ts';
import { icon } from './icon.ts';
import { phases } from './phases.ts';
import type { ReviewWords } from './reviewWords.ts';
import type { Scene } from './scene.ts';
import { timeline } from './timeline.ts';
import { visible } from './visible.ts';

/** The whole page: what the log is worth comes before anything that it says. */
export function sheet(scene: Scene): TemplateResult {
  const { words, view } = scene;
  const readable = view.badge.result !== 'unreadable';
  return html`<a class="hr-skip" href="#tl">${words.t('skipLink')}</a>
    <main class="hr-sheet hr-sheet--wide">
      ${head(scene)} ${brokenGlass(scene)} ${badge(scene)}
      ${
        readable
          ? html`<div class="hr-main">${timeline(scene)} ${phases(scene)} ${compared(scene)}</div>
              ${aside(scene)}`
          : html`<p>
              <button class="hr-btn" type="button" @click=${() => scene.act.host({ action: 'openText' })}>
                ${words.t('now.text')}
              </button>
            </p>`
      }
      ${readable ? html`<p class="hr-muted hr-small hr-foot">${words.t('keys.move')}</p>` : nothing}
    </main>`;
}

/** What was done without the agreement that it needed stands above all else. */
function brokenGlass({ words, view: { glass = [] } }: Scene): TemplateResult | typeof nothing {
  if (glass.length === 0) return nothing;
  return html`<section class="hr-note hr-glass" data-glass data-state="judge">
    ${icon('warning')}<span
      ><strong>${words.t('glass', { n: glass.length })}</strong>${glass.map(
        ({ at, entry, reason }) =>
          html`<small
            >${words.t('glass.one', { at: words.second(at), entry, reason: visible(reason) })}</small
          >`,
      )}</span
    >
  </section>`;
}

/** Before anything is known. */
export function opening(words: ReviewWords, sinceMs: number): TemplateResult {
  return html`<main class="hr-sheet">
    <p role="status" class="hr-muted">
      ${sinceMs < 3000 ? words.t('opening') : words.t('opening.long', { span: words.span(sinceMs) })}
    </p>
  </main>`;
}

export function failed(words: ReviewWords, why: string): TemplateResult {
  return html`<main class="hr-sheet"><p role="alert">${words.t('failed', { why })}</p></main>`;
}
