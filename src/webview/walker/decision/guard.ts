import { html, nothing, type TemplateResult } from 'lit-html';

import type { Blocked } from '../../../core/run/view/view.ts';
import { gatePart } from './gate.ts';
import { icon } from '../icon.ts';
import { elsewhere } from '../page/elsewhere.ts';
import type { CardScene } from '../scene.ts';
import { unlock } from './unlock.ts';
import { valueFields } from '../step/values.ts';

/** Why a step cannot run, and what takes the reason away. */
export function blockedPart(at: CardScene, blocked: Blocked): TemplateResult | typeof nothing {
  const { words } = at.scene;
  switch (blocked.kind) {
    case 'values':
      return valueFields(at, blocked.names);
    case 'earlier':
      return earlier(at, blocked.step);
    case 'problem':
      // The card's own problems say the same, with their lines.
      return at.card.problems.length > 0 ? nothing : check(words.t('blocked.problem'), words.remark(blocked));
    case 'trust':
      return html`${check(words.t('blocked.trust'), words.t('blocked.trust.text'))}
        <div class="hr-actions">
          <button
            class="hr-btn"
            type="button"
            data-key=${`${at.card.id}/trust`}
            @click=${() => at.scene.act.host({ action: 'manageTrust' })}
          >
            ${words.t('trust.manage')}
          </button>
        </div>`;
    case 'context':
      return elsewhere(at, blocked);
    case 'approval':
      return gatePart(at, at.status.step.gates ?? []);
    case 'name':
      return html`<div class="hr-guard">${unlock(at, blocked)}</div>`;
  }
}

function check(title: string, text: string): TemplateResult {
  return html`<div class="hr-note" data-state="blocked">
    ${icon('lock')}<span><strong>${title}</strong><small>${text}</small></span>
  </div>`;
}

function earlier(at: CardScene, step: string): TemplateResult | typeof nothing {
  const { words, layout, act } = at.scene;
  const card = layout.cardOf.get(step);
  if (card === undefined) return nothing;
  return html`<div class="hr-note" data-state="blocked">
    ${icon('lock')}<span
      >${words.t('blocked.earlier', { number: card.number })}
      <button class="hr-linkbtn" type="button" @click=${() => act.goTo(card.id)}>
        ${words.t('now.goTo', { number: card.number })}
      </button></span
    >
  </div>`;
}
