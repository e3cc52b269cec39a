import { html, nothing, type TemplateResult } from 'lit-html';

import type { RefusalCode } from '../../core/run/refusal.ts';
import type { Reply } from '../../protocol/event.ts';
import type { MessageKey } from '../l10n/message.ts';
import type { Words } from '../l10n/words.ts';
import { icon } from './icon.ts';
import type { Scene } from './scene.ts';

// `problem` and `bad-request` carry a message of their own, which says more.
const texts = {
  'not-recording': 'refused.notRecording',
  closed: 'refused.closed',
  busy: 'refused.busy',
  'unknown-step': 'refused.unknownStep',
  'out-of-date': 'refused.outOfDate',
  'missing-values': 'refused.missingValues',
  problem: undefined,
  untrusted: 'refused.untrusted',
  'needs-name': 'refused.needsName',
  'needs-reason': 'form.refused',
  'not-running': 'refused.notRunning',
  'earlier-step': 'refused.earlierStep',
  'not-allowed': undefined,
  'bad-request': undefined,
} as const satisfies Record<RefusalCode, MessageKey | undefined>;

/** Why a request was refused, in the page's language where the reason is one of ours. */
export function refusalText(words: Words, reply: Extract<Reply, { ok: false }>): string {
  const key = texts[reply.code];
  return key === undefined ? reply.message : words.t(key);
}

/** What was refused last in a place, beside the control that asked. */
export function refusalNote(scene: Scene, place: string): TemplateResult | typeof nothing {
  const reply = scene.refusals.get(place);
  if (reply === undefined) return nothing;
  return html`<p class="hr-refused" data-state="blocked">
    ${icon('lock', 'sm')}<span>${refusalText(scene.words, reply)}</span>
  </p>`;
}
