import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';

import { fillBlanks, piecesOf, type Blank, type Piece } from '../../../core/runbook/blanks.ts';
import { settledActions } from './doing.ts';
import { enter, formId, leadBack, sendKey } from './entering.ts';
import { textOf } from '../form.ts';
import { notes } from './notes.ts';
import { otherButton, otherChoices } from '../decision/other.ts';
import { icon } from '../icon.ts';
import { canRun, type CardScene } from '../scene.ts';
import { isSettled } from './status.ts';

/** A text that is filled in and copied; what the run knows already is filled. */
export function templateBody(at: CardScene): TemplateResult {
  const blanks = at.card.blanks ?? [];
  const pieces = piecesOf(at.card.text ?? '', blanks);
  const firsts = new Map<string, number>();
  for (const { name, start } of blanks) if (!firsts.has(name)) firsts.set(name, start);
  const submit = (event: Event): void => {
    event.preventDefault();
    send(at, pieces);
  };
  const filled = pieces.map(piece =>
    piece.kind === 'text'
      ? piece.text
      : blankOf(at, piece, firsts.get(piece.blank.name) === piece.blank.start),
  );
  // The text keeps its blanks and line ends, so no other may stand beside it.
  return html`<form id=${formId(at)} @submit=${submit} @keydown=${enter}>
      <div class="hr-tmpl" dir="auto">${filled}</div>
    </form>
    ${notes(at, at.status.step)} ${isSettled(at.status.state) ? settledActions(at) : actions(at, pieces)}`;
}

function field(at: CardScene, { name }: Blank): string {
  return `${at.card.id}/blank/${name}`;
}

/** The value of the run that belongs there. */
function known(at: CardScene, blank: Blank): string | undefined {
  if (blank.secret === true) return undefined;
  const value = at.scene.view.values.find(({ name }) => name === blank.input);
  return value?.set === true ? value.value : undefined;
}

/** What was typed now, else what the log has from before the step was taken back. */
function typed(at: CardScene, blank: Blank): string | undefined {
  return at.scene.memory.typed(field(at, blank)) ?? at.status.step.values?.[blank.name];
}

function valueOf(at: CardScene, blank: Blank): string | undefined {
  const text = (typed(at, blank) ?? '').trim();
  return known(at, blank) ?? (text === '' ? undefined : text);
}

type BlankPiece = Extract<Piece, { readonly kind: 'blank' }>;

/** A value that stands in several places is typed in the first, and is read in the others. */
function blankOf(at: CardScene, { blank, text }: BlankPiece, isFirst: boolean): TemplateResult {
  if (isSettled(at.status.state)) {
    // What was copied, whatever has become of the run's values since.
    return html`<mark>${at.status.step.values?.[blank.name] ?? valueOf(at, blank) ?? text}</mark>`;
  }
  if (known(at, blank) !== undefined || !isFirst) return html`<mark>${valueOf(at, blank) ?? text}</mark>`;
  return blankField(at, blank, /\p{L}/u.test(text));
}

function blankField(at: CardScene, blank: Blank, hasWords: boolean): TemplateResult {
  const id = field(at, blank);
  const { memory, act, words } = at.scene;
  const nth = at.card.blanks?.indexOf(blank) ?? 0;
  const label = /\p{L}/u.test(blank.name) ? blank.name : words.t('template.blank', { n: String(nth + 1) });
  return html`<span class="hr-blank"
    ><input
      class="hr-input"
      type="text"
      size="18"
      autocomplete="off"
      data-key=${id}
      data-main=${firstOpen(at) === blank.name ? 'focus' : nothing}
      aria-label=${label}
      .value=${live(typed(at, blank) ?? '')}
      @input=${(event: Event) => {
        if (blank.secret === true) memory.typeSecret(id, textOf(event));
        else memory.type(id, textOf(event));
        act.typed(at.card.id);
      }}
    />${hasWords ? html`<small aria-hidden="true">${label.split(' · ').at(-1)}</small>` : nothing}</span
  >`;
}

function firstOpen(at: CardScene): string | undefined {
  return at.card.blanks?.find(blank => valueOf(at, blank) === undefined)?.name;
}

/** Copies the text and says that it was; what was typed since the last drawing counts too. */
function send(at: CardScene, pieces: readonly Piece[]): void {
  const { card, scene } = at;
  const { act, words } = scene;
  const { text, open } = fillBlanks(pieces, blank => valueOf(at, blank));
  if (open.length > 0) leadBack(at, words.t('template.left', { n: open.length }));
  if (open.length > 0 || !canRun(at.scene)) return;
  const written = (card.blanks ?? []).flatMap(blank => {
    const value = blank.secret === true ? undefined : valueOf(at, blank);
    return value === undefined || known(at, blank) !== undefined ? [] : [[blank.name, value] as const];
  });
  const values = [...new Map(written)].map(([name, value]) => ({ name, value }));
  act.host({ action: 'copy', text });
  act.ask(card.id, { type: 'step.copied', step: card.id, ...(values.length === 0 ? {} : { values }) });
}

function actions(at: CardScene, pieces: readonly Piece[]): TemplateResult {
  const { words, act } = at.scene;
  const { text, open } = fillBlanks(pieces, blank => valueOf(at, blank));
  const can = open.length === 0 && canRun(at.scene);
  return html`<div class="hr-actions">
      <button
        class="hr-btn hr-btn--lg"
        type="submit"
        form=${formId(at)}
        data-main=${open.length === 0 ? 'press' : nothing}
        aria-disabled=${can ? nothing : 'true'}
      >
        ${icon('copy')}${words.t('template.copyDone')} ${sendKey(at)}
      </button>
      <button
        class="hr-btn hr-btn--quiet hr-btn--lg"
        type="button"
        data-copy
        @click=${() => act.host({ action: 'copy', text })}
      >
        ${words.t('template.copyOnly')}
      </button>
      ${otherButton(at)}
      ${open.length > 0 ? html`<p>${words.t('template.left', { n: open.length })}</p>` : nothing}
    </div>
    ${otherChoices(at)}`;
}
