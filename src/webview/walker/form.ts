import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';

import type { Scene } from './scene.ts';

/** An inline form that asks for words. */
export interface ReasonForm {
  /** The card or part it stands in. */
  readonly place: string;
  /** Its name in `Memory.form`. */
  readonly name: string;
  readonly title: string;
  readonly hint: string;
  readonly submit: string;
  send(reason: string): void;
}

/** Whether words are enough of a reason for a colleague. */
export function isReason(text: string): boolean {
  const words = text.trim();
  return words.length >= 4 && !/^n\.?\/?a\.?$/iu.test(words);
}

/** The field of a reason, with why it was refused; what is typed is remembered under `field`. */
export function reasonField(
  scene: Scene,
  { field, label, hint }: { readonly field: string; readonly label: string; readonly hint: string },
): TemplateResult {
  const { words, memory } = scene;
  const refused = memory.typed(`${field}/refused`) === 'yes';
  return html`<label for=${field}>${label}</label>
    <textarea
      class="hr-input"
      id=${field}
      data-key=${field}
      aria-describedby=${`${field}-d`}
      aria-invalid=${refused ? 'true' : nothing}
      .value=${live(memory.typed(field) ?? '')}
      @input=${(event: Event) => keep(scene, field, event)}
    ></textarea>
    <p id=${`${field}-d`} data-state=${refused ? 'blocked' : nothing}>
      ${refused ? words.t('form.refused') : hint}
    </p>`;
}

/** A reason is asked for where the choice was made; what is typed stays when the form is closed. */
export function reasonForm(scene: Scene, form: ReasonForm): TemplateResult {
  const { words, memory, act } = scene;
  const field = `${form.place}/form/${form.name}`;
  const submit = (event: Event): void => {
    event.preventDefault();
    const text = memory.typed(field) ?? '';
    if (isReason(text)) {
      memory.forget(`${field}/refused`);
      form.send(text.trim());
    } else {
      memory.type(`${field}/refused`, 'yes');
      act.setForm(form.place, form.name);
    }
  };
  return html`<form class="hr-form" @submit=${submit} data-form=${form.name} data-place=${form.place}>
    ${reasonField(scene, { field, label: form.title, hint: form.hint })}
    <div class="hr-actions">
      <button class="hr-btn" type="submit">${form.submit}</button>
      <button class="hr-btn hr-btn--quiet" type="button" @click=${() => act.setForm(form.place, undefined)}>
        ${words.t('form.cancel')}
      </button>
    </div>
  </form>`;
}

/** Remembers what stands in a field. */
export function keep(scene: Scene, field: string, event: Event): void {
  scene.memory.type(field, textOf(event));
  scene.act.typed();
}

/** The text of the field that an event came from. */
export function textOf(event: Event): string {
  const { target } = event;
  return target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
    ? target.value
    : '';
}
