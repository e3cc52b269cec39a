import { html, nothing, type TemplateResult } from 'lit-html';

import type { Words } from '../../l10n/words.ts';
import { choiceList, type Choice } from './choiceList.ts';
import { editChoices } from './editChoices.ts';
import { canRun, isRehearsal, type CardScene } from '../scene.ts';
import { skipButton } from './stepOver.ts';

/** Ways to settle a step that its state does not call for, one press away. */
export function otherButton(at: CardScene, choices = otherWays(at)): TemplateResult {
  const { scene, card } = at;
  if (isRehearsal(scene)) return skipButton(at);
  const place = `${card.id}/other`;
  const open = scene.memory.isOpen(place) ?? false;
  return html`<button
    class="hr-btn hr-btn--quiet hr-btn--lg"
    type="button"
    data-key=${place}
    data-holds=${choices.flatMap(({ does }) => does ?? []).join(' ')}
    aria-expanded=${String(open)}
    @click=${() => {
      scene.memory.touch(card.id);
      scene.act.setOpen(place, !open);
    }}
  >
    ${scene.words.t('other')}
  </button>`;
}

/** The list that `otherButton` opens. */
export function otherChoices(at: CardScene): TemplateResult | typeof nothing {
  const { words, memory } = at.scene;
  return memory.isOpen(`${at.card.id}/other`) === true
    ? choiceList(at, words.t('other'), otherWays(at))
    : nothing;
}

function otherWays(at: CardScene): readonly Choice[] {
  const { scene, card } = at;
  const { words } = scene;
  return [
    ...onward(at),
    ...(card.kind === 'commands' || card.kind === 'script' ? editChoices(at, 'run') : []),
    ...(card.kind === 'manual' ? [] : [handChoice(words)]),
    skipChoice(words),
  ];
}

/** On with the steps behind it, as far as they need nobody. */
function onward(at: CardScene): readonly Choice[] {
  const { scene, card, status } = at;
  if (card.kind !== 'commands' || (status.state !== 'ready' && status.state !== 'waiting')) return [];
  const { words, act } = scene;
  const run = (): void => {
    if (mayRun(at)) act.ask(card.id, { type: 'run.from', step: card.id, revision: scene.view.revision });
  };
  const text = words.t('choice.onward.text');
  return [{ icon: 'play', title: words.t('choice.onward'), text, does: 'runOn', run }];
}

/** Whether the step's commands may be started, and nothing was asked of it that is not answered yet. */
export function mayRun({ scene, card }: CardScene): boolean {
  return canRun(scene) && !scene.busy.has(card.id);
}

/** A step that was done some other way. */
export function handChoice(words: Words): Choice {
  const [title, text] = [words.t('choice.hand'), words.t('choice.hand.text')];
  return { icon: 'pass', title, text, form: 'hand', does: 'hand' };
}

/** A step that is not to be done. */
export function skipChoice(words: Words): Choice {
  const [title, text] = [words.t('choice.skip'), words.t('choice.skip.text')];
  return { icon: 'circle-slash', title, text, form: 'skip', does: 'skip' };
}
