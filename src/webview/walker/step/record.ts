import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { unsafeHTML } from 'lit-html/directives/unsafe-html.js';

import { brokenLimit, firstLimit, judgedBy } from '../../../core/run/expectation/reading.ts';
import type { RecordField } from '../../../core/runbook/runbook.ts';
import { settledActions } from './doing.ts';
import { enter, formId, leadBack, sendKey } from './entering.ts';
import { keep, textOf } from '../form.ts';
import { icon } from '../icon.ts';
import { notes } from './notes.ts';
import { otherButton, otherChoices } from '../decision/other.ts';
import { say } from '../regions.ts';
import { canAct, type CardScene } from '../scene.ts';
import { isSettled } from './status.ts';

/** Blanks of a table or list, with their limits beside them. */
export function recordBody(at: CardScene): TemplateResult {
  const { words } = at.scene;
  const submit = (event: Event): void => {
    event.preventDefault();
    send(at);
  };
  const rows = rowsOf(fieldsOf(at));
  const limited = rows.some(({ hint }) => hint !== '');
  return html`<form id=${formId(at)} @submit=${submit} @keydown=${enter}>
      <table class="hr-table hr-stack hr-readings">
        <thead>
          <tr>
            <th scope="col">${words.t('record.reading')}</th>
            ${limited ? html`<th scope="col">${words.t('record.hint')}</th>` : nothing}
            <th scope="col">${words.t('record.now')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(row => recordRow(at, row, limited))}
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

/** What one row of the runbook's table asks for: what is read, its limit, and the columns to fill. */
interface Row {
  readonly name: string;
  /** Empty where each column has its own. */
  readonly hint: string;
  readonly fields: readonly { readonly field: RecordField; readonly column: string }[];
}

/** Columns of one row stand together, so that its name is said once, and its limit where they share it. */
function rowsOf(fields: readonly RecordField[]): readonly Row[] {
  const rows: Row[] = [];
  for (const field of fields) {
    const [name = '', ...rest] = field.name.split(' · ');
    const hint = field.hint ?? '';
    const last = rows.at(-1);
    const same = rest.length > 0 && last?.name === name && last.fields[0]?.field.line === field.line;
    const column = { field, column: rest.join(' · ') };
    if (same)
      rows.splice(-1, 1, {
        ...last,
        hint: last.hint === hint ? hint : '',
        fields: [...last.fields, column],
      });
    else rows.push({ name, hint, fields: [column] });
  }
  return rows.map(row => (row.fields.length === 1 ? alone(row) : row));
}

/** One field is called as it is everywhere else. */
function alone({ hint, fields }: Row): Row {
  return { name: fields[0]?.field.name ?? '', hint, fields: fields.map(one => ({ ...one, column: '' })) };
}

function recordRow(at: CardScene, { name, hint, fields }: Row, limited: boolean): TemplateResult {
  const only = fields.length === 1 ? fields[0] : undefined;
  const isRead = fields.every(({ field }) => (at.status.step.values?.[field.name] ?? '') !== '');
  return html`<tr data-state=${isRead ? 'passed' : nothing}>
    <th scope="row" dir="auto">${name}</th>
    ${limited ? html`<td data-h=${at.scene.words.t('record.hint')} dir="auto">${hint}</td>` : nothing}
    <td class="is-full">
      ${
        only === undefined
          ? html`<div class="hr-reading">
              ${fields.map(
                ({ field, column }) =>
                  html`<small dir="auto">${headOf(column, hint === '' ? field.hint : undefined)}</small
                    >${fieldOf(at, field)}`,
              )}
            </div>`
          : fieldOf(at, only.field)
      }
    </td>
  </tr>`;
}

/** A column's head, with what only this column has: its unit. */
function headOf(column: string, hint: string | undefined): string {
  return hint === undefined ? column : `${column}, ${hint}`;
}

function fieldOf(at: CardScene, one: RecordField): TemplateResult {
  const id = keyOf(at, one);
  const broken = brokenOf(at, one);
  const beyond = beyondLimit(at, one, broken);
  if (isSettled(at.status.state))
    return html`<b>${at.status.step.values?.[one.name] ?? ''}</b>${broken === undefined ? nothing : beyond}`;
  const isFirst = fieldsOf(at).find(other => isEmpty(at, other)) === one;
  return html`<input
      class="hr-input"
      type="text"
      autocomplete="off"
      data-key=${id}
      data-main=${isFirst ? 'focus' : nothing}
      aria-label=${one.name}
      aria-describedby=${broken === undefined ? nothing : `${id}-beyond`}
      .value=${live(typed(at, one))}
      @input=${(event: Event) => {
        keep(at.scene, id, event);
        at.scene.act.typed(at.card.id);
      }}
      @change=${(event: Event) => leave(at, one, textOf(event))}
    />${beyond}`;
}

function leftKey(at: CardScene, one: RecordField): string {
  return `${keyOf(at, one)}/left`;
}

/** A field is left: what was read is whole now, and may be judged. */
function leave(at: CardScene, one: RecordField, text: string): void {
  at.scene.memory.type(leftKey(at, one), text);
  at.scene.act.typed(at.card.id);
  const broken = brokenOf(at, one);
  if (broken !== undefined) say('say', at.scene.words.t('record.beyond', { limit: broken }));
}

/** The limit that a reading lies outside of, once its field was left or it is saved: the `1` of a `120` is no reading. */
function brokenOf(at: CardScene, one: RecordField): string | undefined {
  const saved = at.status.step.values?.[one.name] ?? '';
  const read = (isSettled(at.status.state) ? saved : typed(at, one)).trim();
  const isWhole = [at.scene.memory.typed(leftKey(at, one)), saved].some(text => text?.trim() === read);
  return isWhole ? brokenLimit(judgedBy(one), read) : undefined;
}

/** A number outside of its limit is said to be, and what it means is left to the person; the words have their room before they are shown, so that no row jumps. */
function beyondLimit(at: CardScene, one: RecordField, broken?: string): TemplateResult | typeof nothing {
  const limit = broken ?? firstLimit(judgedBy(one));
  if (limit === undefined) return nothing;
  return html`<small
    class="hr-beyond"
    id=${`${keyOf(at, one)}-beyond`}
    data-state=${broken === undefined ? nothing : 'judge'}
  >
    ${icon('warning', 'sm')}${at.scene.words.t('record.beyond', { limit })}
  </small>`;
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
