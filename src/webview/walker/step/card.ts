import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { unsafeHTML } from 'lit-html/directives/unsafe-html.js';

import type { Card } from '../../../core/run/view/view.ts';
import { isAskedAbout } from './askedAbout.ts';
import { changedNote } from '../page/changed.ts';
import { commandsBody, problems } from './doing.ts';
import { evidenceButtons, evidenceForm } from './evidence.ts';
import { recordBody } from './record.ts';
import { templateBody } from './template.ts';
import { manualBody, tasksBody } from './hand.ts';
import { icon, stateIcon, stateLabel } from '../icon.ts';
import { stepIds } from '../layout.ts';
import { alternative, replaced } from './instead.ts';
import { paceBar, stepSince, usualWords } from '../page/pace.ts';
import { scriptBody } from './reading.ts';
import { refusalNote } from '../decision/refusal.ts';
import { editedMark, row, settledDetail, titleText } from './row.ts';
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
function isCardOpen(scene: Scene, card: Card, current: boolean): boolean {
  const left = scene.memory.isOpen(card.id);
  if (left !== undefined) return left;
  if (current || isAskedAbout(scene, card)) return true;
  if (stepIds(card).some(id => stepOf(scene.view, id).wait?.startedAt !== undefined)) return true;
  const { state } = statusOf(card, scene.view);
  return state === 'running' || state === 'judge' || state === 'unknown';
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
