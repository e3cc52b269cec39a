import type { Unaccepted } from '../../../core/audit/gates/grant.ts';
import type { MessageKey } from '../../l10n/message.ts';
import type { Words } from '../../l10n/words.ts';

const texts = {
  'not-signed': 'doubt.notSigned',
  'another-request': 'doubt.anotherRequest',
  'may-not-approve': 'doubt.mayNotApprove',
  stolen: 'doubt.stolen',
  unknown: 'doubt.unknown',
} as const satisfies Partial<Record<Unaccepted['doubt']['kind'], MessageKey>>;

/** Why an answer that came opens nothing, in the page's language. */
export function answerText(words: Words, { doubt, file = '' }: Pick<Unaccepted, 'doubt' | 'file'>): string {
  if (doubt.kind === 'lists') return words.t('doubt.lists');
  const lead = words.t('doubt.answer', { file });
  switch (doubt.kind) {
    case 'own':
    case 'walked':
      return `${lead} ${ownText(words, doubt)}`;
    case 'no-roster':
      return `${lead} ${words.t('doubt.noRoster', doubt)}`;
    case 'not-in-role':
      return `${lead} ${words.t('doubt.notInRole', doubt)}`;
    default:
      return `${lead} ${words.t(texts[doubt.kind])}`;
  }
}

function ownText(
  words: Words,
  { kind, who }: Extract<Unaccepted['doubt'], { readonly kind: 'own' | 'walked' }>,
): string {
  if (who === undefined) return words.t(kind === 'own' ? 'doubt.own' : 'doubt.walked');
  return words.t(kind === 'own' ? 'doubt.ownBy' : 'doubt.walkedBy', { who });
}
