import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { unsafeHTML } from 'lit-html/directives/unsafe-html.js';

import type { RecordField } from '../../../core/runbook/runbook.ts';
import { settledActions } from './doing.ts';
import { enter, formId, leadBack, sendKey } from './entering.ts';
import { keep } from '../form.ts';
import { notes } from './notes.ts';
import { otherButton, otherChoices } from '../decision/other.ts';
import { canAct, type CardScene } from '../scene.ts';
import { isSettled } from './status.ts';

/** Blanks of a table or list, with their limits beside them. */
export function recordBody(at: CardScene): TemplateResult {
  const { words } = at.scene;
  const submit = (event: Event): void => {
    event.preventDefault();
    send(at);
  };
  return html`<form id=${formId(at)} @submit=${submit} @keydown=${enter}>
      <table class="hr-table hr-stack hr-readings">
        <thead>
          <tr>
            <th scope="col">${words.t('record.reading')}</th>
            <th scope="col">${words.t('record.hint')}</th>
            <th scope="col">${words.t('record.now')}</th>
          </tr>
        </thead>
        <tbody>
          ${fieldsOf(at).map(one => recordRow(at, one))}
        </tbody>
      </table>
    </form>
    ${asWritten(at)} ${notes(at, at.status.step)}
    ${isSettled(at.status.state) ? settledActions(at) : actions(at)}`;
}

function fieldsOf({ card }: CardScene): readonly RecordField[] {
  return card.fields ?? [];
}

/** The fields leave out the rest of the table they stand in; here it is whole. */
function asWritten({ card, scene }: CardScene): TemplateResult | typeof nothing {
  return card.html === undefined
    ? nothing
    : html`<details class="hr-written">
        <summary>${scene.words.t('text.asWritten')}</summary>
        <div class="hr-md" dir="auto">${unsafeHTML(card.html)}</div>
      </details>`;
}

function keyOf({ card }: CardScene, { name }: RecordField): string {
  return `${card.id}/record/${name}`;
}

function typed(at: CardScene, one: RecordField): string {
  return at.scene.memory.typed(keyOf(at, one)) ?? at.status.step.values?.[one.name] ?? '';
}

function isEmpty(at: CardScene, one: RecordField): boolean {
  return typed(at, one).trim() === '';
}

function recordRow(at: CardScene, one: RecordField): TemplateResult {
  const { words, act } = at.scene;
  const id = keyOf(at, one);
  const saved = at.status.step.values?.[one.name] ?? '';
  const isFirst = fieldsOf(at).find(other => isEmpty(at, other)) === one;
  return html`<tr data-state=${saved === '' ? nothing : 'passed'}>
    <th scope="row" dir="auto">${one.name}</th>
    <td data-h=${words.t('record.hint')} dir="auto">${one.hint ?? ''}</td>
    <td class="is-full">
      ${
        isSettled(at.status.state)
          ? html`<b>${saved}</b>`
          : html`<input
              class="hr-input"
              type="text"
              autocomplete="off"
              data-key=${id}
              data-main=${isFirst ? 'focus' : nothing}
              aria-label=${one.name}
              .value=${live(typed(at, one))}
              @input=${(event: Event) => {
                keep(at.scene, id, event);
                act.typed(at.card.id);
              }}
            />`
      }
    </td>
  </tr>`;
}

function valuesOf(at: CardScene): readonly { readonly name: string; readonly value: string }[] {
  return fieldsOf(at)
    .map(one => ({ name: one.name, value: typed(at, one).trim() }))
    .filter(({ value }) => value !== '');
}

function maySave({ scene }: CardScene): boolean {
  return canAct(scene) && scene.view.recording.ok;
}

/** Saves what is filled in, of which something has to be. */
function send(at: CardScene): void {
  const { scene, card } = at;
  const values = [...valuesOf(at)];
  if (values.length === 0) leadBack(at, scene.words.t('record.empty'));
  else if (maySave(at)) scene.act.ask(card.id, { type: 'record.fill', step: card.id, values });
}

function actions(at: CardScene): TemplateResult {
  const { words } = at.scene;
  const filled = valuesOf(at).length;
  const total = fieldsOf(at).length;
  return html`<div class="hr-actions">
      <button
        class="hr-btn hr-btn--lg"
        type="submit"
        form=${formId(at)}
        data-main=${filled === total ? 'press' : nothing}
        aria-disabled=${maySave(at) && filled > 0 ? nothing : 'true'}
      >
        ${words.t('record.save')} ${sendKey(at)}
      </button>
      ${otherButton(at)}
      <p>${words.t('record.count', { n: filled, total })}</p>
    </div>
    ${otherChoices(at)}`;
}
