import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { unsafeHTML } from 'lit-html/directives/unsafe-html.js';

import type { Card } from '../../../core/run/view/view.ts';
import { isAskedAbout } from './askedAbout.ts';
import { changedNote, changedTag } from '../page/changed.ts';
import { commandsBody, mayReopen, problems } from './doing.ts';
import { isEdited } from '../decision/edit.ts';
import { editedTag } from '../decision/editedTag.ts';
import { evidenceButtons, evidenceForm } from './evidence.ts';
import { recordBody } from './record.ts';
import { templateBody } from './template.ts';
import { manualBody, tasksBody } from './hand.ts';
import { reasonKey } from './notes.ts';
import { icon, stateIcon, stateLabel } from '../icon.ts';
import { stepIds } from '../layout.ts';
import { foldedText } from './folded.ts';
import { alternative, replaced } from './instead.ts';
import { paceBar, stepSince, usualWords } from '../page/pace.ts';
import { scriptBody } from './reading.ts';
import { refusalNote } from '../decision/refusal.ts';
import type { CardScene, Scene } from '../scene.ts';
import { isSettled, nowStep, statusOf, stepOf } from './status.ts';
import { waits } from './wait.ts';

/** A step: a row of 40 px, or open. Drawn again only when something it shows has changed. */
export function cardItem(scene: Scene, card: Card): unknown {
  const { view, memory, layout } = scene;
  const now = nowStep(view.now);
  const current = now !== undefined && layout.cardOf.get(now) === card;
  const open = isCardOpen(scene, card, current);
  const folded = (layout.positions.get(card.id) ?? 0) < scene.foldedUpTo;
  const dependencies: unknown[] = [
    card,
    scene.words,
    scene.settings,
    scene.link.state,
    scene.seat,
    scene.layout,
    scene.pace,
    view.closed,
    view.recording.ok,
    open,
    open || folded,
    current,
    memory.revision(card.id),
    ...stepIds(card).map(id => view.steps[id]),
  ];
  if (open) dependencies.push(view.values, view.revision);
  return guard(dependencies, () => {
    const at: CardScene = { scene, card, status: statusOf(card, view), current };
    return open ? article(at) : row(at, folded);
  });
}

/** Whether a step is open: as the person left it, else where it needs one. */
export function isCardOpen(scene: Scene, card: Card, current: boolean): boolean {
  const left = scene.memory.isOpen(card.id);
  if (left !== undefined) return left;
  if (current || isAskedAbout(scene, card)) return true;
  if (stepIds(card).some(id => stepOf(scene.view, id).wait?.startedAt !== undefined)) return true;
  const { state } = statusOf(card, scene.view);
  return state === 'running' || state === 'judge' || state === 'unknown';
}

function row(at: CardScene, folded: boolean): TemplateResult {
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
  const { state, step } = status;
  const label = words.t(stateLabel({ ...step, state }, card.kind));
  if (state === 'waiting' || state === 'ready' || (state === 'blocked' && step.blocked?.kind === 'earlier')) {
    return [countText(at), changedTag(at), editedMark(at), riskTag(at)];
  }
  const detail = settledDetail(at);
  return [html`<b>${label}</b>`, detail === '' ? nothing : ` ${detail}`, editedMark(at), riskTag(at)];
}

function settledDetail(at: CardScene): string {
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

function editedMark(at: CardScene): TemplateResult | typeof nothing {
  return isEdited(at) ? editedTag(at.scene.words) : nothing;
}

function riskTag(at: CardScene): TemplateResult | typeof nothing {
  const risky = at.card.commands?.some(command => command.risks.length > 0) ?? false;
  if (!risky) return nothing;
  return html`<span class="hr-tag">${icon('shield', 'sm')}${at.scene.words.t('tag.risky')}</span>`;
}

function article(at: CardScene): TemplateResult {
  const { scene, card, status, current } = at;
  const title = `title-${card.id}`;
  return html`<article
    class="hr-card"
    id=${`card-${card.id}`}
    data-card=${card.id}
    data-key=${`card/${card.id}`}
    data-state=${status.state}
    aria-current=${current ? 'step' : nothing}
    aria-labelledby=${title}
    tabindex="-1"
  >
    <span class="hr-mark">${icon(stateIcon(status.state, card.kind))}</span>
    <div class="hr-card__head">
      <h3 id=${title}>
        <span class="hr-card__no">${card.number}</span>
        <button
          class="hr-card__fold"
          type="button"
          aria-expanded="true"
          data-key=${`fold/${card.id}`}
          @click=${() => scene.act.setOpen(card.id, false)}
        >
          <span dir="auto">${openTitle(scene, card)}</span>
        </button>
      </h3>
      <p class="hr-card__meta">${meta(at)} ${editedMark(at)}</p>
      ${evidenceButtons(at)}
    </div>
    ${paceBar(at)} ${alternative(at)} ${replaced(at)} ${changedNote(at)} ${waits(at)} ${body(at)}
    ${evidenceForm(at)} ${refusalNote(scene, card.id)}
  </article>`;
}

/** A list of tasks has no title of its own. */
function titleText({ words }: Scene, card: Card): string {
  return card.title === '' ? words.t('card.tasks') : card.title;
}

/** Of a single task: its text stands beside its box already. */
function openTitle(scene: Scene, card: Card): string {
  const [only, second] = card.tasks ?? [];
  const same = only !== undefined && second === undefined && only.title === card.title;
  return same ? scene.words.t('card.task') : titleText(scene, card);
}

function meta(at: CardScene): unknown {
  const { status, scene, card } = at;
  const { words } = scene;
  const { state, step } = status;
  if (state === 'running' && step.startedAt !== undefined) {
    const usual = usualWords(at);
    const since = html`<strong data-since=${runningSince(at, step.startedAt)}></strong>`;
    return usual === '' ? since : html`${since}, ${usual}`;
  }
  const label = words.t(stateLabel({ ...step, state }, card.kind));
  const attempt = step.attempt > 1 ? words.t('card.attempt', { n: step.attempt }) : '';
  const detail =
    card.kind === 'check' ? words.t('row.of', { n: status.settled, total: status.total }) : settledDetail(at);
  const by = step.by !== undefined && isSettled(state) && card.kind !== 'check' ? step.by : '';
  const usual = state === 'ready' || state === 'waiting' ? usualWords(at) : '';
  const parts = [label, detail, by, attempt, usual].filter(part => part !== '');
  return parts.join(', ');
}

/** Beside a usual time, the clock counts as that does. */
function runningSince({ scene: { view, pace }, card }: CardScene, startedAt: number): number {
  const { now } = view;
  const isCounted = pace.steps[card.id]?.ms !== undefined && now.kind === 'running' && now.step === card.id;
  return isCounted ? stepSince(view, now) : startedAt;
}

function body(at: CardScene): unknown {
  switch (at.card.kind) {
    case 'check':
      return html`${problems(at)} ${tasksBody(at)}`;
    case 'commands':
      return html`${text(at)} ${commandsBody(at)}`;
    case 'script':
      return scriptBody(at);
    case 'manual':
      return html`${problems(at)} ${manualBody(at)}`;
    case 'template':
      return templateBody(at);
    case 'record':
      return recordBody(at);
    case 'file':
    case 'suggested':
      return nothing;
  }
}

function text(at: CardScene): unknown {
  return at.card.html === undefined
    ? nothing
    : html`<div class="hr-card__text hr-md" dir="auto">${unsafeHTML(at.card.html)}</div>`;
}
