import type { EditRefusal } from '../../core/run/edit.ts';
import type { Words } from '../l10n/words.ts';

/** Why a text cannot take a command's place, in the page's language. */
export function editText(words: Words, wrong: EditRefusal): string {
  switch (wrong.kind) {
    case 'blanks':
      return words.t('refused.edit.blanks', { names: words.list(wrong.names) });
    case 'empty':
    case 'text':
    case 'syntax':
    case 'prompt':
    case 'hidden':
    case 'same':
    case 'secret':
    case 'gone':
      return words.t(`refused.edit.${wrong.kind}`);
    case 'not-next':
      return words.t('refused.edit.notNext');
    case 'not-shell':
      return words.t('refused.edit.notShell');
  }
}
