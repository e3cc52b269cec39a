import { html, nothing, type TemplateResult } from 'lit-html';

import type { ShellFact } from '../../../core/run/shellChange.ts';
import type { CommandView } from '../../../core/run/view/view.ts';
import type { Words } from '../../l10n/words.ts';
import { icon } from '../icon.ts';

/** What became of the session's shell while a command ran: what the next command will find, and what not. */
export function shellNote(words: Words, { shell = [] }: CommandView): TemplateResult | typeof nothing {
  if (shell.length === 0) return nothing;
  return html`<p class="hr-note" data-shell>
    ${icon('info')}<span>${shell.map(fact => factText(words, fact)).join(' ')}</span>
  </p>`;
}

const ends = {
  ended: 'shell.ended',
  endedBefore: 'shell.endedBefore',
  foreign: 'shell.foreign',
  lost: 'shell.lost',
} as const;

const plain = { mended: 'shell.mended', resumed: 'shell.resumed', jobs: 'shell.jobs' } as const;

function factText(words: Words, fact: ShellFact): string {
  switch (fact.kind) {
    case 'replaced':
      return `${words.t(ends[fact.event])} ${words.t(fact.from === 'end' ? 'shell.atEnd' : 'shell.asBefore')}`;
    case 'missing':
      return words.t('shell.missing', { names: words.list(fact.names) });
    case 'gone':
      return words.t('shell.gone', { gone: fact.gone, cwd: fact.cwd });
    case 'mended':
    case 'resumed':
    case 'jobs':
      return words.t(plain[fact.kind]);
  }
}
