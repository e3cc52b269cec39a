import { html, type TemplateResult } from 'lit-html';

import type { Words } from '../../l10n/words.ts';
import { icon } from '../icon.ts';

/** Says that something else ran than the runbook has. */
export function editedTag(words: Words): TemplateResult {
  return html`<span class="hr-tag" data-edited>${icon('edit', 'sm')}${words.t('edit.tag')}</span>`;
}
