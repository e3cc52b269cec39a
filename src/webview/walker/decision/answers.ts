import { html, nothing, type TemplateResult } from 'lit-html';

import type { Scene } from '../scene.ts';

export interface Answers {
  readonly scene: Scene;
  readonly enabled: boolean;
  /** Where the focus comes back to, if it does. */
  readonly key?: string;
  readonly answer: (decision: 'met' | 'differs') => void;
}

/** The two answers to whether an output is as expected; they weigh the same. */
export function answerButtons({ scene, enabled, key, answer }: Answers): TemplateResult {
  const { words, settings } = scene;
  const button = (decision: 'met' | 'differs', dataKey?: string): TemplateResult =>
    html`<button
      class="hr-btn hr-btn--lg"
      type="button"
      data-key=${dataKey ?? nothing}
      data-answer=${decision}
      aria-disabled=${enabled ? nothing : 'true'}
      @click=${() => {
        if (enabled) answer(decision);
      }}
    >
      ${words.t(`judge.${decision}`)}
      <kbd class="hr-kbd">${words.t(settings.mac ? `key.${decision}Mac` : `key.${decision}`)}</kbd>
    </button>`;
  return html`<div class="hr-actions hr-actions--even">${button('met', key)} ${button('differs')}</div>`;
}
