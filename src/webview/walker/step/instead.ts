import { html, nothing, type TemplateResult } from 'lit-html';

import { icon } from '../icon.ts';
import type { CardScene } from '../scene.ts';

// What is done, or was, in the place of a step.

/** Two ways to one end: doing both is as wrong as doing neither. */
export function alternative({ scene, card }: CardScene): TemplateResult | typeof nothing {
  const other = card.alternativeTo === undefined ? undefined : scene.layout.cardOf.get(card.alternativeTo);
  if (other === undefined || other === card) return nothing;
  const { words, act } = scene;
  return html`<div class="hr-note" data-alternative>
    ${icon('info')}<span
      >${words.t('alternative.text', { number: other.number })}
      <button class="hr-linkbtn" type="button" @click=${() => act.goTo(other.id)}>
        ${words.t('now.goTo', { number: other.number })}
      </button></span
    >
  </div>`;
}

/** Why nothing can be done here, and where the run goes on instead. */
export function replaced({ scene, status }: CardScene): TemplateResult | typeof nothing {
  const { view, page, words, act } = scene;
  const branch = page.phases.find(({ id }) => id === view.branches.at(-1));
  if (status.state !== 'superseded' || branch === undefined) return nothing;
  return html`<div class="hr-note" data-replaced>
    ${icon('git-branch')}<span
      >${words.t('branch.tookPlace', { number: branch.number })}
      <button class="hr-linkbtn" type="button" @click=${() => act.goTo(`phase:${branch.id}`)}>
        ${words.t('answered.go', { number: branch.number })}
      </button></span
    >
  </div>`;
}
