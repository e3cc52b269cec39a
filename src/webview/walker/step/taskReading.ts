import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';

import { brokenLimit, limitIn } from '../../../core/run/expectation/reading.ts';
import type { Task } from '../../../core/run/view/view.ts';
import { keep, textOf } from '../form.ts';
import { icon } from '../icon.ts';
import { say } from '../regions.ts';
import { canAct, isRehearsal, type CardScene } from '../scene.ts';
import { isSettled, stepOf } from './status.ts';

/** The field of what was read, by the id of its task. */
export const readKey = (task: string): string => `${task}/read`;

/** A task that names a limit has a field for the value: that it was checked says less than what was seen. Enter signs the task with it. */
export function taskReading(
  at: CardScene,
  task: Task,
  sign: (event: Event) => void,
): TemplateResult | typeof nothing {
  const { scene, card } = at;
  const { words, memory } = scene;
  const step = stepOf(scene.view, task.id);
  // A limit of time is waited for, and read off no dial.
  const limit = step.wait === undefined ? limitIn(task.title) : undefined;
  if (limit === undefined || isSettled(step.state) || isRehearsal(scene) || !canAct(scene)) return nothing;
  const field = readKey(task.id);
  const typed = memory.typed(field) ?? '';
  // The `1` of a `120` is no reading: it is judged once its field was left.
  const isWhole = memory.typed(`${field}/left`) === typed;
  const broken = isWhole ? brokenLimit(limit, typed) : undefined;
  const leave = (event: Event): void => {
    memory.type(`${field}/left`, textOf(event));
    scene.act.typed(card.id);
    if (brokenLimit(limit, textOf(event)) !== undefined) say('say', words.t('record.beyond', { limit }));
  };
  return html`<form class="hr-read" @submit=${sign}>
    <label for=${field}>${words.t('record.now')}<span class="sr-only">, ${task.title}</span></label>
    <input
      class="hr-input"
      id=${field}
      data-key=${field}
      type="text"
      autocomplete="off"
      aria-describedby=${broken === undefined ? nothing : `${field}-beyond`}
      .value=${live(typed)}
      @input=${(event: Event) => keep(scene, field, event)}
      @change=${leave}
    />
    ${broken === undefined ? nothing : beyond(at, field, broken)}
  </form>`;
}

function beyond({ scene }: CardScene, field: string, limit: string): TemplateResult {
  return html`<small class="hr-beyond" id=${`${field}-beyond`} data-state="judge"
    >${icon('warning', 'sm')}${scene.words.t('record.beyond', { limit })}</small
  >`;
}
