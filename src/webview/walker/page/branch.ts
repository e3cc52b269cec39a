import { html, nothing, type TemplateResult } from 'lit-html';

import type { Phase } from '../../../core/run/view/view.ts';
import { reasonForm } from '../form.ts';
import { icon } from '../icon.ts';
import { canAct, isRehearsal, type Scene } from '../scene.ts';

const form = 'branch';

/** The way into a branch from wherever the run is: a rollback must not need a failed step first. */
export function branchEntry(scene: Scene, phase: Phase): TemplateResult | typeof nothing {
  const { words, memory, view, act } = scene;
  const place = `phase/${phase.id}`;
  const leads = phase.number !== '' && phase.role !== 'path' && phase.role !== 'reference';
  if (leads && view.branches.includes(phase.id)) return cameFrom(scene, phase);
  if (!leads || !canAct(scene)) return nothing;
  if (memory.form(place) === form) {
    return reasonForm(scene, {
      place,
      name: form,
      title: words.t('branch.title', { title: phase.title }),
      hint: words.t('branch.hint'),
      submit: words.t('branch.submit', { number: phase.number }),
      send: reason => act.ask(place, { type: 'branch.enter', section: phase.id, reason }),
    });
  }
  return html`${criteriaList(scene, phase)}<button
      class="hr-btn"
      type="button"
      data-key=${`enter/${phase.id}`}
      @click=${() => take(scene, phase)}
    >
      ${icon('git-branch')}${words.t(isRehearsal(scene) ? 'rehearse.take' : 'branch.take', { number: phase.number })}
    </button>`;
}

/** A run asks for a reason first; of a rehearsal nobody will ask for one. */
function take(scene: Scene, phase: Phase): void {
  const place = `phase/${phase.id}`;
  if (isRehearsal(scene)) scene.act.ask(place, { type: 'branch.enter', section: phase.id, reason: '' });
  else scene.act.setForm(place, form);
}

/** When the author says to take this branch: naming the one that holds is the reason. */
function criteriaList(scene: Scene, phase: Phase): TemplateResult | typeof nothing {
  const { words, memory } = scene;
  const { criteria = [] } = phase;
  if (criteria.length === 0) return nothing;
  const place = `phase/${phase.id}`;
  const holds = (text: string): void => {
    memory.type(`${place}/form/${form}`, text);
    take(scene, phase);
  };
  return html`<div class="hr-criteria">
    <p>${words.t('branch.criteria')}</p>
    <ul>
      ${criteria.map(
        ({ text }) =>
          html`<li>
            <span dir="auto">${text}</span>
            <button class="hr-linkbtn" type="button" data-criterion @click=${() => holds(text)}>
              ${words.t('branch.holds')}
            </button>
          </li>`,
      )}
    </ul>
  </div>`;
}

/** The failure that led here, and the way back to it. */
function cameFrom({ view, layout, words, act }: Scene, phase: Phase): TemplateResult {
  const cards = layout.cards.filter(({ id }) => view.steps[id]?.answeredBy === phase.id);
  return html`<p class="hr-note hr-came" data-branch-taken>
    ${icon('git-branch')}<span
      >${words.t('branch.taken')}
      ${cards.map(
        card =>
          html`<button class="hr-linkbtn" type="button" @click=${() => act.goTo(card.id)}>
            ${words.t('branch.backTo', { number: card.number })}
          </button> `,
      )}</span
    >
  </p>`;
}
