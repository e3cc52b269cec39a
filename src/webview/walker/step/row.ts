import { html, nothing, type TemplateResult } from 'lit-html';

import type { Card } from '../../../core/run/view/view.ts';
import { isEdited } from '../decision/edit.ts';
import { editedTag } from '../decision/editedTag.ts';
import { icon, stateIcon, stateLabel } from '../icon.ts';
import { changedTag } from '../page/changed.ts';
import type { CardScene, Scene } from '../scene.ts';
import { mayReopen } from './doing.ts';
import { foldedText } from './folded.ts';
import { reasonKey } from './notes.ts';
import { isSettled } from './status.ts';

/** A step as a row of 40 px; `folded`: its text is there to be found. */
export function row(at: CardScene, folded: boolean): TemplateResult {
  const { scene, card, status } = at;
  const { words } = scene;
  const mark = stateIcon(status.state, card.kind);
  const reason = isSettled(status.state) || status.state === 'failed' ? status.step.reason : undefined;
  return html`<div class="hr-row" id=${`card-${card.id}`} data-card=${card.id} data-state=${status.state}>
    <span class="hr-mark">${icon(mark)}</span>
    <h3>
      <button
        class="hr-row__btn"
        type="button"
        aria-expanded="false"
        data-row=${card.id}
        data-key=${`row/${card.id}`}
        data-holds=${mayReopen(at) ? 'reopen' : nothing}
        @click=${() => scene.act.setOpen(card.id, true)}
      >
        <span class="hr-row__no">${card.number}</span
        ><span class="hr-row__t" dir="auto">${titleText(scene, card)}</span
        ><span class="hr-row__st">${rowStatus(at)}</span>
      </button>
    </h3>
    ${
      reason === undefined || card.kind === 'check'
        ? nothing
        : html`<p class="hr-row__note" dir="auto">${words.t(reasonKey(status.step), { reason })}</p>`
    }
    ${folded ? foldedText(scene, card) : nothing}
  </div>`;
}

function rowStatus(at: CardScene): unknown {
  const { card, status, scene } = at;
  const { words } = scene;
  if (isToCome(at)) {
    return [countText(at), changedTag(at), editedMark(at), riskTag(at)];
  }
  const detail = settledDetail(at);
  const label = words.t(stateLabel({ ...status.step, state: status.state }, card.kind));
  return [html`<b>${label}</b>`, detail === '' ? nothing : ` ${detail}`, editedMark(at), riskTag(at)];
}

/** Beside such a step stands what is in it, and not how it went. */
function isToCome({ status: { state, step } }: CardScene): boolean {
  return (
    state === 'waiting' || state === 'ready' || (state === 'blocked' && step.blocked?.kind === 'earlier')
  );
}

/** How long a step took, or when it was settled; empty where neither says anything. */
export function settledDetail(at: CardScene): string {
  const { card, status, scene } = at;
  const { words, drawnAt } = scene;
  if (card.kind === 'check' && status.skipped > 0 && status.skipped < status.total) {
    return words.t('row.skipped', { n: status.skipped });
  }
  if (card.kind === 'check' && !isSettled(status.state)) return countText(at);
  if (status.step.durationMs !== undefined && status.state !== 'by-hand')
    return words.took(status.step.durationMs);
  return status.step.at === undefined || !isSettled(status.state) ? '' : words.time(status.step.at, drawnAt);
}

function countText(at: CardScene): string {
  const { card, status, scene } = at;
  const { words } = scene;
  if (card.optional === true) return words.t('row.optional');
  switch (card.kind) {
    case 'check':
      return status.settled > 0
        ? words.t('row.of', { n: status.settled, total: status.total })
        : words.t('row.tasks', { n: status.total });
    case 'commands':
      return words.t('row.commands', { n: card.commands?.length ?? 0 });
    case 'record':
      return words.t('row.blanks', { n: card.fields?.length ?? 0 });
    case 'manual':
      return card.required ? words.t('row.manual') : words.t('row.optional');
    case 'template':
      return words.t('row.template');
    case 'script':
      return words.t('row.script');
    case 'file':
    case 'suggested':
      return '';
  }
}

/** That something else ran than the runbook has. */
export function editedMark(at: CardScene): TemplateResult | typeof nothing {
  return isEdited(at) ? editedTag(at.scene.words) : nothing;
}

function riskTag(at: CardScene): TemplateResult | typeof nothing {
  const risky = at.card.commands?.some(command => command.risks.length > 0) ?? false;
  if (!risky) return nothing;
  return html`<span class="hr-tag">${icon('shield', 'sm')}${at.scene.words.t('tag.risky')}</span>`;
}

/** A list of tasks has no title of its own. */
export function titleText({ words }: Scene, card: Card): string {
  return card.title === '' ? words.t('card.tasks') : card.title;
}
