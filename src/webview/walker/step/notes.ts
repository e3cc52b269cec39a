import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';

import { partsOf } from '../../../core/run/expectation/reading.ts';
import type { StepView, Task } from '../../../core/run/view/view.ts';
import { keep } from '../form.ts';
import { icon } from '../icon.ts';
import { canAct, type CardScene } from '../scene.ts';

/** Reason and notes of a step, in the words that were typed; what a `task` was signed with is what was read, and a note. */
export function notes(at: CardScene, step: StepView, task?: Task): TemplateResult | typeof nothing {
  const { words } = at.scene;
  const files = step.files ?? [];
  if (step.reason === undefined && step.notes.length === 0 && files.length === 0) return nothing;
  return html`<div class="hr-notes">
    ${reasonsOf(at, step, task).map(text => html`<p dir="auto">${text}</p>`)}
    ${step.notes
      .filter(note => note !== step.reason)
      .map(note => html`<p dir="auto">${words.t('note', { note })}</p>`)}
    ${files.map(
      ({ name, size, masked = 0 }) =>
        html`<p dir="auto">
          ${icon('file', 'sm')} ${words.t('attached', { name, size: words.bytes(size) })}
          ${masked > 0 ? html`<span data-masked>${words.t('attached.masked', { n: masked })}</span>` : nothing}
        </p>`,
    )}
  </div>`;
}

function reasonsOf({ scene: { words } }: CardScene, step: StepView, task?: Task): readonly string[] {
  const { reason, state, wait } = step;
  if (reason === undefined) return [];
  if (task === undefined || state === 'skipped') return [words.t(reasonKey(step), { reason })];
  const isRead = task.limit !== undefined && wait === undefined;
  const { reading, written } = isRead ? partsOf(reason) : { reading: '', written: reason };
  return [
    ...(reading === '' ? [] : [words.t('reading', { reading })]),
    ...(written === '' ? [] : [words.t('note', { note: written })]),
  ];
}

/** What was done by hand was asked for by how, all else by why. */
export function reasonKey({ state }: StepView): 'reason' | 'reason.hand' {
  return state === 'by-hand' ? 'reason.hand' : 'reason';
}

/** Opens or closes what stands behind a button; its note takes the focus, so that whoever presses it can write at once. */
export function toggleNote({ scene, card }: CardScene, opener: string, step: string): void {
  const { memory, act } = scene;
  const open = memory.isOpen(opener) !== true;
  memory.touch(card.id);
  act.setOpen(opener, open);
  act.goTo(`field:${open ? `${step}/note` : opener}`);
}

/** A field for a note, behind a button by its key; before a tick it goes with the tick, afterwards it is an entry of its own. */
export function noteForm(at: CardScene, step: string, opener: string): TemplateResult {
  const { scene, card } = at;
  const { words, memory, act } = scene;
  const field = `${step}/note`;
  const save = (event: Event): void => {
    event.preventDefault();
    const text = (memory.typed(field) ?? '').trim();
    if (text === '' || !canAct(scene)) return;
    memory.forget(field);
    memory.touch(card.id);
    act.ask(step, { type: 'note', step, text });
    act.setOpen(opener, false);
    act.goTo(`field:${opener}`);
  };
  return html`<form class="hr-form hr-form--note" data-opener=${opener} @submit=${save}>
    <label for=${field}>${words.t('note.title')}</label>
    <textarea
      class="hr-input"
      id=${field}
      data-key=${field}
      .value=${live(memory.typed(field) ?? '')}
      @input=${(event: Event) => keep(scene, field, event)}
    ></textarea>
    <div class="hr-actions"><button class="hr-btn" type="submit">${words.t('note.save')}</button></div>
  </form>`;
}
