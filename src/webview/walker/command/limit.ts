import { html, nothing, type TemplateResult } from 'lit-html';

import { canAct, type CardScene } from '../scene.ts';

/** KILL, once everything else has been tried. */
export function forceButton({ scene, card }: CardScene): TemplateResult {
  const force = (): void => scene.act.ask(card.id, { type: 'run.force', step: card.id });
  return html`<button class="hr-btn hr-btn--lg" type="button" data-force data-does="force" @click=${force}>
    ${scene.words.t('stop.force')}
  </button>`;
}

const more = 10 * 60_000;

/** A command that is given a limit can be given more of it, before it is reached. */
export function moreTime({ scene, card, status }: CardScene): TemplateResult | typeof nothing {
  const { words, act } = scene;
  const { limitMs } = status.step.commands.find(({ state }) => state === 'running') ?? {};
  if (limitMs === undefined) return nothing;
  const wait = (): void => {
    if (canAct(scene)) act.ask(card.id, { type: 'run.extend', step: card.id, ms: more });
  };
  return html`<button
      class="hr-btn hr-btn--lg"
      type="button"
      data-extend
      data-does="extend"
      aria-disabled=${canAct(scene) ? nothing : 'true'}
      @click=${wait}
    >
      ${words.t('stop.wait', { n: String(more / 60_000) })}
    </button>
    <p data-limit>${words.t('stop.limit', { limit: words.clock(limitMs) })}</p>`;
}
