import { html, nothing, type TemplateResult } from 'lit-html';

import type { Phase } from '../../../core/run/view/view.ts';
import { icon } from '../icon.ts';
import type { CardScene, Scene } from '../scene.ts';

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
  const taken = status.state === 'superseded' ? takenIn(scene) : undefined;
  if (taken === undefined) return nothing;
  return html`<div class="hr-note" data-replaced>
    ${icon('git-branch')}<span
      >${taken.said}
      <button class="hr-linkbtn" type="button" @click=${() => scene.act.goTo(taken.to)}>
        ${taken.goes}
      </button></span
    >
  </div>`;
}

interface Taken {
  readonly said: string;
  readonly to: string;
  readonly goes: string;
}

/** What took the place of the rest of the path: a branch by its number, a part of the path's own phase by its title. */
function takenIn({ view: { replacedBy }, page, words }: Scene): Taken | undefined {
  const phase = page.phases.find(one => holds(one, replacedBy));
  if (phase === undefined) return undefined;
  const { number } = phase;
  if (phase.role !== 'path')
    return {
      said: words.t('branch.tookPlace', { number }),
      to: `phase:${phase.id}`,
      goes: words.t('answered.go', { number }),
    };
  const at = phase.blocks.findIndex(block => block.type === 'heading' && block.id === replacedBy);
  const heading = phase.blocks[at];
  const first = phase.blocks.slice(at).find(block => block.type === 'card');
  if (heading?.type !== 'heading' || first === undefined) return undefined;
  return {
    said: words.t('branch.titleTookPlace', { title: heading.title }),
    to: first.card.id,
    goes: words.t('now.goTo', { number: first.card.number }),
  };
}

function holds({ id, blocks }: Phase, section: string | undefined): boolean {
  if (section === undefined) return false;
  return id === section || blocks.some(block => block.type === 'heading' && block.id === section);
}
