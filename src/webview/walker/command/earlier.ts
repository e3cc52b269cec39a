import { html, nothing, type TemplateResult } from 'lit-html';

import type { CommandView } from '../../../core/run/view/view.ts';
import type { CardScene } from '../scene.ts';
import { outcomeShort } from './outcome.ts';
import { openFull } from './output.ts';

/** How a command ended before it was tried again, folded; what was printed then opens in an editor. */
export function earlierAttempts(
  at: CardScene,
  { earlier = [] }: CommandView,
): TemplateResult | typeof nothing {
  if (earlier.length === 0) return nothing;
  const { scene } = at;
  const { words, drawnAt } = scene;
  return html`<details class="hr-fold">
    <summary>${words.t('earlier.title', { n: earlier.length })}</summary>
    <ol class="hr-earlier">
      ${earlier.map(attempt => {
        const { attemptId, startedAt, durationMs } = attempt;
        const said = [
          startedAt === undefined ? '' : words.time(startedAt, drawnAt),
          outcomeShort(words, attempt),
          durationMs === undefined ? '' : words.took(durationMs),
        ];
        return html`<li>
          <span>${said.filter(part => part !== '').join(', ')}</span>
          ${attemptId === undefined ? nothing : openFull(at, attemptId)}
        </li>`;
      })}
    </ol>
  </details>`;
}
