import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';

import { background } from './page/background.ts';
import { banners, textProblems } from './page/banners.ts';
import { closing } from './page/closing.ts';
import { empty } from './page/empty.ts';
import { handover } from './page/handover.ts';
import { keysDialog } from './page/help.ts';
import { phaseSection } from './page/phase.ts';
import { isPreflight, preflight } from './page/preflight.ts';
import { rail } from './page/rail.ts';
import { isRehearsal, type Scene } from './scene.ts';
import { top } from './page/top.ts';

// From here on the browser lays out only what is near the window (walker.css).
const longFrom = 150;

/** The whole page. */
export function shell(scene: Scene): TemplateResult {
  return isPreflight(scene) ? html`${preflight(scene)}${keysDialog(scene)}` : walking(scene);
}

function walking(scene: Scene): TemplateResult {
  const { words, act, page, layout } = scene;
  const skip = (event: Event): void => {
    event.preventDefault();
    act.goTo('now');
  };
  return html`<a class="hr-skip" href="#now" @click=${skip}>${words.t('skipLink')}</a>
    <div class="hr-top">${top(scene)}</div>
    <div class="hr-page">
      <div class="hr-rail">${rail(scene)}</div>
      <main class=${layout.cards.length > longFrom ? 'hr-long' : nothing}>
        ${handover(scene)} ${banners(scene)} ${background(scene)} ${textProblems(scene)}
        ${layout.cards.length === 0 ? empty(scene) : nothing}
        ${repeat(
          page.phases,
          phase => phase.id,
          phase => phaseSection(scene, phase),
        )}
        ${closing(scene)} ${footer(scene)}
      </main>
    </div>
    ${keysDialog(scene)}`;
}

/** What stands there until a runbook has arrived, or why none does; while that is tried again it stands as it is, so that a screen reader says it once. */
export function opening({ words, link }: Pick<Scene, 'words' | 'link'>): TemplateResult {
  const { state, reason } = link;
  if (state === 'open' || reason === undefined) return html`<p class="hr-opening">${words.t('opening')}</p>`;
  return html`<p class="hr-opening" role="alert"><strong>${words.t('link.none')}</strong> ${reason}</p>`;
}

/** What the page itself takes from the settings. */
export function dress({ settings, words }: Pick<Scene, 'settings' | 'words'>): void {
  document.documentElement.lang = words.locale;
  document.body.classList.toggle('hr-compact', settings.density === 'compact');
}

function footer(scene: Scene): TemplateResult {
  const { words, settings } = scene;
  return html`<p class="hr-foot">
    <span>${words.t('foot.end')}</span>
    ${isRehearsal(scene) ? nothing : html`<span>${words.t('foot.zone', { zone: words.zone(scene.drawnAt) })}</span>`}
    ${
      settings.singleKeys
        ? html`<span><kbd class="hr-kbd">N</kbd> ${words.t('foot.now')}</span>
            <span><kbd class="hr-kbd">J</kbd> <kbd class="hr-kbd">K</kbd> ${words.t('foot.step')}</span>
            <span><kbd class="hr-kbd">/</kbd> ${words.t('foot.find')}</span>
            <span><kbd class="hr-kbd">?</kbd> ${words.t('foot.keys')}</span>`
        : nothing
    }
  </p>`;
}
