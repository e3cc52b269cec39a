import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { unsafeHTML } from 'lit-html/directives/unsafe-html.js';

import type { RecordField } from '../../../core/runbook/runbook.ts';
import { settledActions } from './doing.ts';
import { keep, textOf } from '../form.ts';
import { notes } from './notes.ts';
import { otherButton, otherChoices } from '../decision/other.ts';
import { icon } from '../icon.ts';
import { canAct, type CardScene } from '../scene.ts';
import { isSettled } from './status.ts';
import { filled, templatePieces, type Piece } from './template.ts';

type Blank = Extract<Piece, { kind: 'blank' }>;

/** A text that is filled in and copied; what the run knows already is filled. */
export function templateBody(at: CardScene): TemplateResult {
  const pieces = templatePieces(at.card.text ?? '', at.card.placeholders ?? []);
  return html`<div class="hr-tmpl" dir="auto">${pieces.map(piece => pieceOf(at, piece))}</div>
    ${notes(at, at.status.step)}
    ${isSettled(at.status.state) ? settledActions(at) : templateActions(at, pieces)}`;
}

function field(at: CardScene, blank: Blank): string {
  return `${at.card.id}/blank/${blank.nth}`;
}

function known(at: CardScene, blank: Blank): string | undefined {
  const { page, view } = at.scene;
  const input = page.inputs.find(one => one.text === blank.text && !one.secret);
  const value = input === undefined ? undefined : view.values.find(one => one.name === input.name);
  return value?.set === true ? value.value : undefined;
}

function valueOf(at: CardScene, blank: Blank): string | undefined {
  const typed = (at.scene.memory.typed(field(at, blank)) ?? '').trim();
  return known(at, blank) ?? (typed === '' ? undefined : typed);
}

function pieceOf(at: CardScene, piece: Piece): TemplateResult | string {
  if (piece.kind === 'text') return piece.text;
  const value = known(at, piece);
  if (value !== undefined) return html`<mark>${value}</mark>`;
  const id = field(at, piece);
  const { memory, act, words } = at.scene;
  const label = piece.label === '' ? words.t('template.blank', { n: String(piece.nth + 1) }) : piece.label;
  if (isSettled(at.status.state)) return html`<mark>${memory.typed(id) ?? piece.text}</mark>`;
  return html`<span class="hr-blank"
    ><input
      class="hr-input"
      type="text"
      size="18"
      data-key=${id}
      data-main=${piece.nth === 0 ? 'focus' : nothing}
      aria-label=${label}
      .value=${live(memory.typed(id) ?? '')}
      @input=${(event: Event) => {
        memory.type(id, textOf(event));
        act.typed(at.card.id);
      }}
    />${piece.label === '' ? nothing : html`<small aria-hidden="true">${piece.label}</small>`}</span
  >`;
}

function templateActions(at: CardScene, pieces: readonly Piece[]): TemplateResult {
  const { scene, card } = at;
  const { words, act } = scene;
  const { text, open } = filled(pieces, blank => valueOf(at, blank));
  const can = open === 0 && canAct(scene) && scene.view.recording.ok;
  const copy = (): void => {
    // What was typed since the last drawing counts too.
    const now = filled(pieces, blank => valueOf(at, blank));
    if (now.open > 0 || !can) return;
    act.host({ action: 'copy', text: now.text });
    act.ask(card.id, { type: 'step.copied', step: card.id });
  };
  return html`<div class="hr-actions">
      <button
        class="hr-btn hr-btn--lg"
        type="button"
        data-main="press"
        aria-disabled=${can ? nothing : 'true'}
        @click=${copy}
      >
        ${icon('copy')}${words.t('template.copyDone')}
      </button>
      <button
        class="hr-btn hr-btn--quiet hr-btn--lg"
        type="button"
        data-copy
        @click=${() => act.host({ action: 'copy', text })}
      >
        ${words.t('template.copyOnly')}
      </button>
      ${otherButton(at)} ${open > 0 ? html`<p>${words.t('template.left', { n: open })}</p>` : nothing}
    </div>
    ${otherChoices(at)}`;
}

/** Blanks of a table or list, with their limits beside them. */
export function recordBody(at: CardScene): TemplateResult {
  const { words } = at.scene;
  const fields = at.card.fields ?? [];
  return html`<table class="hr-table hr-stack hr-readings">
      <thead>
        <tr>
          <th scope="col">${words.t('record.reading')}</th>
          <th scope="col">${words.t('record.hint')}</th>
          <th scope="col">${words.t('record.now')}</th>
        </tr>
      </thead>
      <tbody>
        ${fields.map((one, i) => recordRow(at, one, i))}
      </tbody>
    </table>
    ${asWritten(at)} ${notes(at, at.status.step)}
    ${isSettled(at.status.state) ? settledActions(at) : recordActions(at, fields)}`;
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

function recordRow(at: CardScene, one: RecordField, i: number): TemplateResult {
  const { memory, words, act } = at.scene;
  const id = `${at.card.id}/record/${one.name}`;
  const saved = at.status.step.values?.[one.name] ?? '';
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
              data-key=${id}
              data-main=${i === 0 ? 'focus' : nothing}
              aria-label=${one.name}
              .value=${live(memory.typed(id) ?? saved)}
              @input=${(event: Event) => {
                keep(at.scene, id, event);
                act.typed(at.card.id);
              }}
            />`
      }
    </td>
  </tr>`;
}

function recordActions(at: CardScene, fields: readonly RecordField[]): TemplateResult {
  const { scene, card, status } = at;
  const { words, act, memory } = scene;
  const read = (): readonly { name: string; value: string }[] =>
    fields
      .map(one => ({
        name: one.name,
        value: (memory.typed(`${card.id}/record/${one.name}`) ?? status.step.values?.[one.name] ?? '').trim(),
      }))
      .filter(one => one.value !== '');
  const can = canAct(scene) && scene.view.recording.ok && read().length > 0;
  const save = (): void => {
    const values = [...read()];
    if (can && values.length > 0) act.ask(card.id, { type: 'record.fill', step: card.id, values });
  };
  return html`<div class="hr-actions">
      <button class="hr-btn hr-btn--lg" type="button" aria-disabled=${can ? nothing : 'true'} @click=${save}>
        ${words.t('record.save')}
      </button>
      ${otherButton(at)}
      <p>${words.t('record.count', { n: read().length, total: fields.length })}</p>
    </div>
    ${otherChoices(at)}`;
}
