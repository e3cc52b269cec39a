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
  const { scene, card } = at;
  const { words, memory } = scene;
  const field = readKey(id);
  const typed = (): string => (memory.typed(field) ?? '').trim();
  const slip = () => slipOf(at, limit, typed());
  const wasTold = () => memory.typed(`${field}/told`) === typed();
  const tell = (): void => {
    memory.type(`${field}/told`, typed());
    say('say', slip() ?? '');
    scene.act.typed(card.id);
  };
  const enter = (event: Event): void => {
    event.preventDefault();
    if (slip() === undefined || wasTold()) sign(event);
    else tell();
  };
  // The `1` of a `120` is no reading: it is judged once its field was left.
  const leave = (): unknown => typed() !== '' && !wasTold() && tell();
  const told = wasTold() ? slip() : undefined;
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
