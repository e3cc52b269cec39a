import { html, nothing, type TemplateResult } from 'lit-html';

import type { StepWait } from '../../../core/run/view/view.ts';
import type { Words } from '../../l10n/words.ts';
import { icon } from '../icon.ts';
import { stepIds } from '../layout.ts';
import { canAct, isRehearsal, type CardScene } from '../scene.ts';
import { stepOf } from './status.ts';

/** How long the words of a step say to wait. Nobody is held to it, and nothing begins when it is over. */
export function waits(at: CardScene): readonly TemplateResult[] {
  return stepIds(at.card).flatMap(id => {
    const { wait } = stepOf(at.scene.view, id);
    return wait === undefined ? [] : [waitLine(at, id, wait)];
  });
}

function waitLine(at: CardScene, step: string, wait: StepWait): TemplateResult {
  const { scene, card } = at;
  const { words, act } = scene;
  const counting = wait.startedAt !== undefined;
  const can = canAct(scene) && scene.view.recording.ok && !scene.busy.has(step);
  const press = (): void => {
    if (!can) return;
    scene.memory.touch(card.id);
    act.ask(step, { type: counting ? 'wait.end' : 'wait.start', step });
  };
  const key = counting ? 'wait.end' : wait.waitedMs === undefined ? 'wait.start' : 'wait.startAgain';
  return html`<div class="hr-note hr-timed" data-timed=${counting ? 'counting' : 'still'}>
    ${icon('clock')}
    <span
      ><strong>${planned(words, wait)}</strong> ${standing(words, wait)}
      <small dir="auto">“${wait.text}”</small></span
    >
    ${
      scene.view.closed === undefined && !isRehearsal(scene)
        ? html`<button
            class="hr-btn"
            type="button"
            data-key=${`${step}/wait`}
            data-does="wait"
            aria-disabled=${can ? nothing : 'true'}
            @click=${press}
          >
            ${words.t(key)}
          </button>`
        : nothing
    }
  </div>`;
}

function planned(words: Words, { minMs, maxMs }: StepWait): string {
  if (minMs === maxMs) return words.t('wait.for', { span: words.span(maxMs) });
  return minMs === 0
    ? words.t('wait.upTo', { span: words.span(maxMs) })
    : words.t('wait.range', { from: words.span(minMs), to: words.span(maxMs) });
}

function standing(words: Words, { startedAt, waitedMs, maxMs }: StepWait): unknown {
  if (startedAt !== undefined) return html`<span data-since=${startedAt} data-left=${maxMs}></span>`;
  return waitedMs === undefined ? nothing : words.t('wait.waited', { span: words.span(waitedMs) });
}
