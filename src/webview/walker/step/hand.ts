import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { unsafeHTML } from 'lit-html/directives/unsafe-html.js';

import { noteOf } from '../../../core/run/expectation/reading.ts';
import type { StepView, Task } from '../../../core/run/view/view.ts';
import { settledActions } from './doing.ts';
import { reasonForm } from '../form.ts';
import { isJustHanded } from '../held.ts';
import { icon } from '../icon.ts';
import { noteForm, notes, toggleNote } from './notes.ts';
import { attachButton } from './evidence.ts';
import { otherButton, otherChoices } from '../decision/other.ts';
import { refusalNote } from '../decision/refusal.ts';
import { canAct, isRehearsal, type CardScene } from '../scene.ts';
import { isSettled, stepOf } from './status.ts';
import { isDoubted, keepReading, readKey, taskReading, typedIn } from './taskReading.ts';

/** Tasks to sign off: each tick is an entry with a name and a time. */
export function tasksBody(at: CardScene): TemplateResult {
  const tasks = at.card.tasks ?? [];
  return html`<ul class="hr-tasks">
    ${tasks.map((task, i) => taskItem(at, task, i === firstOpen(at)))}
  </ul>`;
}

function firstOpen(at: CardScene): number {
  return (at.card.tasks ?? []).findIndex(task => !isSettled(stepOf(at.scene.view, task.id).state));
}

function taskItem(at: CardScene, task: Task, main: boolean): TemplateResult {
  const { scene } = at;
  const step = stepOf(scene.view, task.id);
  const open = scene.memory.isOpen(`${task.id}/more`) ?? false;
  return html`<li data-depth=${Math.min(task.depth, 4)} data-state=${step.state} data-task=${task.id}>
    <label @mousedown=${(event: Event) => keepReading(task, event)}>
      <input
        type="checkbox"
        data-key=${`${task.id}/tick`}
        data-main=${main ? 'focus' : nothing}
        .checked=${live(isTicked(step))}
        ?disabled=${step.state === 'skipped'}
        aria-busy=${scene.busy.has(task.id) ? 'true' : nothing}
        @keydown=${deafAtFirst}
        @click=${(event: Event) => (isDoubted(at, task) ? event.preventDefault() : tick(at, task.id, event))}
      />
      <span class="hr-md" dir="auto">${unsafeHTML(task.html)}</span>
      <span
        >${main ? html`<kbd class="hr-kbd" aria-hidden="true">${scene.words.t('key.tick')}</kbd>` : nothing}${signature(at, step)}</span
      >
    </label>
    ${isRehearsal(scene) ? nothing : moreButton(at, task, open)}
    ${taskReading(at, task, event => tick(at, task.id, event))} ${notes(at, step, task)}
    ${open ? taskMore(at, task, step) : nothing}
    ${task.id === at.card.id ? nothing : refusalNote(scene, task.id)}
  </li>`;
}

// ms; a finger that bounces is faster, and whoever goes down a list that they have read is slower.
const bounce = 300;

/** The same press must not sign the next task too, which nobody has read yet. */
function deafAtFirst(event: KeyboardEvent): void {
  if (event.key === ' ' && (event.repeat || isJustHanded(bounce))) event.preventDefault();
}

function isTicked(step: StepView): boolean {
  return step.state === 'passed' || step.state === 'by-hand';
}

function tick(at: CardScene, task: string, event: Event): void {
  const { scene } = at;
  // What the box shows follows the log, not the click.
  event.preventDefault();
  if (!canRecord(at, task)) return;
  const checked = !isTicked(stepOf(scene.view, task));
  const note = checked ? noteOf(typedIn(at, readKey(task)), typedIn(at, `${task}/note`)) : '';
  scene.act.ask(task, { type: 'check.set', step: task, checked, ...(note === '' ? {} : { note }) });
}

function moreButton(at: CardScene, task: Task, open: boolean): TemplateResult {
  const { words } = at.scene;
  return html`<button
    class="hr-btn hr-btn--quiet hr-btn--icon"
    type="button"
    aria-label=${words.t('task.more', { task: task.title })}
    title=${words.t('task.moreShort')}
    aria-expanded=${String(open)}
    data-key=${`${task.id}/more`}
    data-does=${mayAdd(at, task) ? 'note' : nothing}
    data-holds=${mayAdd(at, task) ? moreOf(at, task) : nothing}
    @click=${() => toggleNote(at, `${task.id}/more`, task.id)}
  >
    ${icon('note')}
  </button>`;
}

/** While it is asked why a task is skipped, nothing else is behind its button. */
function mayAdd({ scene }: CardScene, { id }: Task): boolean {
  return canAct(scene) && scene.memory.form(id) !== 'skip';
}

