import { html, nothing, type TemplateResult } from 'lit-html';

import type { Card } from '../../../core/run/view/view.ts';
import { codeBlock } from '../command/code.ts';
import { commandsBody, optionalNote, problems, settledActions } from './doing.ts';
import { expectation } from '../command/expectation.ts';
import { notes } from './notes.ts';
import { otherButton, otherChoices } from '../decision/other.ts';
import { icon } from '../icon.ts';
import { refusalNote } from '../decision/refusal.ts';
import { canAct, isRehearsal, type CardScene, type Scene } from '../scene.ts';
import { isSettled } from './status.ts';

const foldAbove = 16;
const foldTo = 12;

/** Text to read or copy: a file's content, or what looks like shell. Never counted, never run. */
export function textBlock(scene: Scene, card: Card): TemplateResult {
  const { words } = scene;
  const suggested = card.kind === 'suggested';
  return html`<figure
    class=${suggested ? 'hr-file hr-file--suggested' : 'hr-file'}
    id=${`card-${card.id}`}
    data-card=${card.id}
  >
    <figcaption>
      <span
        >${suggested ? words.t('text.suggested') : (card.savedAs ?? card.language ?? words.t('text.file'))}</span
      >
      ${suggested ? treatButton(scene, card) : saveButton(scene, card)}
    </figcaption>
    ${foldedCode(scene, card)} ${suggested ? expectedNote(scene, card) : nothing}
    ${suggested ? refusalNote(scene, card.id) : nothing}
  </figure>`;
}

// The output that the runbook shows behind a block stands nowhere else on the page.
function expectedNote(scene: Scene, { id, expected }: Card): TemplateResult | typeof nothing {
  if (expected === undefined) return nothing;
  return html`<div class="hr-file__expect" data-expected>
    <p class="hr-pair__l">${scene.words.t('expected')}</p>
    ${expectation(scene, expected, { card: id, nth: 0 })}
  </div>`;
}

/** Nothing runs by it: the step comes to hold commands, each to be run by its own press. */
function treatButton(scene: Scene, card: Card): TemplateResult | typeof nothing {
  if (!canAct(scene) || isRehearsal(scene)) return nothing;
  return html`<button
    class="hr-linkbtn"
    type="button"
    data-does="treat"
    data-key=${`treat/${card.id}`}
    @click=${() => scene.act.ask(card.id, { type: 'step.treat', step: card.id })}
  >
    ${scene.words.t('text.treat')}
  </button>`;
}

function saveButton({ words, act }: Scene, card: Card, look = 'hr-linkbtn'): TemplateResult {
  return html`<button
    class=${look}
    type="button"
    data-does="save"
    @click=${() => act.host({ action: 'saveText', step: card.id })}
  >
    ${card.savedAs === undefined ? words.t('code.save') : words.t('code.saveTo', { name: card.savedAs })}
  </button>`;
}

function foldedCode(scene: Scene, card: Card): TemplateResult {
  const { words, memory, act } = scene;
  const text = card.text ?? '';
  const lines = text.split('\n');
  const open = memory.isOpen(`${card.id}/all`) ?? lines.length <= foldAbove;
  const label = words.t('code.copyText');
  if (open) return codeBlock(scene, text, label);
  return html`${codeBlock(scene, lines.slice(0, foldTo).join('\n'), label)}
    <button
      class="hr-linkbtn"
      type="button"
      @click=${() => {
        memory.touch(card.id);
        act.setOpen(`${card.id}/all`, true);
      }}
    >
      ${words.t('text.showAll', { n: lines.length })}
    </button>`;
}

/** A shell file: run where the runner can, otherwise copied. */
export function scriptBody(at: CardScene): TemplateResult {
  const { scene, card, status } = at;
  if (status.step.commands.length > 0 || status.state === 'running') {
    return html`${foldedCode(scene, card)} ${commandsBody(at)}`;
  }
  return html`${optionalNote(at)} ${problems(at)} ${foldedCode(scene, card)} ${notes(at, status.step)}
  ${
    isSettled(status.state)
      ? settledActions(at)
      : html`<div class="hr-actions">
            <button
              class="hr-btn hr-btn--lg"
              type="button"
              data-copy
              @click=${() => scene.act.host({ action: 'copy', text: card.text ?? '' })}
            >
              ${icon('copy')}${scene.words.t('code.copyText')}
            </button>
            ${saveButton(scene, card, 'hr-btn hr-btn--lg')}
            <button
              class="hr-btn hr-btn--lg"
              type="button"
              aria-disabled=${canAct(scene) ? nothing : 'true'}
              @click=${() => {
                // Copying a script is not running it: only a person can say that it was done.
                if (canAct(scene)) scene.act.ask(card.id, { type: 'step.hand', step: card.id, reason: '' });
              }}
            >
              ${icon('pass')}${scene.words.t('manual.done', { number: card.number })}
            </button>
            ${otherButton(at)}
          </div>
          ${otherChoices(at)}`
  }`;
}
