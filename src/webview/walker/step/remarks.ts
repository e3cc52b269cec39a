import type { Card } from '../../../core/run/view/view.ts';

/** Whether a block's text says more than its commands, their titles and expectations do: comments that nothing took up. */
export function hasMore(card: Card): boolean {
  const shown = (card.commands ?? [])
    .flatMap(command => [command.text, command.title ?? '', command.expected ?? ''])
    .map(bare)
    .join('\n');
  return (card.text ?? '').split('\n').some(line => !shown.includes(bare(line)));
}

/** Letters and digits only: a title has lost its `#`, an expectation its label. */
function bare(text: string): string {
  return text
    .replace(/^\s*#+\s*(?:expected(?: output| result)?\s*[:=-])?/iu, '')
    .replace(/[^\p{L}\p{N}\n]+/gu, '');
}