/** What the note button of a task opens besides the note. */
function moreOf({ scene }: CardScene, task: Task): string {
  return isSettled(stepOf(scene.view, task.id).state) ? 'attach' : 'attach skip';
}

function signature(at: CardScene, step: StepView): string {
  const { words, drawnAt } = at.scene;
  if (step.state === 'skipped') return words.t('state.skipped');
  if (step.state === 'blocked') return words.t('state.blocked');
  if (!isSettled(step.state) || step.at === undefined) return '';
  const time = words.time(step.at, drawnAt);
  return step.by === undefined ? time : words.t('signed', { name: step.by, time });
}

function taskMore(at: CardScene, task: Task, step: StepView): TemplateResult {
  const { scene } = at;
  const { words, memory } = scene;
  if (memory.form(task.id) === 'skip') {
    return reasonForm(scene, {
      place: task.id,
      name: 'skip',
      title: words.t('skip.title'),
      hint: words.t('skip.hint'),
      submit: words.t('task.skipSubmit'),
      send: reason => skipTask(at, task.id, reason),
    });
  }
  return html`${noteForm(at, task.id, `${task.id}/more`)}
    <p class="hr-ways">
      ${canAct(scene) ? attachButton(at, task.id, 'words') : nothing}
      ${isSettled(step.state) ? nothing : skipButton(at, task)}
    </p>`;
}

/** On with the next task that is open, as after a tick. */
function skipTask(at: CardScene, task: string, reason: string): void {
  const { scene, card } = at;
  const { tasks = [] } = card;
  const here = tasks.findIndex(({ id }) => id === task);
  const others = [...tasks.slice(here + 1), ...tasks.slice(0, Math.max(here, 0))];
  const next = others.find(({ id }) => !isSettled(stepOf(scene.view, id).state));
  scene.act.ask(task, { type: 'step.skip', step: task, reason });
  scene.act.setOpen(`${task}/more`, false);
  scene.act.goTo(next === undefined ? card.id : `field:${next.id}/tick`);
}

function skipButton({ scene, card }: CardScene, task: Task): TemplateResult {
  const { words, memory, act } = scene;
  return html`<button
    class="hr-linkbtn"
    type="button"
    data-opens="skip"
    data-does="skip"
    @click=${() => {
      memory.touch(card.id);
      act.setForm(task.id, 'skip');
    }}
  >
    ${words.t('task.skip')}
  </button>`;
}

/** A step done by a person. */
export function manualBody(at: CardScene): TemplateResult {
  const { card, status } = at;
  return html`${
    card.html === undefined
      ? nothing
      : html`<div class="hr-card__text hr-md" dir="auto">${unsafeHTML(card.html)}</div>`
  }
  ${notes(at, status.step)} ${isSettled(status.state) ? settledActions(at) : manualActions(at)}`;
}

function manualActions(at: CardScene): TemplateResult {
  const { scene, card } = at;
  const { words, act, memory } = scene;
  const open = memory.isOpen(`${card.id}/noteOpen`) ?? false;
  const can = canRecord(at, card.id);
  const done = (): void => {
    if (!can) return;
    act.ask(card.id, { type: 'step.hand', step: card.id, reason: typedIn(at, `${card.id}/note`) });
  };
  return html`<div class="hr-actions">
      <button
        class=${at.current ? 'hr-btn hr-btn--primary hr-btn--lg' : 'hr-btn hr-btn--lg'}
        type="button"
        data-main="press"
        data-does="hand"
        aria-disabled=${can ? nothing : 'true'}
        @click=${done}
      >
        ${icon('check')}${words.t('manual.done', { number: card.number })}
      </button>
      ${isRehearsal(scene) ? nothing : noteButton(at, open)} ${otherButton(at)}
      ${card.required ? nothing : html`<p>${words.t('manual.optional')}</p>`}
    </div>
    ${open ? noteForm(at, card.id, `${card.id}/noteOpen`) : nothing} ${otherChoices(at)}`;
}

function noteButton(at: CardScene, open: boolean): TemplateResult {
  const { scene, card } = at;
  const place = `${card.id}/noteOpen`;
  return html`<button
    class="hr-btn hr-btn--quiet hr-btn--lg"
    type="button"
    aria-expanded=${String(open)}
    data-key=${place}
    data-does=${canAct(scene) ? 'note' : nothing}
    @click=${() => toggleNote(at, place, card.id)}
  >
    ${scene.words.t('note.add')}
  </button>`;
}

function canRecord(at: CardScene, step: string): boolean {
  const { scene } = at;
  return canAct(scene) && scene.view.recording.ok && !scene.busy.has(step);
}
