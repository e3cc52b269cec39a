import type { Card, RunView } from '../../core/run/view/view.ts';
import { cardElement, focusedKey, focusOn } from './focus.ts';
import { focusTerminal, heldCard } from './held.ts';
import type { Layout } from './layout.ts';
import { say } from './regions.ts';
import { activeCommand, isSettled, nowStep, statusOf } from './step/status.ts';

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
  const element = document.getElementById(`card-${card.id}`);
  if (is === 'running' && runsAt(card, previous) !== runsAt(card, view)) followRunning(element);
  if (view.branches.length > previous.branches.length) {
    focusOn(cardElement(firstIn(view, layout) ?? current ?? ''), 'start');
    return;
  }
  if (was === is) return;
  if (is === 'running') {
    focusTerminal(element);
  } else if (isSettled(is) && !isSettled(was)) {
    const next = nextOpen(card, view, layout) ?? current;
    focusOn(next === undefined ? document.getElementById('end') : cardElement(next), 'start');
  } else if (is === 'failed' || is === 'judge' || is === 'unknown') {
    focusResult(element);
  }
}

/** Whoever has taken a branch at its head goes on at its first step. */
export function followBranch({ previous, view, layout }: Omit<Arrival, 'held'>): void {
  const branch = view.branches.at(-1);
  if (branch === undefined || view.branches.length <= previous.branches.length) return;
  const step = firstIn(view, layout);
  if (focusedKey() === `phase/${branch}` && step !== undefined) focusOn(cardElement(step), 'start');
}

/** Where whoever takes a branch goes on, also where the run itself still waits for the path. */
function firstIn(view: RunView, layout: Layout): string | undefined {
  const branch = view.branches.at(-1);
  const inside = layout.cards.filter(({ id }) => layout.phaseOf.get(id)?.id === branch);
  const waits = nowStep(view.now);
  const due = inside.find(({ id }) => id === layout.cardOf.get(waits ?? '')?.id);
  return (due ?? inside.find(card => !isSettled(statusOf(card, view).state)))?.id;
}

function runsAt(card: Card, view: RunView): number | undefined {
  return activeCommand(statusOf(card, view).step)?.at;
}

/** With what can be answered, as far as it fits. */
function focusResult(element: HTMLElement | null): void {
  const result = element?.querySelector<HTMLElement>('[data-result]');
  result?.parentElement?.scrollIntoView({ block: 'nearest' });
  focusOn(result);
}

/** A command that begins to ask is heard everywhere, and takes the focus that Run gave its step. */
export function followQuestion(held: string, asks: string): void {
  say('shout', asks);
  if (heldCard() !== held) return;
  focusTerminal(document.getElementById(`card-${held}`));
}

/** Whoever pressed Run and has touched nothing since sees the command that runs, also where others stood before it. */
function followRunning(element: HTMLElement | null): void {
  element?.querySelector('.hr-cmds > li[data-state="running"]')?.scrollIntoView({ block: 'nearest' });
}

/** The next step down the page that is not settled: whoever works out of order goes on from where they are. */
function nextOpen(card: Card, view: RunView, layout: Layout): string | undefined {
  const { role } = card;
  const below = layout.cards.slice((layout.positions.get(card.id) ?? -1) + 1);
  const phase = layout.phaseOf.get(card.id);
  return below.find(other => {
    const inside = role === 'path' ? other.role === 'path' : layout.phaseOf.get(other.id) === phase;
    return inside && other.required && !isSettled(statusOf(other, view).state);
  })?.id;
}
