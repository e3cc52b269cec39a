import type { RunView } from '../../core/run/view.ts';
import { cardElement, focusOn } from './focus.ts';
import type { Layout } from './layout.ts';
import { isSettled, statusOf } from './status.ts';

/** What changed under a step whose article still has the focus that Run gave it. */
export interface Arrival {
  readonly held: string;
  readonly previous: RunView;
  readonly view: RunView;
  readonly layout: Layout;
  /** The card that the run waits for now. */
  readonly current: string | undefined;
}

/** Moves the focus on: into a step that asks, to the result of one that ended, or to the next step. Never to a choice. */
export function followArrival({ held, previous, view, layout, current }: Arrival): void {
  const card = layout.cardOf.get(held);
  if (card === undefined) return;
  const was = statusOf(card, previous).state;
  const is = statusOf(card, view).state;
  if (was === is) return;
  const element = document.getElementById(`card-${card.id}`);
  if (is === 'running') {
    focusOn(element?.querySelector<HTMLElement>('[data-asks] [data-terminal]'));
  } else if (isSettled(is) && !isSettled(was)) {
    focusOn(current === undefined ? document.getElementById('end') : cardElement(current), 'start');
  } else if (is === 'failed' || is === 'judge' || is === 'unknown') {
    focusOn(element?.querySelector<HTMLElement>('[data-result]'));
  }
}
