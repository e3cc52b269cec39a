import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';

import { brokenLimit, readingIn } from '../../../core/run/expectation/reading.ts';
import type { Task } from '../../../core/run/view/view.ts';
import { keep } from '../form.ts';
import { icon } from '../icon.ts';
import { say } from '../regions.ts';
import { canAct, isRehearsal, type CardScene } from '../scene.ts';
import { isSettled, stepOf } from './status.ts';

/** The field of what was read, by the id of its task. */
export const readKey = (task: string): string => `${task}/read`;

/** A task that names a limit has a field for the value: that it was checked says less than what was seen. Enter signs the task with it, and what may be a slip only once it was said. */
export function taskReading(
  at: CardScene,
  task: Task,
  sign: (event: Event) => void,
): TemplateResult | typeof nothing {
  const { scene } = at;
  const { state, wait, reason = '' } = stepOf(scene.view, task.id);
  // A limit of time is waited for, and read off no dial.
  const limit = wait === undefined ? task.limit : undefined;
  if (limit === undefined || isRehearsal(scene)) return nothing;
  if (!isSettled(state)) return canAct(scene) ? readingField(at, { ...task, limit }, sign) : nothing;
  const read = readingIn(reason);
  return read === '' ? nothing : slipNote(readKey(task.id), slipOf(at, limit, read));
}

/** What is said of a reading before a task is signed with it; undefined where nothing is. */
function slipOf({ scene }: CardScene, limit: string, reading: string): string | undefined {
  const { words } = scene;
  if (reading === '') return words.t('record.empty');
  const broken = brokenLimit(limit, reading);
  return broken === undefined ? undefined : words.t('record.beyond', { limit: broken });
}

function readingField(
  at: CardScene,
  { id, title, limit }: Task & { readonly limit: string },
  sign: (event: Event) => void,
): TemplateResult {
  const { scene } = at;
  const { words, memory } = scene;
  const field = readKey(id);
  const slip = () => slipOf(at, limit, readingOf(at, id));
  const enter = (event: Event): void => {
    event.preventDefault();
    if (slip() === undefined || wasTold(at, id)) sign(event);
    else tell(at, id, slip());
  };
  // The `1` of a `120` is no reading: it is judged once its field was left, or by the box where that is gone to.
  const leave = ({ relatedTarget }: FocusEvent): void => {
    const toBox = relatedTarget instanceof HTMLElement && relatedTarget.dataset['key'] === `${id}/tick`;
    if (!toBox && readingOf(at, id) !== '' && !wasTold(at, id)) tell(at, id, slip());
  };
  const told = wasTold(at, id) ? slip() : undefined;
  return html`<form class="hr-read" @submit=${enter}>
    <label for=${field}>${words.t('record.now')}<span class="sr-only">, ${title}</span></label>
    <input
      class="hr-input"
      id=${field}
      data-key=${field}
      type="text"
      autocomplete="off"
      aria-describedby=${told === undefined ? nothing : `${field}-beyond`}
      .value=${live(memory.typed(field) ?? '')}
      @input=${(event: Event) => keep(scene, field, event)}
      @keydown=${onePress}
      @blur=${leave}
    />
    ${slipNote(field, told)}
  </form>`;
}

/** Whether a reading outside of its limit has yet to be spoken of, which is done then: its box asks as Enter does. */
export function isDoubted(at: CardScene, { id, limit }: Task): boolean {
  const step = stepOf(at.scene.view, id);
  const typed = readingOf(at, id);
  if (limit === undefined || step.wait !== undefined || typed === '' || isSettled(step.state)) return false;
  const slip = slipOf(at, limit, typed);
  if (slip === undefined || wasTold(at, id)) return false;
  tell(at, id, slip);
  return true;
}

/** A press on the box or its words leaves the focus where it is: else what the field says when it is left would count as said before. */
export function keepReading({ id }: Task, event: Event): void {
  if (document.activeElement?.id === readKey(id)) event.preventDefault();
}

const readingOf = (at: CardScene, task: string): string => typedIn(at, readKey(task));

/** What was typed into a field, where it stays until it is known to be recorded. */
export function typedIn({ scene }: CardScene, field: string): string {
  return (scene.memory.typed(field) ?? '').trim();
}

/** Whether what is typed now was said to be a slip. */
function wasTold(at: CardScene, task: string): boolean {
  return at.scene.memory.typed(toldKey(task)) === readingOf(at, task);
}

function tell(at: CardScene, task: string, slip = ''): void {
  const { memory, act } = at.scene;
  memory.type(toldKey(task), readingOf(at, task));
  say('say', slip);
  act.typed(at.card.id);
}

const toldKey = (task: string): string => `${readKey(task)}/told`;

/** A key that is held down has not read what its first press was answered with. */
function onePress(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.repeat) event.preventDefault();
}

function slipNote(field: string, words: string | undefined): TemplateResult | typeof nothing {
  if (words === undefined) return nothing;
  return html`<small class="hr-beyond" id=${`${field}-beyond`} data-state="judge"
    >${icon('warning', 'sm')}${words}</small
  >`;
}
