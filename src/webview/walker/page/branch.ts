import { html, nothing, type TemplateResult } from 'lit-html';

import type { Phase } from '../../../core/run/view/view.ts';
import type { Words } from '../../l10n/words.ts';
import { reasonForm } from '../form.ts';
import { icon } from '../icon.ts';
import { canAct, isRehearsal, type CardScene, type Scene } from '../scene.ts';
import { backButton, leftStep } from './wayBack.ts';

const form = 'branch';

/** What taking a branch does to the path: only a way out takes its place. */
export function branchHint(words: Words, { role }: Phase): string {
  return words.t(role === 'rollback' || role === 'emergency' ? 'branch.hint' : 'branch.hint.beside');
}

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
      hint: branchHint(words, phase),
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
    <p>${words.t('branch.criteria', { n: criteria.length })}</p>
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

/** A section that was entered because of a failure: a phase, or a heading inside of one, which has no number. */
export interface Answer {
  readonly title: string;
  readonly number: string;
  /** What leads there. */
  readonly place: string;
}

/** What answers the failure of a step; undefined where nothing does. */
export function answerOf({ scene: { page }, status }: CardScene): Answer | undefined {
  const { answeredBy: id } = status.step;
  if (id === undefined) return undefined;
  for (const phase of page.phases) {
    if (phase.id === id) return { title: phase.title, number: phase.number, place: `phase:${id}` };
    for (const block of phase.blocks)
      if (block.type === 'heading' && block.id === id)
        return { title: block.title, number: '', place: `heading:${id}` };
  }
  return undefined;
}

/** The way back to the path, and to each failure that led here. */
function cameFrom(scene: Scene, phase: Phase): TemplateResult {
  const { view, layout, words, act } = scene;
  const left = leftStep(scene);
  const failed = layout.cards.filter(card => card !== left && view.steps[card.id]?.answeredBy === phase.id);
  return html`<div class="hr-came" data-branch-taken>
    <p class="hr-note">
      ${icon('git-branch')}<span
        >${words.t(view.replacedBy === phase.id ? 'branch.takenInstead' : 'branch.taken')}</span
      >
    </p>
    ${left === undefined ? nothing : backButton(scene, left, 'hr-btn')}
    ${failed.map(
      card =>
        html`<button class="hr-linkbtn" type="button" @click=${() => act.goTo(card.id)}>
          ${words.t('branch.backTo', { number: card.number })}
        </button> `,
    )}
  </div>`;
}
