import type { EditRefusal } from '../../../core/run/change/edit.ts';
import type { Unfit } from '../../../core/run/change/unfit.ts';
import type { Words } from '../../l10n/words.ts';

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

/** Why a run cannot go on with a new text. */
export function unfitText(words: Words, unfit: Unfit): string {
  switch (unfit.kind) {
    case 'same':
      return words.t('refused.unfit.same');
    case 'no-steps':
      return words.t('refused.unfit.noSteps');
    case 'front-matter':
      return words.t('refused.unfit.frontMatter', { line: String(unfit.line) });
    case 'value':
      return words.t('refused.unfit.value', { name: unfit.name });
  }
}
