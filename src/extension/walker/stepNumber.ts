import type { Page } from '../../core/run/view/view.ts';

/** What the page calls a step, a task of a list by its list; empty if it has no number. */
export function numberOf(page: Page, step: string): string {
  for (const { blocks } of page.phases) {
    for (const block of blocks) {
      if (block.type !== 'card') continue;
      if (block.card.id === step || block.card.tasks?.some(({ id }) => id === step) === true)
        return block.card.number;
    }
  }
  return '';
}
