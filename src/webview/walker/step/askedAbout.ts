import type { Card } from '../../../core/run/view/view.ts';
import type { Scene } from '../scene.ts';
import { nowStep, stepOf } from './status.ts';

/** Whether the step that the run waits for asks about what this one printed. */
export function isAskedAbout({ layout, view }: Scene, card: Card): boolean {
  const asker = layout.cardOf.get(nowStep(view.now) ?? '');
  if (asker === undefined || layout.lookedBackTo.get(asker.id) !== card.id) return false;
  return stepOf(view, card.id).commands.some(({ attemptId }) => attemptId !== undefined);
}
