import type { Page } from './view.ts';

/** Whether there is anything to do, even if none of it counts. */
export function hasSteps({ phases }: Page): boolean {
  return phases.some(({ blocks }) =>
    blocks.some(
      block => block.type === 'card' && block.card.kind !== 'file' && block.card.kind !== 'suggested',
    ),
  );
}
