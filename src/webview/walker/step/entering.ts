import { html, nothing, type TemplateResult } from 'lit-html';

import { focusOn } from '../focus.ts';
import { say } from '../regions.ts';
import type { CardScene, Scene } from '../scene.ts';

// Steps that are forms of several one-line fields. Enter leads on to the next that is empty and behind the last sends the form;
// Ctrl+Enter sends it from any of them.

/** The id of the form of a step; its buttons stand outside of it, where letters are keys of the page. */
export function formId({ card }: CardScene): string {
  return `form-${card.id}`;
}

/** Enter in a field: on to the next that is empty; where none follows, the browser sends the form. */
export function enter(event: KeyboardEvent): void {
  const { target, key, isComposing, repeat } = event;
  const chord = event.ctrlKey || event.metaKey || event.altKey;
  if (key !== 'Enter' || isComposing || chord || !(target instanceof HTMLInputElement)) return;
  const fields = fieldsOf(target.form);
  const next = fields.slice(fields.indexOf(target) + 1).find(({ value }) => value.trim() === '');
  // A key that is held down goes one field far, and sends nothing.
  if (next !== undefined || repeat) event.preventDefault();
  if (!repeat) focusOn(next);
}

/** Where nothing can be sent yet: to the first field that is empty, with the words for why. */
export function leadBack(at: CardScene, why: string): void {
  const form = document.getElementById(formId(at));
  const fields = fieldsOf(form instanceof HTMLFormElement ? form : null);
  focusOn(fields.find(({ value }) => value.trim() === ''));
  say('say', why);
}

function fieldsOf(form: HTMLFormElement | null): readonly HTMLInputElement[] {
  return [...(form?.elements ?? [])].filter(one => one instanceof HTMLInputElement);
}

/** The key that sends the form, on its button. */
export function sendKey({ scene, current }: CardScene): TemplateResult | typeof nothing {
  return current ? mainKey(scene) : nothing;
}

/** The key of the main action, on a button that it presses. */
export function mainKey({ words, settings }: Scene): TemplateResult {
  return html`<kbd class="hr-kbd">${words.t(settings.mac ? 'key.mainMac' : 'key.main')}</kbd>`;
}
