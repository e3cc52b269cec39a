import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';

import type { Guard } from '../../../core/run/change/edit.ts';
import { textOf } from '../form.ts';
import { canRun, type CardScene } from '../scene.ts';

/** What the right name unlocks. */
interface Press {
  readonly label: string;
  send(confirm: string): void;
}

function runPress({ scene, card, status }: CardScene): Press {
  const { words, act, view } = scene;
  const begun = status.step.commands.some(command => command.state === 'passed');
  return {
    label: words.t(begun ? 'run.rest' : 'run.step', { number: card.number }),
    send: confirm => act.ask(card.id, { type: 'run.step', step: card.id, revision: view.revision, confirm }),
  };
}

/** Asks for the name of the thing that changes; only the exact name unlocks, nothing is folded. */
export function unlock(at: CardScene, blocked: Guard, press: Press = runPress(at)): TemplateResult {
  const { scene, card } = at;
  const { words, memory } = scene;
  const field = `${card.id}/name`;
  const text = memory.typed(field) ?? '';
  const right = text === blocked.name && canRun(scene);
  const submit = (event: Event): void => {
    event.preventDefault();
    const typed = memory.typed(field) ?? '';
    if (typed !== blocked.name) {
      // Whoever presses Enter wants to know why nothing happens, however little was typed.
      memory.type(`${field}/tried`, typed);
      scene.act.typed(card.id);
      return;
    }
    if (!canRun(scene)) return;
    memory.forget(`${field}/tried`);
    memory.forget(field);
    press.send(blocked.name);
  };
  return html`<form class="hr-unlock" @submit=${submit}>
    <div>
      <label for=${field}>
        ${words.t('guard.because')} <code>${blocked.words}</code>. ${words.t('guard.type')}
        <code translate="no">${blocked.name}</code>
      </label>
      ${nameInput(at, field, 'focus')}
    </div>
    <button
      class="hr-btn"
      type="submit"
      aria-disabled=${right ? nothing : 'true'}
      aria-describedby=${`${field}-d`}
    >
      ${press.label}
    </button>
    ${hint(at, blocked.name)}
  </form>`;
}

/** How a name is typed; and what is wrong with one that is as long as it should be, or that somebody has tried. */
function hint({ scene: { words, memory }, card }: CardScene, name: string): TemplateResult {
  const field = `${card.id}/name`;
  const typed = memory.typed(field) ?? '';
  const isWhole = memory.typed(`${field}/tried`) === typed || typed.length >= name.length;
  const wrong = typed !== '' && typed !== name && isWhole;
  return html`<p
    id=${`${field}-d`}
    role=${wrong ? 'alert' : nothing}
    data-state=${wrong ? 'blocked' : nothing}
  >
    ${wrong ? words.t('guard.mistyped', { typed, name }) : words.t('guard.hint')}
  </p>`;
}

/** Where the name of the thing that changes is typed; nothing corrects or completes it. `main`: what the card is about. */
export function nameInput(
  { scene, card }: CardScene,
  field: string,
  main: 'focus' | typeof nothing = nothing,
): TemplateResult {
  return html`<input
    class="hr-input"
    id=${field}
    data-key=${field}
    data-main=${main}
    type="text"
    autocomplete="off"
    autocapitalize="off"
    spellcheck="false"
    aria-describedby=${`${field}-d`}
    .value=${live(scene.memory.typed(field) ?? '')}
    @input=${(event: Event) => {
      scene.memory.type(field, textOf(event));
      scene.act.typed(card.id);
    }}
  />`;
}
