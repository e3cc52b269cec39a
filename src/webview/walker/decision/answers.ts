import { html, nothing, type TemplateResult } from 'lit-html';

import type { Words } from '../../l10n/words.ts';

export interface Answers {
  readonly words: Words;
  readonly enabled: boolean;
  /** Where the focus comes back to, if it does. */
  readonly key?: string;
  readonly answer: (decision: 'met' | 'differs') => void;
}

/** The two answers to whether an output is as expected; they weigh the same. */
export function answerButtons({ words, enabled, key, answer }: Answers): TemplateResult {
  const button = (decision: 'met' | 'differs', name: string, dataKey?: string): TemplateResult =>
    html`<button
      class="hr-btn hr-btn--lg"
      type="button"
      data-key=${dataKey ?? nothing}
      aria-disabled=${enabled ? nothing : 'true'}
      @click=${() => {
        if (enabled) answer(decision);
      }}
    >
      ${name}
    </button>`;
  return html`<div class="hr-actions hr-actions--even">
    ${button('met', words.t('judge.met'), key)} ${button('differs', words.t('judge.differs'))}
  </div>`;
}
