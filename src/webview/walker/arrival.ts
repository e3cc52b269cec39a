import type { Card, RunView } from '../../core/run/view/view.ts';
import { byKey, cardElement, focusedKey, focusOn } from './focus.ts';
import { focusTerminal, handTo, heldCard, type Held } from './held.ts';
import type { Layout } from './layout.ts';
import { goWhereLost, type Ground } from './moves.ts';
import { say } from './regions.ts';
import { activeCommand, isSettled, nowStep, statusOf, stepOf } from './step/status.ts';

/** What changed, and what goes on from there by itself. */
export interface Arrival {
  readonly held: Held | undefined;
  readonly previous: RunView;
  readonly view: RunView;
  readonly layout: Layout;
  /** The card that the run waited for, and the one that it waits for now. */
  readonly before: string | undefined;
  readonly current: string | undefined;
}

/** Moves the focus on from what was done where it is; whoever is elsewhere stays there. */
export function follow(ground: Ground, { held, ...change }: Arrival): void {
  // Where there was nothing to do before, blocks have just become shell.
  const arose = change.before === undefined && change.current !== undefined;
  if (arose || isTrustGiven(change)) goWhereLost(ground);
  if (held === undefined) followBranch(change);
  else if ('task' in held) followTick(held.task, change);
  else followStep(held.card, change);
}

type Change = Omit<Arrival, 'held'>;

/** Into a step that asks, to the result of one that ended, or to the next step. Never to a choice. */
function followStep(held: string, change: Change): void {
  const { previous, view, layout, current } = change;
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
    focusNext(nextOpen(card, change) ?? current, layout);
  } else if (is === 'failed' || is === 'judge' || is === 'unknown') {
    focusResult(element);
  }
}

/** Whoever has taken a branch at its head goes on at its first step. */
function followBranch({ previous, view, layout }: Change): void {
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

/** From a task that was ticked on to the next, and from the last of a step to the next step; whoever unticks one stays with it. */
function followTick(task: string, change: Change): void {
  const { previous, view, layout, current } = change;
  const card = layout.cardOf.get(task);
  const isNow = isSettled(stepOf(view, task).state);
  if (card === undefined || !isNow || isSettled(stepOf(previous, task).state)) return;
  const tasks = card.tasks ?? [];
  const open = tasks.filter(({ id }) => !isSettled(stepOf(view, id).state));
  const at = tasks.findIndex(({ id }) => id === task);
  const next = open.find(({ id }) => tasks.findIndex(one => one.id === id) > at) ?? open[0];
  if (next !== undefined) handTo(byKey(`${next.id}/tick`));
  else focusNext(nextOpen(card, change) ?? current, layout);
}

function focusNext(next: string | undefined, { lookedBackTo }: Layout): void {
  const before = next === undefined ? undefined : lookedBackTo.get(next);
  const outputs = document.querySelectorAll(`[id="card-${CSS.escape(before ?? '')}"] [data-follow]`);
  const output = [...outputs].findLast(one => one.checkVisibility());
  // What a step asks about stays in view above it, as far as both fit.
  output?.scrollIntoView({ block: 'start' });
  const element = next === undefined ? document.getElementById('end') : cardElement(next);
  handTo(element, output === undefined ? 'start' : 'nearest');
}

/** Whether a folder that was not trusted is now. */
function isTrustGiven({ previous, view }: Change): boolean {
  const lacks = ({ notices }: RunView): boolean => notices.some(({ kind }) => kind === 'untrusted');
  return lacks(previous) && !lacks(view);
}

function runsAt(card: Card, view: RunView): number | undefined {
  return activeCommand(statusOf(card, view).step)?.at;
}

/** With what it is about above and what can be answered below, as far as they fit. */
function focusResult(element: HTMLElement | null): void {
  const result = element?.querySelector<HTMLElement>('[data-result]');
  const about = element?.querySelector(
    ':is([data-state="judge"], [data-state="failed"]) > .hr-pair, :is([data-state="judge"], [data-state="failed"]) > .hr-out',
  );
  about?.scrollIntoView({ block: 'nearest' });
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
function nextOpen(card: Card, { view, layout, current }: Change): string | undefined {
  const { role } = card;
  const below = layout.cards.slice((layout.positions.get(card.id) ?? -1) + 1);
  const phase = layout.phaseOf.get(card.id);
  return below.find(other => {
    const inside = role === 'path' ? other.role === 'path' : layout.phaseOf.get(other.id) === phase;
    const isNext = other.required || other.id === current;
    return inside && isNext && !isSettled(statusOf(other, view).state);
  })?.id;
}
